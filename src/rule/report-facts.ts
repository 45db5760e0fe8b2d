import type { Rule } from 'eslint'
import { parseSettings } from '../catalog/settings.js'
import { getFacts, type Facts } from '../facts/index.js'
import type { Problem, RuleContext } from './define-rule.js'

/**
 * Runs `check` over the facts of the file and reports the problems that it yields. ESLint sorts the reports by position.
 *
 * @throws {Error} if `settings.teardown` has an unknown key or a value of the wrong type; the message names the key
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
