import type { Rule } from 'eslint'
import { parseSettings } from '../catalog/settings.js'
import { getFacts, mayAnswer, type Facts, type Question } from '../facts/index.js'
import type { Problem, RuleContext } from './define-rule.js'

/**
 * Runs `check` over the facts of the file and reports the problems that it yields. ESLint sorts the reports by position. A rule that
 * names its questions does not run if the text of the file shows that none of them has an answer.
 *
 * @throws {Error} if `settings.teardown` has an unknown key or a value of the wrong type; the message names the key
 */
export function reportFacts<MessageId extends string>(
  context: RuleContext<MessageId>,
  check: (facts: Facts) => Iterable<Problem<NoInfer<MessageId>>>,
  questions: Question | readonly Question[] = [],
): Rule.RuleListener {
  const vocabulary = parseSettings(context.settings)
  const asked = [questions].flat()
  if (asked.length > 0 && !asked.some(question => mayAnswer(question, context.sourceCode, vocabulary))) return {}
  return {
    'Program:exit'() {
      for (const problem of check(getFacts(context, vocabulary))) context.report(problem)
    },
  }
}
