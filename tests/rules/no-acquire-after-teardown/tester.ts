import { RuleTester, type InvalidTestCase, type ValidTestCase } from '@typescript-eslint/rule-tester'
import type { TSESLint } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import { expect, test } from 'vitest'
import rule from '../../../rules/no-acquire-after-teardown.js'
import { linterOf } from '../../worst-case/lint.js'

type MessageId = 'late' | 'rearmed' | 'revived' | 'reopens' | `${'end' | 'return'}If${'Stopped' | 'Other' | 'Gone'}`
  | 'unlessStopped'
type Options = [{ strict?: boolean, doubtful?: boolean }?]

interface Cases {
  readonly valid: readonly ValidTestCase<Options>[]
  readonly invalid: readonly InvalidTestCase<MessageId, Options>[]
}

const name = 'no-acquire-after-teardown'
const lintWith = (options: Readonly<Options>) =>
  linterOf({ teardown: { rules: { [name]: rule as unknown as Rule.RuleModule } } }, { [`teardown/${name}`]: ['error', ...options] })

/**
 * The same with the option of the strict preset, where cases do not say otherwise. What is late, and what is a teardown, does not hang on
 * whether the file shows that the two meet, which is what the presets differ in.
 */
export function testStrictly(theme: string, { valid, invalid }: Cases): void {
  const strictly = <Case extends { readonly options?: Readonly<Options> }>(all: readonly Case[]): Case[] =>
    all.map(each => ({ options: [{ strict: true, doubtful: true }], ...each }))
  testRule(theme, { valid: strictly(valid), invalid: strictly(invalid) })
}

/** Runs the rule over TypeScript, and again over what ESLint's own parser reads of it. `theme` is what the cases have in common. */
export function testRule(theme: string, cases: Cases): void {
  const settings = { languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } }
  new RuleTester(settings).run(theme, rule as unknown as TSESLint.RuleModule<MessageId, Options>, cases)
  test(`${theme}: as JavaScript`, () => {
    const expected = [...cases.valid.map(({ code, options }) => ({ code, options, errors: [] })), ...cases.invalid]
    for (const { code, errors, options } of expected) {
      const messages = lintWith(options ?? [])(code, 'js')
      if (messages.some(({ fatal }) => fatal)) continue
      const told = messages.map(({ messageId, line }) => ({ messageId, line }))
      expect(told, code).toEqual(errors.map(({ messageId, line }) => ({ messageId, line })))
    }
  })
}
