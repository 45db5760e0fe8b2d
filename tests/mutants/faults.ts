import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What vitest writes with `--reporter=json`, as far as it is read here. */
interface JsonReport {
  readonly testResults: readonly {
    readonly message: string
    readonly assertionResults: readonly { readonly title: string, readonly status: string }[]
  }[]
}

export interface Outcome {
  readonly passed: readonly string[]
  readonly failed: readonly string[]
}

// A mutant may hang where the supervisor would not; no test that is meant to notice one takes half as long. The first that does is enough:
// a mutant that makes five tests hang would cost five times as much.
const TEST_TIMEOUT_MS = 10_000

/** Runs the tests of the given faults in the copy that stands in `root`. */
export async function runFaults(root: string, files: readonly string[], faults: readonly string[]): Promise<Outcome> {
  const output = join(root, 'outcome.json')
  await new Promise<void>((resolve) => {
    const args = [
      join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'tests/supervisor/vitest.config.ts', `--testTimeout=${TEST_TIMEOUT_MS}`,
      '--bail=1', '--reporter=json', `--outputFile=${output}`, '-t', `(${faults.join('|')}):`, ...files.map((file) => `tests/supervisor/${file}.test.ts`),
    ]
    // Red or green, the exit code says less than the file.
    execFile(process.execPath, args, { cwd: root, maxBuffer: 64_000_000 }, () => { resolve() })
  })
  const { testResults } = JSON.parse(readFileSync(output, 'utf8')) as JsonReport
  const broken = testResults.filter(({ assertionResults }) => assertionResults.length === 0)
  if (broken.length > 0) throw new Error(`The tests did not run: ${broken.map(({ message }) => message).join('\n')}`)
  const results = testResults.flatMap(({ assertionResults }) => assertionResults)
  const titles = (status: string): string[] => results.filter((result) => result.status === status).map(({ title }) => title)
  return { passed: titles('passed'), failed: titles('failed') }
}
