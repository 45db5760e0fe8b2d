import { RuleTester, type InvalidTestCase, type ValidTestCase } from '@typescript-eslint/rule-tester'
import type { TSESLint } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import { expect, test } from 'vitest'
import type { TeardownRule } from '../../src/rule/define-rule.js'
import { withTypes } from '../typed/with-types.js'
import { linterOf } from '../worst-case/lint.js'

export interface Cases<MessageId extends string, Options extends readonly unknown[] = []> {
  readonly valid: readonly ValidTestCase<Options>[]
  readonly invalid: readonly InvalidTestCase<MessageId, Options>[]
}

interface Expected {
  readonly code: string
  readonly options: readonly unknown[] | undefined
  readonly errors: readonly { readonly messageId: string, readonly line?: number | undefined }[]
}

type Test<MessageId extends string, Options extends readonly unknown[]> = (theme: string, cases: Cases<MessageId, Options>) => void

/** Makes the tester of a rule that runs cases as TypeScript, and again as JavaScript, as ESLint itself parses it, if they are that, too. */
export function inBothLanguages<MessageId extends string, Options extends readonly unknown[] = []>(
  rule: TeardownRule,
): Test<MessageId, Options> {
  return (theme, cases) => {
    const settings = { languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } }
    new RuleTester(settings).run(theme, rule as unknown as TSESLint.RuleModule<MessageId, Options>, cases)
    test(`${theme}: as JavaScript`, () => {
      const plugins = { teardown: { rules: { [rule.name]: rule as unknown as Rule.RuleModule } } }
      const expected: readonly Expected[] = [
        ...cases.valid.map(({ code, options }) => ({ code, options, errors: [] })),
        ...cases.invalid.map(({ code, options, errors }) => ({ code, options, errors })),
      ]
      for (const { code, options = [], errors } of expected) {
        const messages = linterOf(plugins, { [`teardown/${rule.name}`]: ['error', ...options] })(code, 'js')
        if (messages.some(({ fatal }) => fatal)) continue
        const told = messages.map(({ messageId, line }) => ({ messageId, line }))
        expect(told, code).toEqual(errors.map(({ messageId, line }) => ({ messageId, line })))
      }
    })
  }
}

/** Makes the tester of a rule that runs cases as TypeScript with types. */
export function withTheCompiler<MessageId extends string, Options extends readonly unknown[] = []>(
  rule: TeardownRule,
): Test<MessageId, Options> {
  return (theme, cases) => {
    new RuleTester({ languageOptions: { parserOptions: withTypes } })
      .run(theme, rule as unknown as TSESLint.RuleModule<MessageId, Options>, cases)
  }
}
