import { RuleTester, type RunTests } from '@typescript-eslint/rule-tester'
import type { TSESLint } from '@typescript-eslint/utils'
import { Linter, type Rule } from 'eslint'
import { expect, test } from 'vitest'
import rule from '../../../rules/no-stale-guard-across-await.js'

type MessageId = 'dereferences' | 'overwrites' | 'revives' | 'clobbers' | 'displaces' | 'throwIfAborted' | 'ask' | 'askAnew' | 'compare'

/** Runs the rule over TypeScript, and again over what ESLint's own parser reads of it. `theme` is what the cases have in common. */
export function testRule(theme: string, cases: RunTests<MessageId, []>): void {
  new RuleTester().run(theme, rule as unknown as TSESLint.RuleModule<MessageId>, cases)
  test(`${theme}: as JavaScript`, () => {
    const expected = [
      ...cases.valid.map(given => ({ code: typeof given === 'string' ? given : given.code, errors: [] })),
      ...cases.invalid,
    ]
    for (const { code, errors } of expected) {
      const messages = asJavaScript(code)
      if (messages.some(({ fatal }) => fatal)) continue
      const told = messages.map(({ messageId, line }) => ({ messageId, line }))
      expect(told, code).toEqual(errors.map(({ messageId, line }) => ({ messageId, line })))
    }
  })
}

const asJavaScript = (code: string): readonly Linter.LintMessage[] => new Linter().verify(code, [{
  plugins: { teardown: { rules: { 'no-stale-guard-across-await': rule as unknown as Rule.RuleModule } } },
  rules: { 'teardown/no-stale-guard-across-await': 'error' },
  linterOptions: { reportUnusedDisableDirectives: 'off' },
}])
