import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { ESLint, Linter } from 'eslint'
import type { Project } from './project.js'
import { inFileOrder, type Report } from './report.js'
import type { Outcome } from './run.js'

/** How a project runs ESLint: with which configuration file, of which kind, over what, under which Node. */
export interface Linting {
  readonly config: string
  readonly eslintrc?: boolean
  readonly target?: string
  readonly node?: string
}

/** Runs the project's own ESLint as a person would, with its command line. */
export function eslint(project: Project, linting: Linting): Promise<Outcome> {
  const { config, eslintrc = false, target = 'src', node = process.execPath } = linting
  const asEslintrc = ['--no-eslintrc', '--ext', '.js,.ts']
  return project.node('eslint/bin/eslint.js', ['-c', config, ...(eslintrc ? asEslintrc : []), '-f', 'json', target], {
    node,
    env: { ESLINT_USE_FLAT_CONFIG: String(!eslintrc) },
  })
}

/** What ESLint says of each file, in its own words, in the order of the file names; it must have linted, not crashed. */
export async function messages(project: Project, linting: Linting): Promise<(Linter.LintMessage & { readonly file: string })[]> {
  const outcome = await eslint(project, linting)
  if (outcome.exitCode !== 0 && outcome.exitCode !== 1) throw new Error(`ESLint failed with ${linting.config}:\n${outcome.stderr}`)
  const results = JSON.parse(outcome.stdout) as ESLint.LintResult[]
  return results.flatMap((result) => {
    const file = relative(project.folder, result.filePath)
    return result.messages.map((message) => ({ ...message, file }))
  })
}

/** The reports of the project's sources under one configuration. */
export async function reports(project: Project, linting: Linting): Promise<Report[]> {
  return inFileOrder((await messages(project, linting)).map(message => ({
    file: message.file,
    line: message.line,
    column: message.column,
    endLine: message.endLine ?? Number.NaN,
    endColumn: message.endColumn ?? Number.NaN,
    rule: message.ruleId ?? 'none',
    message: message.message,
    messageId: message.messageId ?? 'none',
  })))
}

/** What each suggestion would make of the class that it is for. */
export async function suggestedClasses(project: Project, linting: Linting): Promise<{ file: string, suggested: string }[]> {
  const offers = (await messages(project, linting))
    .flatMap(({ file, suggestions = [] }) => suggestions.map(({ fix }) => ({ file, fix })))
  return Promise.all(offers.map(async ({ file, fix }) => {
    const source = await readFile(join(project.folder, file), 'utf8')
    return { file, suggested: classOf(source.slice(0, fix.range[0]) + fix.text + source.slice(fix.range[1])) }
  }))
}

/** The text of a source from its class on: what the defective and the repaired source may have in common. */
export const classOf = (source: string): string => source.slice(source.indexOf('export class'))
