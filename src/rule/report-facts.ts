import type { Rule } from 'eslint'
import { parseSettings } from '../catalog/settings.js'
import { getFacts, mayAnswer, type Facts, type Question } from '../facts/index.js'
import type { Problem, RuleContext } from './define-rule.js'

/**
 * Runs `check` over the facts of the file and reports what it yields; ESLint puts the reports in the order of the file. A rule that
 * names its question is not run where the text shows that there is no answer.
 *
 * @throws {Error} when `settings.teardown` has an unknown key or a value of the wrong kind; the message names it
 */
export function reportFacts<MessageId extends string>(
  context: RuleContext<MessageId>,
  check: (facts: Facts) => Iterable<Problem<NoInfer<MessageId>>>,
  question?: Question,
): Rule.RuleListener {
  const vocabulary = parseSettings(context.settings)
  if (question && !mayAnswer(question, context.sourceCode, vocabulary)) return {}
  return {
    'Program:exit'() {
      for (const problem of check(getFacts(context, vocabulary))) context.report(problem)
    },
  }
}
