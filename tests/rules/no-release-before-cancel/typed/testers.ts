import { RuleTester, type RunTests } from '@typescript-eslint/rule-tester'
import type { TSESLint } from '@typescript-eslint/utils'
import rule from '../../../../rules/no-release-before-cancel.js'
import { withTypes } from '../../../typed/with-types.js'
import { testJavaScript, testRule, withEveryTask } from '../tester.js'

type Cases = Parameters<typeof testRule>[1]

/** Runs the same cases over TypeScript without types and with them. */
export function testWithAndWithoutTypes(theme: string, cases: Cases): void {
  testRule(`${theme}: TypeScript`, cases)
  new RuleTester({ languageOptions: { parserOptions: withTypes } })
    .run(`${theme}: TypeScript with types`, rule as unknown as TSESLint.RuleModule<never, never>, withEveryTask(cases) as RunTests<never, never>)
}

/** Runs the same cases over JavaScript, as ESLint itself parses it, and over TypeScript without types and with them. */
export function testInEveryLanguage(theme: string, cases: Cases): void {
  testJavaScript(`${theme}: JavaScript`, cases as unknown as Parameters<typeof testJavaScript>[1])
  testWithAndWithoutTypes(theme, cases)
}
