import { relative } from 'node:path'
import { counted, Project, type Run } from './project.js'
import type { Options } from './options.js'
import { sarifOf } from './sarif.js'
import { explanationOf, factsText } from './views.js'

const tell = (line: string): void => { process.stderr.write(`${line}\n`) }

/**
 * Lints what the options ask for, and prints it.
 *
 * @param folder where the paths begin, and whose project it is
 * @returns the exit code: 0 without a report, 1 with one or with too many warnings, 2 when there is no file to lint; for facts and an
 *   explanation, 0 when they are printed
 * @throws {MissingTool} when there is no ESLint
 * @throws {UsageError} when a path does not exist
 */
export async function lint(options: Options, folder: string): Promise<number> {
  const { paths, preset, format, maxWarnings, facts, explain, concurrency } = options
  const project = await Project.open(paths, folder, tell)
  if (project.files.length === 0) {
    const isIgnored = 'No rule looks at this file: the project ignores it, or nothing here parses it'
    tell(`${explain === undefined ? 'No file to lint in' : isIgnored}: ${paths.join(' ')}`)
    return 2
  }
  if (explain !== undefined) return await printExplanation(project, options, explain, folder)
  const run = await project.lint({ preset, isDescribed: facts !== undefined || format === 'sarif', concurrency })
  if (facts !== undefined) {
    print(factsText(run, facts, folder))
    return 0
  }
  if (format === 'sarif') print(JSON.stringify(sarifOf(run, folder), null, 2))
  else await printFormatted(run, format)
  const count = (what: 'errorCount' | 'warningCount') => run.results.reduce((sum, result) => sum + result[what], 0)
  return count('errorCount') > 0 || count('warningCount') > (maxWarnings ?? Infinity) ? 1 : 0
}

const print = (text: string): void => { process.stdout.write(`${text.trimEnd()}\n`) }

async function printFormatted({ eslint, results }: Run, format: string): Promise<void> {
  const text = await (await eslint.loadFormatter(format)).format([...results])
  if (text !== '') print(text)
  else if (format === 'stylish') print(`Nothing to report in ${counted(results.length)}.`)
}

/** Explains a line under the preset; where recommended is silent about it, what strict says follows. */
async function printExplanation(project: Project, { preset }: Options, line: number, folder: string): Promise<number> {
  const [file = ''] = project.files
  const name = relative(folder, file)
  const told = explanationOf(await project.lint({ preset, isDescribed: true }), file, name, line)
  print(told.text)
  if (preset === 'recommended' && !told.isReported) {
    const strict = explanationOf(await project.lint({ preset: 'strict', isDescribed: true }), file, name, line)
    if (strict.isReported) print(`\nThe strict preset reports it.\n${strict.text}`)
  }
  return told.isParsed ? 0 : 2
}
