import type { ESLint, Rule } from 'eslint'
import { describingRule, type Description } from '../explain/index.js'
import { extensionOf, filesUnder, folderOf, withoutIgnored } from './files.js'
import { commandWith, Installed, MissingTool } from './installed.js'
import { setupOf, type Setup } from './languages.js'
import { onlyOurs } from './only-ours.js'
import type { Preset } from './options.js'

/** Files for one call of ESLint: between two calls, the terminal is told how far it is. */
const batch = 100

/** ESLint 10 takes no options here, its forerunners do. */
interface ESLintModule {
  readonly loadESLint?: (options: { readonly useFlatConfig: true }) => Promise<typeof ESLint>
}

/** What one run over the files gives. */
export interface Run {
  readonly eslint: ESLint
  readonly results: readonly ESLint.LintResult[]
  /** What the analysis saw in each file that parses, by its path; empty where nobody asked for it. */
  readonly descriptions: ReadonlyMap<string, Description>
}

/** The ESLint of a project, and the files to lint with it. */
export class Project {
  readonly files: readonly string[]
  readonly #FlatESLint: typeof ESLint
  readonly #installed: Installed

  private constructor(FlatESLint: typeof ESLint, installed: Installed, files: readonly string[]) {
    this.files = files
    this.#FlatESLint = FlatESLint
    this.#installed = installed
  }

  /**
   * Finds the ESLint of the project in a folder, and the files under the paths that it can lint.
   *
   * @param tell is told what is left out
   * @throws {MissingTool} when there is no ESLint
   * @throws {UsageError} when a path does not exist
   */
  static async open(paths: readonly string[], folder: string, tell: (line: string) => void): Promise<Project> {
    const installed = new Installed(folder)
    const eslintModule = installed.find('eslint') as ESLintModule | undefined
    if (!eslintModule?.loadESLint) {
      const what = eslintModule ? 'The ESLint here is older than 8.57.' : 'ESLint is not installed here.'
      throw new MissingTool(`${what} This command brings one along:\n  ${commandWith(['eslint', '@typescript-eslint/parser'], paths)}`)
    }
    const FlatESLint = await eslintModule.loadESLint({ useFlatConfig: true })
    const setup = setupOf('recommended', installed)
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
    return new Project(FlatESLint, installed, able)
  }

  /** Lints all files with a preset; `isDescribed` also asks for what the analysis sees in them. */
  async lint(preset: Preset, isDescribed: boolean): Promise<Run> {
    const descriptions = new Map<string, Description>()
    const rule: Rule.RuleModule | undefined = isDescribed
      ? describingRule((file, description) => { descriptions.set(file, description) }) : undefined
    const { config } = setupOf(preset, this.#installed, rule)
    const cwd = folderOf(this.files)
    const eslint = new this.#FlatESLint({ cwd, overrideConfigFile: true, overrideConfig: [...config], warnIgnored: false })
    const results: ESLint.LintResult[] = []
    const isShown = process.stderr.isTTY && this.files.length > batch
    for (let from = 0; from < this.files.length; from += batch) {
      if (isShown) process.stderr.write(`\r${from} of ${counted(this.files.length)}`)
      results.push(...await eslint.lintFiles(this.files.slice(from, from + batch)))
    }
    if (isShown) process.stderr.write('\r\u001B[K')
    return { eslint, results: results.map(onlyOurs), descriptions }
  }
}

function sorted(files: readonly string[], { parsed, lacking }: Setup): { able: string[], lacking: ReadonlySet<string> } {
  const parsers = files.flatMap((file) => lacking.get(extensionOf(file)) ?? [])
  return { able: files.filter((file) => parsed.has(extensionOf(file))), lacking: new Set(parsers) }
}

export const counted = (number: number): string => `${number} file${number === 1 ? '' : 's'}`
