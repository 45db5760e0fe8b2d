import type { ESLint, Rule } from 'eslint'
import { describingRule, type Description } from '../explain/index.js'
import type { Installed } from './installed.js'
import { setupOf } from './languages.js'
import { onlyOurs } from './only-ours.js'
import type { Preset } from './options.js'

/** ESLint 10 takes no options here, earlier versions do. */
interface ESLintModule {
  readonly loadESLint?: (options: { readonly useFlatConfig: true }) => Promise<typeof ESLint>
}

/** Returns the class of the project's ESLint; undefined when there is none, and null for one that is older than 8.57. */
export async function findESLint(installed: Installed): Promise<typeof ESLint | null | undefined> {
  const eslintModule = installed.find('eslint') as ESLintModule | undefined
  if (!eslintModule) return undefined
  return await eslintModule.loadESLint?.({ useFlatConfig: true }) ?? null
}

/** What one batch of files gives. It has to survive the way from one thread to another. */
export interface Outcome {
  readonly results: readonly ESLint.LintResult[]
  /** What the analysis saw in each file that parses, by its path; empty where nobody asked for it. */
  readonly descriptions: ReadonlyMap<string, Description>
}

/** How files are linted; plain data, so that a thread can be told. */
export interface Task {
  /** The project's folder, where ESLint and the parsers are looked for. */
  readonly folder: string
  /** The folder that all files are in. */
  readonly cwd: string
  readonly preset: Preset
  /** Also describe what the analysis sees. */
  readonly isDescribed: boolean
}

/** Lints batches of files with one preset. */
export class Batches {
  readonly eslint: ESLint
  #descriptions = new Map<string, Description>()

  constructor(FlatESLint: typeof ESLint, installed: Installed, { cwd, preset, isDescribed }: Task) {
    const rule: Rule.RuleModule | undefined = isDescribed
      ? describingRule((file, description) => { this.#descriptions.set(file, description) }) : undefined
    const { config } = setupOf(preset, installed, rule)
    this.eslint = new FlatESLint({ cwd, overrideConfigFile: true, overrideConfig: [...config], warnIgnored: false })
  }

  /** @throws whatever a parser throws that is not a syntax error */
  async lint(files: readonly string[]): Promise<Outcome> {
    this.#descriptions = new Map()
    const results = await this.eslint.lintFiles([...files])
    return { results: results.map(onlyOurs), descriptions: this.#descriptions }
  }
}
