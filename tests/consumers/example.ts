import { readFileSync } from 'node:fs'

const read = (file: string): string => readFileSync(new URL(`../../docs/examples/${file}`, import.meta.url), 'utf8')

interface ExpectedReport {
  readonly file: string
  readonly line: number
  readonly rule: string
}

/** The bug of the report that this plugin began with. */
export const example = read('persistent-agent.ts')

/** The reports of the example, as docs/examples/expected.json has them. */
export const reportsOfTheExample = (JSON.parse(read('expected.json')) as ExpectedReport[])
  .filter(({ file }) => file === 'docs/examples/persistent-agent.ts')
  .map(({ rule, line }) => ({ rule, line }))

/** The example after the suggestion was taken: the cancel stands above the release. */
export const repaired = example.replace(
  '    this.#proc?.kill()\n    this.#proc = null\n    this.#abort.abort()\n',
  '    this.#abort.abort()\n    this.#proc?.kill()\n    this.#proc = null\n',
)
