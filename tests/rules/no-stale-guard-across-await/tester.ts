import { RuleTester, type RunTests } from '@typescript-eslint/rule-tester'
import type { TSESLint } from '@typescript-eslint/utils'
import rule from '../../../rules/no-stale-guard-across-await.js'

type MessageId = 'dereferences' | 'overwrites' | 'revives' | 'clobbers' | 'displaces' | 'throwIfAborted' | 'ask' | 'askAnew' | 'compare'

/** Runs the rule over TypeScript. `theme` is what the cases have in common. */
export function testRule(theme: string, cases: RunTests<MessageId, []>): void {
  new RuleTester().run(theme, rule as unknown as TSESLint.RuleModule<MessageId>, cases)
}
