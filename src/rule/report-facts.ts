import type { Rule } from 'eslint'
import { parseSettings } from '../catalog/settings.js'
import { getFacts, mayAnswer, type Facts, type Question } from '../facts/index.js'
import type { Problem, RuleContext } from './define-rule.js'

/**
 * Runs `check` over the facts of the file and reports the problems that it yields. ESLint sorts the reports by position. A rule that
 * names its question does not run if the text of the file shows that there is no answer.
 *
 * @throws {Error} if `settings.teardown` has an unknown key or a value of the wrong type; the message names the key
 */
export function reportFacts<MessageId extends string>(
  context: RuleContext<MessageId>,
  check: (facts: Facts) => Iterable<Problem<NoInfer<MessageId>>>,
  question?: Question | readonly Question[],
): Rule.RuleListener {
  const vocabulary = parseSettings(context.settings)
  const questions = typeof question === 'string' ? [question] : question
  if (questions && !questions.some(asked => mayAnswer(asked, context.sourceCode, vocabulary))) return {}
  return {
    'Program:exit'() {
      for (const problem of check(getFacts(context, vocabulary))) context.report(problem)
    },
  }
}
