import * as typescript from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import type { Facts } from '../../src/facts/index.js'
import plugin from '../../src/index.js'
import { createProbe } from './probe.js'

/** What linting a program with all rules of the strict preset took, in counts that are the same on every machine. */
export interface Work {
  /** The steps that the analysis itself counts, and which its cap limits. */
  readonly steps: number
  /** How often a rule, or the analysis under it, has asked a node of the program what it is and where it stands. */
  readonly looks: number
  readonly reports: number
}

/** Lints `text` and counts. */
export function workOn(text: string): Work {
  const host = lint(text, {})
  const all = lint(text, plugin.configs.strict.rules ?? {})
  return { steps: all.facts.operations, looks: all.looks - host.looks, reports: all.reports }
}

function lint(text: string, rules: Partial<Linter.RulesRecord>): { facts: Facts, looks: number, reports: number } {
  const parser = countingParser()
  const probe = createProbe()
  const messages = new Linter().verify(text, [
    { plugins: { teardown: plugin, probe: probe.plugin }, rules: { ...rules, 'probe/facts': 'error' }, languageOptions: { parser } },
  ])
  const fatal = messages.find(message => message.fatal)
  const facts = probe.facts()
  if (fatal || !facts) throw new Error(`the program was not linted: ${fatal?.message ?? 'no facts'}\n${text}`)
  return { facts, looks: parser.looks(), reports: messages.length }
}

/** A parser whose nodes count how often their type, range and parent are read. */
function countingParser(): Linter.Parser & { looks: () => number } {
  let looks = 0
  const counted = (node: object, key: string): void => {
    let value = (node as Record<string, unknown>)[key]
    Object.defineProperty(node, key, {
      enumerable: true,
      configurable: true,
      get: () => {
        looks += 1
        return value
      },
      set: (next: unknown) => { value = next },
    })
  }
  return {
    looks: () => looks,
    parseForESLint(text, options) {
      const result = typescript.parseForESLint(text, options as typescript.ParserOptions)
      const count = (node: object): void => {
        for (const key of result.visitorKeys[(node as { type: string }).type] ?? []) {
          const child = (node as Record<string, unknown>)[key]
          for (const each of Array.isArray(child) ? child as unknown[] : [child]) if (typeof each === 'object' && each !== null) count(each)
        }
        for (const key of ['type', 'range', 'parent']) counted(node, key)
      }
      count(result.ast)
      return result as unknown as Linter.ESLintParseResult
    },
  }
}
