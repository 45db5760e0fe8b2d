import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { dirname, extname, join, relative, resolve, sep } from 'node:path'
import type { ESLint } from 'eslint'
import { UsageError } from './options.js'

const skippedFolders = new Set(['node_modules', '.git', '.hg', '.svn', '.yarn', '.pnpm-store'])

/** Files by name that hold no code of the project's: declarations, and what a bundler has put on few lines. */
const isSkipped = (name: string): boolean => /\.d\.[cm]?ts$|[.-]min\.[cm]?js$/.test(name)

/** The files under the paths that have one of the extensions, as absolute paths; a file that is named is there whatever its name. */
export function filesUnder(paths: readonly string[], folder: string, extensions: ReadonlySet<string>): string[] {
  const found = new Set<string>()
  for (const path of paths) {
    const root = resolve(folder, path)
    const stat = statSync(root, { throwIfNoEntry: false })
    if (!stat) throw new UsageError(`No such file or folder: ${path}`)
    if (stat.isDirectory()) walk(root, extensions, found)
    else found.add(root)
  }
  return [...found]
}

function walk(folder: string, extensions: ReadonlySet<string>, found: Set<string>): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!skippedFolders.has(entry.name)) walk(path, extensions, found)
    }
    else if (entry.isFile() && extensions.has(extensionOf(entry.name)) && !isSkipped(entry.name)) found.add(path)
  }
}

/** The folder that all files are in: ESLint looks at nothing above the one that it is given, and skips node_modules below it. */
export function folderOf(files: readonly string[]): string {
  const [first = '', ...others] = files
  let folder = dirname(first)
  while (others.some((file) => !file.startsWith(folder.endsWith(sep) ? folder : folder + sep))) folder = dirname(folder)
  return folder
}

/** `ts` of `agent.ts`. */
export const extensionOf = (file: string): string => extname(file).slice(1).toLowerCase()

/**
 * The files without those that the project ignores: by its ESLint configuration, where that loads, and by its .gitignore.
 *
 * @param tell is told what could not be asked
 */
export async function withoutIgnored(
  files: readonly string[], folder: string, project: ESLint, tell: (line: string) => void,
): Promise<string[]> {
  const byGit = ignoredByGit(files.filter((file) => !isInstalled(file, folder)), folder)
  const kept = files.filter((file) => !byGit.has(file))
  try {
    const found: string[] = []
    // Without a configuration nothing is ignored; for a file of another folder than the project's, ESLint looks there.
    for (const file of kept) {
      if (isInstalled(file, folder) || !await project.findConfigFile(file) || !await project.isPathIgnored(file)) found.push(file)
    }
    return found
  }
  catch (error) {
    const [reason = ''] = (error as Error).message.split('\n')
    tell(`The ESLint configuration of the project does not load, so its ignores are not known: ${reason}`)
    return kept
  }
}

/** Files below node_modules are there only where such a folder was named: that every project ignores them says nothing then. */
const isInstalled = (file: string, folder: string): boolean => relative(folder, file).split(sep).includes('node_modules')

function ignoredByGit(files: readonly string[], folder: string): ReadonlySet<string> {
  const input = files.join('\0')
  const options = { cwd: folder, input, encoding: 'utf8', maxBuffer: 2 ** 28 } as const
  const { status, stdout } = spawnSync('git', ['check-ignore', '-z', '--stdin'], options)
  return new Set(status === 0 ? stdout.split('\0') : [])
}
