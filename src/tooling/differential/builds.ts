import { existsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ESLint, Linter, Rule } from 'eslint'

export const presets = ['recommended', 'strict'] as const
export type Preset = typeof presets[number]

/** One build of the plugin. What it did since it was last asked is told once. */
export interface Build {
  readonly plugin: ESLint.Plugin
  readonly rulesOf: (preset: Preset) => Linter.RulesRecord
  /** How many questions ran out of their budget; undefined where the build has no budget that we know. */
  readonly takeExhausted: () => number | undefined
  /** CPU time of the rules, in milliseconds. */
  readonly takeCpu: () => number
}

interface TeardownPlugin extends ESLint.Plugin {
  readonly rules: Record<string, Rule.RuleModule>
  readonly configs: Record<Preset, Linter.Config>
}

/**
 * Loads a build: the folder of a built project, or the file of its entry.
 *
 * @throws {Error} when there is no plugin with both presets
 */
export async function loadBuild(path: string): Promise<Build> {
  const entry = existsSync(path) && statSync(path).isDirectory() ? join(path, 'dist/src/index.js') : resolve(path)
  if (!existsSync(entry)) throw new Error(`${path} is no build: there is no ${entry}`)
  const { default: plugin } = await import(pathToFileURL(resolve(entry)).href) as { default: Partial<TeardownPlugin> }
  const { rules, configs } = plugin
  if (!rules || !configs?.recommended.rules || !configs.strict.rules) throw new Error(`${entry} exports no plugin with both presets`)
  const clock = { cpu: 0 }
  return {
    plugin: { rules: Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, guarded(rule, clock)])) },
    rulesOf: (preset) => Object.fromEntries(Object.entries(configs[preset].rules ?? {})
      .map(([name, setting]) => [name.slice(name.lastIndexOf('/') + 1), setting])) as Linter.RulesRecord,
    takeExhausted: await exhaustionsOf(dirname(entry)),
    takeCpu: () => {
      const { cpu } = clock
      clock.cpu = 0
      return cpu
    },
  }
}

/** A rule whose time is counted, and which reports what it throws: the other build goes on. */
function guarded(rule: Rule.RuleModule, clock: { cpu: number }): Rule.RuleModule {
  const guard = <Result>(context: Rule.RuleContext, work: () => Result): Result | undefined => {
    const before = process.cpuUsage()
    try {
      return work()
    } catch (error) {
      context.report({ loc: { line: 1, column: 0 }, message: `threw ${String(error)}` })
      return undefined
    } finally {
      const { user, system } = process.cpuUsage(before)
      clock.cpu += (user + system) / 1000
    }
  }
  return {
    ...rule,
    create(context) {
      const listeners = guard(context, () => rule.create(context)) ?? {}
      return Object.fromEntries(Object.entries(listeners).map(([selector, listener]) => [
        selector, (...args: unknown[]) => { guard(context, () => { (listener as (...args: unknown[]) => void)(...args) }) },
      ]))
    },
  }
}

interface BudgetModule {
  readonly Exhausted: new () => Error
  readonly Budget: { readonly prototype: { within: (limit: number, question: () => unknown, ...rest: unknown[]) => unknown } }
}

/** Counts the questions that run out of their budget, from outside: older builds do not tell. `folder` is that of the entry. */
export async function exhaustionsOf(folder: string): Promise<Build['takeExhausted']> {
  const module = ['model/budget.js', 'facts/budget.js'].map((file) => join(folder, file)).find((file) => existsSync(file))
  if (module === undefined) return () => undefined
  const { Budget, Exhausted } = await import(pathToFileURL(module).href) as BudgetModule
  const { prototype } = Budget
  const { within } = prototype
  let count = 0
  prototype.within = function (limit, question, ...rest) {
    return within.call(this, limit, () => {
      try {
        return question()
      } catch (error) {
        if (error instanceof Exhausted) count += 1
        throw error
      }
    }, ...rest)
  }
  return () => {
    const counted = count
    count = 0
    return counted
  }
}
