import { dirname } from 'node:path'
import { Linter, type Rule } from 'eslint'
import tseslint from 'typescript-eslint'
import { exhaustionsOf } from '../differential/builds.js'
import { configsOf, type Arm, type Builds } from './lint.js'
import { largestOf, shapes, type Shape } from './shapes.js'

/** What one program of a shape took, in milliseconds of CPU: the least of some lints. */
export interface Size {
  readonly size: number
  readonly parse: number
  readonly rules: number
  readonly reports: number
  /** How many questions ran out of their budget. */
  readonly exhausted: number
}

export interface Growth {
  readonly shape: Shape
  readonly arm: Arm
  readonly sizes: readonly Size[]
}

interface Clock { cpu: number }

/** Lints programs of each shape in growing sizes. */
export async function growth(builds: Builds, rounds: number): Promise<Growth[]> {
  const configs = await configsOf(builds)
  const found: Growth[] = []
  for (const [arm, entry] of [['ours', builds.ours], ['old', builds.old]] as const) {
    const config = configs.get(arm)
    if (entry === undefined || !config) continue
    const takeExhausted = await exhaustionsOf(dirname(entry))
    const measure = measurer(config)
    for (const shape of Object.keys(shapes) as Shape[]) {
      const sizes = [8, 4, 2, 1].map((part) => Math.floor(largestOf(shape) / part))
      const measured = sizes.map((size): Size => {
        const text = shapes[shape](size)
        const lints = Array.from({ length: size === sizes[0] ? 5 * rounds : rounds }, () => measure(text))
        const least = (key: 'parse' | 'rules'): number => Math.min(...lints.map((one) => one[key]))
        const exhausted = (takeExhausted() ?? 0) / lints.length
        return { size, parse: least('parse'), rules: least('rules'), reports: lints[0]?.reports ?? 0, exhausted }
      })
      found.push({ shape, arm, sizes: measured })
    }
  }
  return found
}

/** A lint whose parser and rules are timed apart. */
function measurer(config: Linter.Config): (text: string) => Omit<Size, 'size' | 'exhausted'> {
  const [parsing, ruling]: [Clock, Clock] = [{ cpu: 0 }, { cpu: 0 }]
  const { parseForESLint } = tseslint.parser as unknown as { parseForESLint: (text: string, options: unknown) => Linter.ESLintParseResult }
  const parser: Linter.Parser = { parseForESLint: (text, options) => timed(parsing, () => parseForESLint(text, options)) }
  const plugins = Object.fromEntries(Object.entries(config.plugins ?? {}).map(([name, { rules = {} }]) =>
    [name, { rules: Object.fromEntries(Object.entries(rules).map(([rule, module]) => [rule, clocked(module, ruling)])) }]))
  return (text) => {
    parsing.cpu = ruling.cpu = 0
    const messages = new Linter().verify(text, { ...config, plugins, languageOptions: { parser } }, { filename: 'program.js' })
    const fatal = messages.find((message) => message.fatal)
    if (fatal) throw new Error(fatal.message)
    return { parse: parsing.cpu, rules: ruling.cpu, reports: messages.length }
  }
}

// Our rules listen to few events, so that the clock itself costs nothing worth telling.
const clocked = (rule: Rule.RuleModule, clock: Clock): Rule.RuleModule => ({
  ...rule,
  create: (context) => Object.fromEntries(Object.entries(timed(clock, () => rule.create(context))).map(([selector, listener]) =>
    [selector, (...args: unknown[]) => { timed(clock, () => { (listener as (...args: unknown[]) => void)(...args) }) }])),
})

function timed<Result>(clock: Clock, work: () => Result): Result {
  const before = process.cpuUsage()
  try {
    return work()
  } finally {
    const { user, system } = process.cpuUsage(before)
    clock.cpu += (user + system) / 1000
  }
}

/** The power of the size with which a time grows, from a quarter of the largest size to the largest. */
export function exponentOf({ sizes }: Growth, key: 'parse' | 'rules'): number {
  const [small, large] = [sizes.at(-3), sizes.at(-1)]
  return small && large ? Math.log(large[key] / small[key]) / Math.log(large.size / small.size) : Number.NaN
}
