import { RuleTester, type RunTests } from '@typescript-eslint/rule-tester'
import type { TSESLint } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import { expect, test } from 'vitest'
import rule from '../../../rules/no-stale-guard-across-await.js'
import { linterOf } from '../../worst-case/lint.js'

type MessageId = 'dereferences' | 'overwrites' | 'revives' | 'overtakes' | 'discards' | 'latches' | 'refills'
  | 'throwIfAborted' | 'leaveIfAborted' | 'ask' | 'compare' | 'onlyIfSame'

const name = 'no-stale-guard-across-await'
const lint = linterOf({ teardown: { rules: { [name]: rule as unknown as Rule.RuleModule } } }, { [`teardown/${name}`]: ['error', { strict: true }] })

/**
 * Runs the rule over TypeScript, and again over what ESLint's own parser reads of it, with the option of the strict preset: what is stale
 * does not hang on whether the file shows that the clear comes at any time. `theme` is what the cases have in common.
 */
export function testRule(theme: string, cases: RunTests<MessageId, []>): void {
  const strictly = <Case extends object>(all: readonly Case[]): Case[] => all.map(each => ({ options: [{ strict: true }], ...each }))
  const valid = cases.valid.map(each => typeof each === 'string' ? { code: each } : each)
  const stale = rule as unknown as TSESLint.RuleModule<MessageId, [{ strict: true }?]>
  new RuleTester().run(theme, stale, { valid: strictly(valid), invalid: strictly(cases.invalid) })
  test(`${theme}: as JavaScript`, () => {
    const expected = [
      ...cases.valid.map(given => ({ code: typeof given === 'string' ? given : given.code, errors: [] })),
      ...cases.invalid,
    ]
    for (const { code, errors } of expected) {
      const messages = lint(code, 'js')
      if (messages.some(({ fatal }) => fatal)) continue
      const told = messages.map(({ messageId, line }) => ({ messageId, line }))
      expect(told, code).toEqual(errors.map(({ messageId, line }) => ({ messageId, line })))
    }
  })
}
