import type { ESLint } from 'eslint'
import { extensionOf, filesUnder, folderOf, withoutIgnored } from './files.js'
import { commandWith, Installed, MissingTool } from './installed.js'
import { setupOf, type Setup } from './languages.js'
import type { Options } from './options.js'

/** Files for one call of ESLint: between two calls, the terminal is told how far it is. */
const batch = 100

/** ESLint 10 takes no options here, its forerunners do. */
interface ESLintModule {
  readonly loadESLint?: (options: { readonly useFlatConfig: true }) => Promise<typeof ESLint>
}

const tell = (line: string): void => { process.stderr.write(`${line}\n`) }

/**
 * Lints what the options ask for, and prints it.
 *
 * @param folder where the paths begin, and whose project it is
 * @returns the exit code: 0 without a report, 1 with one or with too many warnings, 2 when there is no file to lint
 * @throws {MissingTool} when there is no ESLint
 * @throws {UsageError} when a path does not exist
 */
export async function lint({ paths, preset, format, maxWarnings }: Options, folder: string): Promise<number> {
  const installed = new Installed(folder)
  const eslintModule = installed.find('eslint') as ESLintModule | undefined
  if (!eslintModule?.loadESLint) {
    const what = eslintModule ? 'The ESLint here is older than 8.57.' : 'ESLint is not installed here.'
    throw new MissingTool(`${what} This command brings one along:\n  ${commandWith(['eslint', '@typescript-eslint/parser'], paths)}`)
  }
  const FlatESLint = await eslintModule.loadESLint({ useFlatConfig: true })
  const setup = setupOf(preset, installed)
  const extensions = [...setup.parsed, ...setup.lacking.keys()]
  // The configuration of the project only says what it ignores; without a pattern for a file, ESLint calls that ignored, too.
  const project = new FlatESLint({ cwd: folder, overrideConfig: [{ files: extensions.map((extension) => `**/*.${extension}`) }] })
  const files = await withoutIgnored(filesUnder(paths, folder, new Set(extensions)), folder, project, tell)
  const { able, lacking } = sorted(files, setup)
  if (lacking.size > 0) {
    const count = files.length - able.length
    const command = commandWith(['eslint', ...lacking], paths)
    tell(`Left out ${counted(count)} that ${[...lacking].join(' and ')} would parse. To lint all:\n  ${command}`)
  }
  if (able.length === 0) {
    tell(`No file to lint in: ${paths.join(' ')}`)
    return 2
  }
  const eslint = new FlatESLint({ cwd: folderOf(able), overrideConfigFile: true, overrideConfig: [...setup.config], warnIgnored: false })
  const results = (await lintBatches(eslint, able)).map(onlyOurs)
  await print(eslint, results, format)
  const count = (what: 'errorCount' | 'warningCount') => results.reduce((sum, result) => sum + result[what], 0)
  return count('errorCount') > 0 || count('warningCount') > (maxWarnings ?? Infinity) ? 1 : 0
}

function sorted(files: readonly string[], { parsed, lacking }: Setup): { able: string[], lacking: ReadonlySet<string> } {
  const parsers = files.flatMap((file) => lacking.get(extensionOf(file)) ?? [])
  return { able: files.filter((file) => parsed.has(extensionOf(file))), lacking: new Set(parsers) }
}

async function lintBatches(eslint: ESLint, files: readonly string[]): Promise<ESLint.LintResult[]> {
  const results: ESLint.LintResult[] = []
  const isShown = process.stderr.isTTY && files.length > batch
  for (let from = 0; from < files.length; from += batch) {
    if (isShown) process.stderr.write(`\r${from} of ${counted(files.length)}`)
    results.push(...await eslint.lintFiles(files.slice(from, from + batch)))
  }
  if (isShown) process.stderr.write('\r\u001B[K')
  return results
}

/** Our reports and what ESLint itself says (a file does not parse), without what comments in the code asked of other rules. */
function onlyOurs(result: ESLint.LintResult): ESLint.LintResult {
  const messages = result.messages.filter(({ ruleId }) => ruleId === null || ruleId.startsWith('teardown/'))
  const errorCount = messages.filter(({ severity }) => severity === 2).length
  return { ...result, messages, errorCount, warningCount: messages.length - errorCount }
}

async function print(eslint: ESLint, results: ESLint.LintResult[], format: string): Promise<void> {
  const text = await (await eslint.loadFormatter(format)).format(results)
  if (text !== '') process.stdout.write(`${text.trimEnd()}\n`)
  else if (format === 'stylish') process.stdout.write(`Nothing to report in ${counted(results.length)}.\n`)
}

const counted = (number: number): string => `${number} file${number === 1 ? '' : 's'}`
