import { RuleTester } from '@typescript-eslint/rule-tester'
import type { TSESLint } from '@typescript-eslint/utils'
import rule from '../../../../rules/no-stale-guard-across-await.js'
import { withTypes } from '../../../typed/with-types.js'
import type { testRule } from '../tester.js'

/** Runs the rule over TypeScript with types. */
export function testWithTypes(theme: string, cases: Parameters<typeof testRule>[1]): void {
  const tester = new RuleTester({ languageOptions: { parserOptions: withTypes } })
  const strictly = <Case extends object>(all: readonly (Case | string)[]) =>
    all.map(each => ({ options: [{ strict: true }], ...typeof each === 'string' ? { code: each } : each }))
  const { valid, invalid } = cases
  tester.run(theme, rule as unknown as TSESLint.RuleModule<never>, { valid: strictly(valid), invalid: strictly(invalid) } as never)
}
