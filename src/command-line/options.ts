import { parseArgs } from 'node:util'

export type Preset = 'recommended' | 'strict'
export type FactsFormat = 'text' | 'json' | 'mermaid'

/** What the command line asks for. */
export interface Options {
  /** Files and folders, as they were written. */
  readonly paths: readonly string[]
  readonly preset: Preset
  /** `sarif`, or a format of ESLint, by its name or by the path of its module. */
  readonly format: string
  /** Undefined: any number. */
  readonly maxWarnings: number | undefined
  /** How many threads lint; `auto`: by the number of files and cores. */
  readonly concurrency: number | 'auto'
  /** How to print what the analysis sees, instead of the reports. */
  readonly facts: FactsFormat | undefined
  /** The line to explain, of the one file in `paths`. */
  readonly explain: number | undefined
}

/** A command line that cannot be followed; the message names the argument. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const usage = `Usage: eslint-plugin-teardown [options] PATH...

Reports teardown and cancellation hazards in JavaScript and TypeScript. It needs no configuration: it uses the ESLint and the parsers
of the project in the current folder, and leaves out what the project ignores.

Options:
  --preset NAME       recommended (the default) or strict
  --format NAME       sarif, or an output format of ESLint: stylish (the default), json, html, or the path of a module
  --max-warnings N    exit with 1 when there are more than N warnings
  --concurrency N     lint in N threads, or off; auto (the default) takes more than one only for many files
  --facts[=FORMAT]    print what the analysis sees in the files, as text (the default), json or mermaid
  --explain FILE:LINE say why this line is reported, or what is known where it is not
  --help              print this text
  --version           print the version

Exit codes: 0 no report, 1 reports, 2 it could not lint.
`

/**
 * Reads the arguments behind the name of the program.
 *
 * @throws {UsageError} when there is no path, an option is unknown, or a value is not one that the option takes
 */
export function optionsOf(args: readonly string[]): Options | 'help' | 'version' {
  const { values, positionals } = parsed(args)
  if (values.help) return 'help'
  if (values.version) return 'version'
  const { preset, format, facts } = values
  if (preset !== 'recommended' && preset !== 'strict') throw new UsageError(`--preset takes recommended or strict, not ${preset}.`)
  if (facts !== undefined && !isFactsFormat(facts)) throw new UsageError(`--facts takes text, json or mermaid, not ${facts}.`)
  const maxWarnings = values['max-warnings']
  if (maxWarnings !== undefined && !/^\d+$/.test(maxWarnings)) {
    throw new UsageError(`--max-warnings takes a whole number, not ${maxWarnings}.`)
  }
  const given = {
    preset, format, facts, concurrency: concurrencyOf(values.concurrency),
    maxWarnings: maxWarnings === undefined ? undefined : Number(maxWarnings),
  } as const
  if (values.explain !== undefined) {
    if (positionals.length > 0) throw new UsageError(`--explain takes one line of one file: leave out ${positionals.join(' ')}.`)
    return { ...given, ...lineOf(values.explain) }
  }
  if (positionals.length === 0) throw new UsageError(`Which files? Name a file or a folder.\n\n${usage}`)
  return { ...given, paths: positionals, explain: undefined }
}

/** The values of ESLint's own option. */
function concurrencyOf(text: string): number | 'auto' {
  if (text === 'auto') return text
  if (text === 'off') return 1
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError(`--concurrency takes auto, off or a whole number above 0, not ${text}.`)
  return Number(text)
}

const isFactsFormat = (text: string): text is FactsFormat => ['text', 'json', 'mermaid'].includes(text)

/** `src/agent.ts:23`, also with a column behind it, as editors and compilers print places. */
function lineOf(place: string): Pick<Options, 'paths' | 'explain'> {
  const [, file, line] = /^(.+?):([1-9]\d*)(?::\d+)?$/.exec(place) ?? []
  if (file === undefined) throw new UsageError(`--explain takes FILE:LINE, not ${place}.`)
  return { paths: [file], explain: Number(line) }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      // The value of --facts may be left out, which parseArgs does not know.
      args: args.map((arg) => arg === '--facts' ? '--facts=text' : arg),
      allowPositionals: true,
      options: {
        'preset': { type: 'string', default: 'recommended' },
        'format': { type: 'string', short: 'f', default: 'stylish' },
        'max-warnings': { type: 'string' },
        'concurrency': { type: 'string', default: 'auto' },
        'facts': { type: 'string' },
        'explain': { type: 'string' },
        'help': { type: 'boolean', short: 'h', default: false },
        'version': { type: 'boolean', short: 'v', default: false },
      },
    })
  }
  catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${usage}`)
  }
}
