import { RuleTester, type InvalidTestCase, type ValidTestCase } from '@typescript-eslint/rule-tester'
import type { TSESLint } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import { expect, test } from 'vitest'
import rule from '../../../rules/no-superseded-handler.js'
import { linterOf } from '../../worst-case/lint.js'

type MessageId = 'empties' | 'ends' | 'clobbers' | 'displaces' | 'outdates' | 'clearOwn' | 'onlyIfLatest' | 'copyFirst' | 'unlessOver'
type Options = [{ strict?: boolean }?]

interface Cases {
  readonly valid: readonly ValidTestCase<Options>[]
  readonly invalid: readonly InvalidTestCase<MessageId, Options>[]
}

const name = 'no-superseded-handler'
const lintWith = (options: Options) =>
  linterOf({ teardown: { rules: { [name]: rule as unknown as Rule.RuleModule } } }, { [`teardown/${name}`]: ['error', ...options] as never })
const linters = { mild: lintWith([]), strict: lintWith([{ strict: true }]) }

/** Runs the rule over TypeScript, and again over what ESLint's own parser reads of it. `theme` is what the cases have in common. */
export function testRule(theme: string, cases: Cases): void {
  const settings = { languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } }
  new RuleTester(settings).run(theme, rule as unknown as TSESLint.RuleModule<MessageId, Options>, cases)
  test(`${theme}: as JavaScript`, () => {
    const expected = [...cases.valid.map(({ code, options }) => ({ code, errors: [], options })), ...cases.invalid]
    for (const { code, errors, options } of expected) {
      const messages = (options?.[0]?.strict ? linters.strict : linters.mild)(code, 'js')
      if (messages.some(({ fatal }) => fatal)) continue
      const told = messages.map(({ messageId, line }) => ({ messageId, line }))
      expect(told, code).toEqual(errors.map(({ messageId, line }) => ({ messageId, line })))
    }
  })
}
