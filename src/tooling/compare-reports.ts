import type { ESLint } from 'eslint'

/** One report that a run should give. `rule` is null for a file that does not parse. */
export interface ExpectedReport {
  readonly file: string
  readonly line: number
  readonly rule: string | null
}

/** How the reports of a run differ from the expected ones: a line for each that is missing (-), then for each surplus one (+). */
export function compareReports(
  expected: readonly ExpectedReport[],
  results: readonly ESLint.LintResult[],
  nameOf: (path: string) => string,
): string[] {
  const found = results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, ruleId, message }) => ({ file: nameOf(filePath), line, rule: ruleId, message })))
  const surplus = [...found]
  const missing = expected.filter(({ file, line, rule }) => {
    const index = surplus.findIndex((report) => report.file === file && report.line === line && report.rule === rule)
    if (index >= 0) surplus.splice(index, 1)
    return index < 0
  })
  return [
    ...missing.map((report) => `- ${placeOf(report)}: expected, but not reported`),
    ...surplus.map((report) => `+ ${placeOf(report)}: reported, but not expected: ${report.message}`),
  ]
}

const placeOf = ({ file, line, rule }: ExpectedReport): string => `${file}:${String(line)} ${rule ?? 'parse error'}`
