import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compareReports, type ExpectedReport } from './compare-reports.js'
import { run } from '../command-line/run.js'
import { Project } from '../command-line/project.js'

// npm run demo               lints docs/examples and a published package with the strict preset, and checks its reports
// npm run demo -- PATH...    is the command line of the package, with all its options

const root = fileURLToPath(new URL('../..', import.meta.url))
const published = '@modelcontextprotocol/sdk'

const args = process.argv.slice(2)
process.exitCode = args.length === 0 ? await demonstrate() : await run(args, process.env['INIT_CWD'] ?? '.')

async function demonstrate(): Promise<number> {
  const expected = JSON.parse(readFileSync(resolve(root, 'docs/examples/expected.json'), 'utf8')) as ExpectedReport[]
  const targets = ['docs/examples', `node_modules/${published}/dist/esm/client`]
  const project = await Project.open(targets, root, (line) => { console.error(line) })
  const { eslint, results } = await project.lint({ preset: 'strict', isDescribed: false })
  console.log(await (await eslint.loadFormatter('stylish')).format([...results]))
  const differences = compareReports(expected, results, (file) => relative(root, file).replaceAll('\\', '/'))
  if (differences.length > 0) {
    console.error(`The demo did not find exactly what docs/examples/expected.json says:\n${differences.join('\n')}`)
    return 1
  }
  const linted = `${count(results.length, 'file')} of docs/examples and ${published}`
  console.log(`Linted ${linted}: exactly the ${count(expected.length, 'report')} expected.`)
  return 0
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`
}
