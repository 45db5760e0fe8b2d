import type { Rule } from 'eslint'
import type { Vocabulary } from '../catalog/settings.js'

/** What is true in one file, for all rules. */
export interface Facts {
  readonly vocabulary: Vocabulary
}

const known = new WeakMap<object, Map<string, Facts>>()

/** The facts of the file that `context` lints, computed once for all rules that ask under the same settings. */
export function getFacts(context: Rule.RuleContext, vocabulary: Vocabulary): Facts {
  const ast = context.sourceCode.ast
  const perFile = known.get(ast) ?? new Map<string, Facts>()
  known.set(ast, perFile)
  const key = JSON.stringify(vocabulary)
  const facts = perFile.get(key) ?? { vocabulary }
  perFile.set(key, facts)
  return facts
}
