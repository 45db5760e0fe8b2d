import { parseArgs } from 'node:util'

export type Preset = 'recommended' | 'strict'

/** What the command line asks for. */
export interface Options {
  /** Files and folders, as they were written. */
  readonly paths: readonly string[]
  readonly preset: Preset
  /** A format of ESLint, by its name or by the path of its module. */
  readonly format: string
  /** Undefined: any number. */
  readonly maxWarnings: number | undefined
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
  --format NAME       an output format of ESLint: stylish (the default), json, html, or the path of a module
  --max-warnings N    exit with 1 when there are more than N warnings
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
  const { preset, format } = values
  if (preset !== 'recommended' && preset !== 'strict') throw new UsageError(`--preset takes recommended or strict, not ${preset}.`)
  const maxWarnings = values['max-warnings']
  if (maxWarnings !== undefined && !/^\d+$/.test(maxWarnings)) {
    throw new UsageError(`--max-warnings takes a whole number, not ${maxWarnings}.`)
  }
  if (positionals.length === 0) throw new UsageError(`Which files? Name a file or a folder.\n\n${usage}`)
  return { paths: positionals, preset, format, maxWarnings: maxWarnings === undefined ? undefined : Number(maxWarnings) }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'preset': { type: 'string', default: 'recommended' },
        'format': { type: 'string', short: 'f', default: 'stylish' },
        'max-warnings': { type: 'string' },
        'help': { type: 'boolean', short: 'h', default: false },
        'version': { type: 'boolean', short: 'v', default: false },
      },
    })
  }
  catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${usage}`)
  }
}
