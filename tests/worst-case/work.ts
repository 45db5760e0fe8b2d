import * as typescript from '@typescript-eslint/parser'
import { Linter, type ESLint, type SourceCode } from 'eslint'
import { parseSettings } from '../../src/catalog/settings.js'
import { getFacts, type Facts } from '../../src/facts/index.js'
import plugin from '../../src/index.js'

/** What linting a program with all rules of the strict preset took, in counts that are the same on every machine. */
export interface Work {
  /** The steps that the analysis itself counts, and which its cap limits. */
  readonly steps: number
  /** How often a rule, or the analysis under it, has asked a node of the program what it is, counted or not. */
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
  let facts: Facts | undefined
  const probe: ESLint.Plugin = {
    rules: {
      facts: {
        create(context) {
          facts = getFacts({ sourceCode: context.sourceCode as SourceCode }, parseSettings(context.settings))
          return {}
        },
      },
    },
  }
  const messages = new Linter().verify(text, [
    { plugins: { teardown: plugin, probe }, rules: { ...rules, 'probe/facts': 'error' }, languageOptions: { parser } },
  ])
  const fatal = messages.find(message => message.fatal)
  if (fatal || !facts) throw new Error(`the program was not linted: ${fatal?.message ?? 'no facts'}\n${text}`)
  return { facts, looks: parser.looks(), reports: messages.length }
}

/** A parser whose nodes count how often their `type` is read. */
function countingParser(): Linter.Parser & { looks: () => number } {
  let looks = 0
  return {
    looks: () => looks,
    parseForESLint(text, options) {
      const result = typescript.parseForESLint(text, options as typescript.ParserOptions)
      const count = (node: object): void => {
        const { type } = node as { type: string }
        for (const key of result.visitorKeys[type] ?? []) {
          const child = (node as Record<string, unknown>)[key]
          for (const each of Array.isArray(child) ? child as unknown[] : [child]) if (typeof each === 'object' && each !== null) count(each)
        }
        Object.defineProperty(node, 'type', {
          enumerable: true,
          get: () => {
            looks += 1
            return type
          },
        })
      }
      count(result.ast)
      return result as unknown as Linter.ESLintParseResult
    },
  }
}
