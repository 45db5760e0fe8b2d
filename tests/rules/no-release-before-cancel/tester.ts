import { RuleTester, type RunTests } from '@typescript-eslint/rule-tester'
import type { TSESLint } from '@typescript-eslint/utils'
import { RuleTester as JavaScriptTester } from 'eslint'
import { describe, it } from 'vitest'
import rule from '../../../rules/no-release-before-cancel.js'

// ESLint's own tester parses with espree: no types, and no syntax for them.
JavaScriptTester.describe = describe
JavaScriptTester.it = it
JavaScriptTester.itOnly = it.only

type MessageId = 'race' | 'latent' | 'leak' | 'disarms' | 'stream' | 'streamLater' | 'cancelFirst' | 'cancelHere'
type Options = readonly [{ readonly latent?: boolean | 'all', readonly strict?: boolean }?]

/** Cases of which most say nothing of `latent`: they are about orders, and every task shows one. */
export function withEveryTask<Cases extends RunTests<MessageId, Options>>({ valid, invalid }: Cases): Cases {
  const everyTask = <Case extends { readonly options?: Options }>(each: Case): Case =>
    ({ ...each, options: [{ latent: 'all', ...each.options?.[0] }] })
  return { valid: valid.map(each => everyTask(typeof each === 'string' ? { code: each } : each)), invalid: invalid.map(everyTask) } as unknown as Cases
}

/** Runs the rule over TypeScript. `theme` is what the cases have in common. */
export function testRule(theme: string, cases: RunTests<MessageId, Options>): void {
  testAsWritten(theme, withEveryTask(cases))
}

/** Runs the rule over TypeScript with the options of each case, or the default ones. */
export function testAsWritten(theme: string, cases: RunTests<MessageId, Options>): void {
  new RuleTester().run(theme, rule as unknown as TSESLint.RuleModule<MessageId, Options>, cases)
}

/** Runs the rule over JavaScript, as ESLint itself parses it. */
export function testJavaScript(theme: string, cases: Parameters<JavaScriptTester['run']>[2]): void {
  new JavaScriptTester({ languageOptions: { ecmaVersion: 'latest', sourceType: 'module' } }).run(
    theme, rule, withEveryTask(cases as unknown as RunTests<MessageId, Options>) as unknown as typeof cases,
  )
}
