import { RuleTester } from '@typescript-eslint/rule-tester'
import type { TSESLint } from '@typescript-eslint/utils'
import rule from '../../../../rules/no-swallowed-abort.js'
import { withTypes } from '../../../typed/with-types.js'
import type { testRule } from '../tester.js'

/** Runs the rule over TypeScript with types. */
export function testWithTypes(theme: string, cases: Parameters<typeof testRule>[1]): void {
  new RuleTester({ languageOptions: { parserOptions: withTypes } })
    .run(theme, rule as unknown as TSESLint.RuleModule<never, never>, cases as never)
}
