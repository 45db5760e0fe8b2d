/** A report, as every host gives it; only ESLint's output has message ids. */
export interface Report {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly rule: string
  readonly message: string
  readonly messageId?: string
}

const release = { line: 27, column: 5, endLine: 27, endColumn: 15 }

/** What every host must say about the sources: one report per agent, at the member expression that is set to null. */
export function expectedReports(prefix = 'teardown'): Report[] {
  return ['src/agent.js', 'src/agent.ts'].map((file) => ({
    file,
    ...release,
    rule: `${prefix}/no-release-before-cancel`,
    message: '`this.#proc` is released here, but the task `this.#stderrTask` on line 13 still uses it until line 28 aborts it. '
      + 'This is safe only because nothing is awaited in between: cancel the task first, then release `this.#proc`.',
    messageId: 'latent',
  }))
}

/** The same, from a host whose output has no message ids. */
export const expectedPlainReports = (): Report[] => expectedReports()
  .map(({ file, line, column, endLine, endColumn, rule, message }) => ({ file, line, column, endLine, endColumn, rule, message }))

/** Hosts lint in parallel: the order of files is not theirs to promise. */
export const inFileOrder = (reports: readonly Report[]): Report[] =>
  reports.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column)
