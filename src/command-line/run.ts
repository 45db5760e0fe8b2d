import { MissingTool } from './installed.js'
import { lint } from './lint.js'
import { optionsOf, usage, UsageError } from './options.js'
import { packageName, version } from '../package.js'

/**
 * `npx eslint-plugin-teardown PATH...`: lints files and folders with one preset of this plugin, without any configuration. Exit codes are
 * those of ESLint: 0 without a report, 1 with one, 2 when it cannot lint.
 *
 * @param folder where the paths begin, and whose project it is
 */
export async function run(args: readonly string[], folder: string): Promise<number> {
  try {
    const options = optionsOf(args)
    if (options === 'help' || options === 'version') {
      process.stdout.write(options === 'help' ? usage : `${packageName} ${version}\n`)
      return 0
    }
    return await lint(options, folder)
  }
  catch (error) {
    const isExpected = error instanceof UsageError || error instanceof MissingTool
    process.stderr.write(`${isExpected ? error.message : String((error as Error | undefined)?.stack ?? error)}\n`)
    return 2
  }
}
