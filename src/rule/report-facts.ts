import type { Rule } from 'eslint'
import { parseSettings } from '../catalog/settings.js'
import { getFacts, type Facts } from '../facts/index.js'
import type { Problem, RuleContext } from './define-rule.js'

/**
 * Runs `check` over the facts of the file and reports what it yields; ESLint puts the reports in the order of the file.
 *
 * @throws {Error} when `settings.teardown` has an unknown key or a value of the wrong kind; the message names it
 */
export function reportFacts<MessageId extends string>(
  context: RuleContext<MessageId>,
  check: (facts: Facts) => Iterable<Problem<NoInfer<MessageId>>>,
): Rule.RuleListener {
  const vocabulary = parseSettings(context.settings)
  return {
    'Program:exit'() {
      for (const problem of check(getFacts(context, vocabulary))) context.report(problem)
    },
  }
}
