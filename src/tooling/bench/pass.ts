import { createRequire } from 'node:module'
import { join } from 'node:path'
import { argv } from 'node:process'
import { Linter, type ESLint } from 'eslint'
import teardown from 'eslint-plugin-teardown'
import tseslint from 'typescript-eslint'
import { corpusFolder, readCorpus, type Source } from './corpus.js'

// One process of the bench: lints the corpus ROUNDS times with each set of rules, in turn, and prints what each took.

export type Arm = 'none' | 'none again' | 'atomic' | 'promise' | 'ours'

/** What one arm took in one round, in milliseconds of CPU, and by ESLint's own clock. */
export interface Sample {
  readonly arm: Arm
  readonly cpu: number
  readonly parse: number
  readonly rules: number
  readonly reports: number
}

const promise = createRequire(join(corpusFolder, 'package.json'))('eslint-plugin-promise') as ESLint.Plugin
const promiseRules = (promise.configs as unknown as { 'flat/recommended': Linter.Config })['flat/recommended'].rules ?? {}

const arms: Record<Arm, Linter.Config> = {
  none: {},
  'none again': {},
  atomic: { rules: { 'require-atomic-updates': 'error' } },
  promise: { plugins: { promise }, rules: promiseRules },
  ours: teardown.configs.strict,
}

const [rounds = '1'] = argv.slice(2)
const corpus = readCorpus()
const names = Object.keys(arms) as Arm[]
for (const arm of names) sample(arm)
const samples = Array.from({ length: Number(rounds) }, (_, round) =>
  names.map((_arm, at) => sample(names[(at + round) % names.length] ?? 'none')))
console.log(JSON.stringify(samples.flat()))

function sample(arm: Arm): Sample {
  const config: Linter.Config = {
    ...arms[arm],
    files: ['**/*.{js,ts}'],
    languageOptions: { parser: tseslint.parser },
    linterOptions: { reportUnusedDisableDirectives: 'off' },
  }
  const before = process.cpuUsage()
  const linted = corpus.map((source) => lint(source, config))
  const { user, system } = process.cpuUsage(before)
  const sum = (key: keyof typeof linted[number]): number => linted.reduce((total, one) => total + one[key], 0)
  return { arm, cpu: (user + system) / 1000, parse: sum('parse'), rules: sum('rules'), reports: sum('reports') }
}

function lint({ file, text }: Source, config: Linter.Config): { parse: number, rules: number, reports: number } {
  const linter = new Linter()
  // verify() does not measure: the times belong to the passes of verifyAndFix().
  const { messages } = linter.verifyAndFix(text, config, { filename: file, fix: false, stats: true } as Linter.FixOptions)
  const broken = messages.find(({ fatal }) => fatal)
  if (broken) throw new Error(`${file} does not parse: ${broken.message}`)
  const [pass] = linter.getTimes().passes
  const rules = Object.values(pass?.rules ?? {}).reduce((total, time) => total + time.total, 0)
  const { rules: asked = {} } = config
  const reports = messages.filter(({ ruleId }) => ruleId !== null && ruleId in asked).length
  return { parse: pass?.parse?.total ?? Number.NaN, rules, reports }
}
