import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ESLint, Linter } from 'eslint'

// What do other linters say about the programs on the pages of our rules?
//
// Every rule of theirs is on that can be, so nearly every line is reported for something. A rule of theirs *tells* a hazard when it
// reports the line that ours reports, and reports nothing in any program of any page that is shown as correct, nor in one that our
// suggestion has repaired. That favours them: a rule that fires for another reason counts, when it happens to tell wrong from right.

/** The incorrect programs on the page of a rule, and how many of them each rule of others tells. */
export interface Row {
  readonly rule: string
  readonly programs: number
  readonly told: Readonly<Record<string, number>>
}

export interface Measured {
  /** How many rules were on. Biome does not say how many it has. */
  readonly rules: { readonly eslint: number, readonly oxlint: number }
  readonly rows: readonly Row[]
}

/** A report of any linter; the rule of another host than ESLint has that host's name before it. */
export interface Report {
  readonly file: string
  readonly line: number
  readonly rule: string
}

const pages = fileURLToPath(new URL('../../docs/rules/', import.meta.url))

/** Lints the programs of the rule pages in a folder where the packages of tests/consumers/other-linters are installed. */
export function measureOtherLinters(folder: string): Measured {
  writePrograms(folder)
  for (const { filePath, messages } of eslint(folder)) writeRepairs(filePath, messages)
  const fromESLint = eslint(folder).flatMap(({ filePath, messages }) =>
    messages.map(({ line, ruleId }) => ({ file: relative(folder, filePath), line, rule: ruleId ?? 'none' })))
  const { reports: fromOxlint, rules } = oxlint(folder)
  return {
    rules: { eslint: rulesOfESLint(folder), oxlint: rules },
    rows: judge([...fromESLint, ...fromOxlint, ...biome(folder)]),
  }
}

/** What the reports of all linters, by files as `writePrograms` names them, come to. */
export function judge(reports: readonly Report[]): Row[] {
  const ours = reports.filter(({ rule }) => rule.startsWith('teardown/'))
  const others = reports.filter(({ rule }) => !rule.startsWith('teardown/'))
  const indiscriminate = new Set(others.filter(({ file }) => !isIncorrect(file)).map(({ rule }) => rule))
  const telling = others.filter(({ rule }) => !indiscriminate.has(rule))
  return [...new Set(ours.map(({ rule }) => rule))].sort().map((rule) => {
    const page = `programs/${rule.replace('teardown/', '')}/incorrect-`
    const hazards = ours.filter((report) => report.rule === rule && report.file.startsWith(page))
    const told = new Map<string, Set<string>>()
    for (const report of telling) {
      if (!hazards.some(({ file, line }) => file === report.file && line === report.line)) continue
      told.set(report.rule, (told.get(report.rule) ?? new Set()).add(report.file))
    }
    return {
      rule,
      programs: new Set(hazards.map(({ file }) => file)).size,
      told: Object.fromEntries([...told].sort().map(([name, files]) => [name, files.size])),
    }
  })
}

const isIncorrect = (file: string): boolean => basename(file).startsWith('incorrect-')

/** Each program of a page becomes a file: programs/RULE/incorrect-1.ts. */
function writePrograms(folder: string): void {
  rmSync(join(folder, 'programs'), { recursive: true, force: true })
  for (const page of readdirSync(pages)) {
    const [, ...sections] = readFileSync(join(pages, page), 'utf8').split(/^## /m)
    for (const section of sections) {
      const kind = section.startsWith('Incorrect\n') ? 'incorrect' : 'correct'
      for (const [at, [, extension = '', text = '']] of [...section.matchAll(/^```([jt]sx?)\n(.*?)^```$/gms)].entries()) {
        const heading = section.slice(0, section.indexOf('\n')).replaceAll(' ', '-').toLowerCase()
        write(join(folder, 'programs', basename(page, '.md'), `${kind === 'incorrect' ? kind : heading}-${at + 1}.${extension}`), text)
      }
    }
  }
}

/** Writes beside a program what our suggestions make of it. */
function writeRepairs(file: string, messages: readonly Linter.LintMessage[]): void {
  const source = readFileSync(file, 'utf8')
  const suggestions = messages.filter(({ ruleId }) => ruleId?.startsWith('teardown/')).flatMap(({ suggestions = [] }) => suggestions)
  for (const [at, { fix: { range, text } }] of suggestions.entries()) {
    write(file.replace(/incorrect-(\d+)/, `repaired-$1-${at + 1}`), source.slice(0, range[0]) + text + source.slice(range[1]))
  }
}

function eslint(folder: string): ESLint.LintResult[] {
  return JSON.parse(run(folder, 'eslint', '--format', 'json', 'programs')) as ESLint.LintResult[]
}

function rulesOfESLint(folder: string): number {
  const { rules } = JSON.parse(run(folder, 'eslint', '--print-config', 'programs/any.js')) as { rules: Record<string, [number]> }
  return Object.entries(rules).filter(([name, [severity]]) => severity > 0 && !name.startsWith('teardown/')).length
}

function oxlint(folder: string): { rules: number, reports: Report[] } {
  const plugins = ['import', 'node', 'promise', 'react', 'react-perf', 'jsx-a11y', 'nextjs', 'jsdoc', 'jest', 'vitest', 'vue']
  const on = ['-W', 'all', '-W', 'nursery', ...plugins.map((name) => `--${name}-plugin`)]
  const text = run(folder, 'oxlint', ...on, '--format', 'json', 'programs')
  const { number_of_rules: rules, diagnostics } = JSON.parse(text) as OxlintOutput
  const reports = diagnostics.map(({ filename, code = 'none', labels: [label] }) =>
    ({ file: filename, line: label?.span.line ?? 0, rule: `oxlint: ${code}` }))
  return { rules, reports }
}

interface OxlintOutput {
  readonly number_of_rules: number
  readonly diagnostics: readonly { filename: string, code?: string, labels: readonly { span: { line: number } }[] }[]
}

function biome(folder: string): Report[] {
  const text = run(folder, 'biome', 'lint', '--reporter=json', '--max-diagnostics=none', 'programs')
  const { diagnostics } = JSON.parse(text) as BiomeOutput
  return diagnostics.map(({ category, location }) =>
    ({ file: location.path, line: location.start.line, rule: `biome: ${category.replace(/^lint\//, '')}` }))
}

interface BiomeOutput {
  readonly diagnostics: readonly { category: string, location: { path: string, start: { line: number } } }[]
}

/** What a command of the folder's packages prints; it may fail, for it has much to report. */
function run(folder: string, command: string, ...args: string[]): string {
  const { stdout, stderr } = spawnSync(join(folder, 'node_modules/.bin', command), args, {
    cwd: folder, encoding: 'utf8', maxBuffer: 256 * 2 ** 20,
  })
  if (!/^\s*[[{]/.test(stdout)) throw new Error(`${command} printed no JSON:\n${stdout}\n${stderr}`)
  return stdout
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
