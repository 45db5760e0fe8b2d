import { RuleTester, type RunTests } from '@typescript-eslint/rule-tester'
import type { TSESLint } from '@typescript-eslint/utils'
import { RuleTester as JavaScriptTester } from 'eslint'
import { describe, it } from 'vitest'
import rule from '../../../rules/no-swallowed-abort.js'

// ESLint's own tester parses with espree: no types, and no syntax for them.
JavaScriptTester.describe = describe
JavaScriptTester.it = it
JavaScriptTester.itOnly = it.only

type MessageId = 'loopContinues' | 'rearms' | 'actsOnFailure' | 'askedOnSuccess' | 'fallback' | 'throwFirst' | 'returnFirst' | 'throwOn'
type Options = readonly [{ readonly strict?: boolean }?]

/** Runs the rule over TypeScript. `theme` is what the cases have in common. */
export function testRule(theme: string, cases: RunTests<MessageId, Options>): void {
  new RuleTester().run(theme, rule as unknown as TSESLint.RuleModule<MessageId, Options>, cases)
}

/** Runs the rule over JavaScript, as ESLint itself parses it. */
export function testJavaScript(theme: string, cases: Parameters<JavaScriptTester['run']>[2]): void {
  new JavaScriptTester({ languageOptions: { ecmaVersion: 'latest', sourceType: 'module' } }).run(theme, rule, cases)
}
