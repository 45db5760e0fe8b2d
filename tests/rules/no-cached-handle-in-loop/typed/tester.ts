import { RuleTester, type RunTests } from '@typescript-eslint/rule-tester'
import type { TSESLint } from '@typescript-eslint/utils'
import rule from '../../../../rules/no-cached-handle-in-loop.js'
import { withTypes } from '../../../typed/with-types.js'
import { testRule, type MessageId } from '../tester.js'

/** Runs the rule over TypeScript with types. */
export function testWithTypes(theme: string, cases: RunTests<MessageId, []>): void {
  new RuleTester({ languageOptions: { parserOptions: withTypes } })
    .run(`${theme}, with types`, rule as unknown as TSESLint.RuleModule<MessageId>, cases)
}

/** Runs the rule over TypeScript whose types are written and not known. */
export function testWithoutTypes(theme: string, cases: RunTests<MessageId, []>): void {
  testRule(`${theme}, without types`, cases)
}
