import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Linter, type ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { corpusFolder, type Source } from './corpus.js'

/** What is compared: nothing, nothing again, the rules of others, ours, and those of an older build. */
export type Arm = 'none' | 'none again' | 'atomic' | 'promise' | 'ours' | 'old'

/** The entries of the builds. */
export interface Builds {
  readonly ours: string
  readonly old?: string | undefined
}

/** What one lint of one text took, by ESLint's own clock, in milliseconds. */
export interface Linted {
  readonly parse: number
  readonly rules: Readonly<Record<string, number>>
  readonly reports: number
}

/** The configurations of the arms; `old` only where there is an older build. */
export async function configsOf({ ours, old }: Builds): Promise<Map<Arm, Linter.Config>> {
  const promise = createRequire(join(corpusFolder, 'package.json'))('eslint-plugin-promise') as ESLint.Plugin
  const promiseRules = (promise.configs as unknown as { 'flat/recommended': Linter.Config })['flat/recommended'].rules ?? {}
  return new Map<Arm, Linter.Config>([
    ['none', {}],
    ['none again', {}],
    ['atomic', { rules: { 'require-atomic-updates': 'error' } }],
    ['promise', { plugins: { promise }, rules: promiseRules }],
    ['ours', await strictOf(ours)],
    ...old === undefined ? [] : [['old', await strictOf(old)] as const],
  ].map(([arm, config]) => [arm as Arm, {
    ...config as Linter.Config,
    files: ['**/*.{js,ts}'],
    languageOptions: { parser: tseslint.parser },
    linterOptions: { reportUnusedDisableDirectives: 'off' },
  }]))
}

async function strictOf(entry: string): Promise<Linter.Config> {
  const { default: plugin } = await import(pathToFileURL(entry).href) as { default: { configs: { strict: Linter.Config } } }
  return plugin.configs.strict
}

/** Lints one text; each lint parses it anew. */
export function lint({ file, text }: Source, config: Linter.Config): Linted {
  const linter = new Linter()
  // verify() does not measure: the times belong to the passes of verifyAndFix().
  const { messages } = linter.verifyAndFix(text, config, { filename: file, fix: false, stats: true } as Linter.FixOptions)
  const broken = messages.find(({ fatal }) => fatal)
  if (broken) throw new Error(`${file} does not parse: ${broken.message}`)
  const [pass] = linter.getTimes().passes
  const { rules: asked = {} } = config
  return {
    parse: pass?.parse?.total ?? Number.NaN,
    rules: Object.fromEntries(Object.entries(pass?.rules ?? {}).map(([rule, { total }]) => [rule, total])),
    reports: messages.filter(({ ruleId }) => ruleId !== null && ruleId in asked).length,
  }
}
