import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const program = /\.(?:[cm]?[jt]s|[jt]sx)$/
const machineMade = /\.d\.[cm]?ts$|\.min\.[cm]?js$/
const largest = 1_500_000

/**
 * The JavaScript and TypeScript files of files and folders, in a fixed order; declarations and minified files are left out.
 *
 * @throws {Error} when a path does not exist
 */
export function sourcesUnder(paths: readonly string[]): string[] {
  const missing = paths.filter((path) => !existsSync(path))
  if (missing.length > 0) throw new Error(`No such file or folder: ${missing.join(', ')}`)
  return [...new Set(paths.flatMap((path) => statSync(path).isDirectory() ? filesIn(path) : [path]))]
}

const filesIn = (folder: string): string[] => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && program.test(entry.name) && !machineMade.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort()

/** The text of a file; undefined where it is too large to be written by hand. */
export const textOf = (file: string): string | undefined => statSync(file).size > largest ? undefined : readFileSync(file, 'utf8')
