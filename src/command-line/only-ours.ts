import type { ESLint } from 'eslint'

/** Our reports and what ESLint itself says (a file does not parse), without what comments in the code asked of other rules. */
export function onlyOurs(result: ESLint.LintResult): ESLint.LintResult {
  const messages = result.messages.filter(({ ruleId }) => ruleId === null || ruleId.startsWith('teardown/'))
  const errorCount = messages.filter(({ severity }) => severity === 2).length
  return { ...result, messages, errorCount, warningCount: messages.length - errorCount }
}
