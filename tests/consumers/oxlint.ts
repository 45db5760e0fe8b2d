import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Project } from './project.js'
import { inFileOrder, type Report } from './report.js'
import type { Outcome } from './run.js'

/** A place in a file; offset and length count bytes. */
interface Span {
  readonly offset: number
  readonly length: number
  readonly line: number
  readonly column: number
}

/** One entry of `oxlint -f json`. */
interface Diagnostic {
  readonly message: string
  readonly code?: string
  readonly severity: string
  readonly filename: string
  readonly labels: readonly { readonly span: Span }[]
}

export const oxlint = (project: Project, args: readonly string[]): Promise<Outcome> => project.node('oxlint/bin/oxlint', args)

/** What oxlint says of `target`, as it says it; it must have linted, not refused to start. */
export async function diagnostics(project: Project, target: string): Promise<readonly Diagnostic[]> {
  const outcome = await oxlint(project, ['-f', 'json', target])
  if (!outcome.stdout.startsWith('{')) throw new Error(`oxlint failed:\n${outcome.stdout}\n${outcome.stderr}`)
  return (JSON.parse(outcome.stdout) as { diagnostics: Diagnostic[] }).diagnostics
}

/** The reports of the project's sources, in the form of all hosts: oxlint's `teardown(rule)` is `teardown/rule`. */
export async function oxlintReports(project: Project): Promise<Report[]> {
  const found = (await diagnostics(project, 'src')).map(async ({ filename, message, code = 'none', labels }): Promise<Report> => {
    const span = labels[0]?.span
    if (span === undefined) throw new Error(`oxlint gave no place for: ${message}`)
    const end = endOf(await readFile(join(project.folder, filename)), span.offset + span.length)
    return { file: filename, line: span.line, column: span.column, ...end, rule: code.replace(/^(.*)\((.*)\)$/, '$1/$2'), message }
  })
  return inFileOrder(await Promise.all(found))
}

function endOf(source: Buffer, end: number): { endLine: number, endColumn: number } {
  const lines = source.subarray(0, end).toString('utf8').split('\n')
  return { endLine: lines.length, endColumn: (lines.at(-1)?.length ?? 0) + 1 }
}
