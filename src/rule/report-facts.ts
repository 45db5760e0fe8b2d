import type { Rule } from 'eslint'
import { parseSettings } from '../catalog/settings.js'
import { getFacts, type Facts } from '../facts/index.js'

/** What a rule returns for each place it objects to: ESLint's own report descriptor. */
export type Problem = Rule.ReportDescriptor

/**
 * Runs `check` over the facts of the file and reports what it yields, in the order of the file.
 *
 * @throws {Error} when `settings.teardown` has an unknown key or a value of the wrong kind; the message names it
 */
export function reportFacts(context: Rule.RuleContext, check: (facts: Facts) => Iterable<Problem>): Rule.RuleListener {
  const vocabulary = parseSettings(context.settings)
  return {
    'Program:exit'() {
      for (const problem of check(getFacts(context, vocabulary))) context.report(problem)
    },
  }
}
