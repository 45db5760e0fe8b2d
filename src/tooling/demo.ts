import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import { compareReports, type ExpectedReport } from './compare-reports.js'
import { lintPaths } from './lint-paths.js'

// npm run demo               lints docs/examples and a published package with the strict preset, and checks its reports
// npm run demo -- PATH...    lints any files or folders with the recommended preset, and exits as eslint does

const root = fileURLToPath(new URL('../..', import.meta.url))
const published = '@modelcontextprotocol/sdk'

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  return 2
})

async function run(paths: readonly string[]): Promise<number> {
  return paths.length === 0 ? await demonstrate() : await lint(paths.map((path) => resolve(process.env['INIT_CWD'] ?? '.', path)))
}

async function lint(paths: readonly string[]): Promise<number> {
  const results = await lintPaths(paths)
  await print(results)
  const errors = results.reduce((sum, { errorCount }) => sum + errorCount, 0)
  if (errors === 0) console.log(`Nothing to report in ${count(results.length, 'file')}.`)
  return errors > 0 ? 1 : 0
}

async function demonstrate(): Promise<number> {
  const expected = JSON.parse(readFileSync(resolve(root, 'docs/examples/expected.json'), 'utf8')) as ExpectedReport[]
  const targets = ['docs/examples', `node_modules/${published}/dist/esm/client`]
  const results = await lintPaths(targets.map((path) => resolve(root, path)), 'strict')
  await print(results)
  const differences = compareReports(expected, results, (file) => relative(root, file).replaceAll('\\', '/'))
  if (differences.length > 0) {
    console.error(`The demo did not find exactly what docs/examples/expected.json says:\n${differences.join('\n')}`)
    return 1
  }
  const linted = `${count(results.length, 'file')} of docs/examples and ${published}`
  console.log(`Linted ${linted}: exactly the ${count(expected.length, 'report')} expected.`)
  return 0
}

async function print(results: ESLint.LintResult[]): Promise<void> {
  const stylish = await new ESLint({ cwd: root }).loadFormatter('stylish')
  const text = await stylish.format(results)
  if (text !== '') console.log(text)
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`
}
