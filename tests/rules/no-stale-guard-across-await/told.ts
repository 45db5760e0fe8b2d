import type { Rule } from 'eslint'
import { expect, test } from 'vitest'
import { rules } from '../../../rules/index.js'
import { linterOf } from '../../worst-case/lint.js'

const plugins = { teardown: { rules: rules as unknown as Record<string, Rule.RuleModule> } }

/** A program, and the lines of the uses that are told of, if any. */
interface Told {
  readonly name: string
  readonly code: string
  readonly told?: readonly string[]
}

/** What is stale does not hang on whether the file shows that the clear comes at any time, which the presets differ in. */
const presumed: Partial<Record<keyof typeof rules, object>> = { 'no-stale-guard-across-await': { strict: true } }

/** Checks what the rule tells of TypeScript, and of the program as ESLint's own parser reads it, where it is JavaScript as well. */
export function testTold(
  theme: string, programs: readonly Told[], rule: keyof typeof rules = 'no-stale-guard-across-await',
  options = presumed[rule],
): void {
  const lint = linterOf(plugins, { [`teardown/${rule}`]: options ? ['error', options] : 'error' })
  for (const { name: program, code, told = [] } of programs) {
    test(`${theme}: ${program}`, () => {
      const lines = code.split('\n')
      for (const language of ['ts', 'js'] as const) {
        const messages = lint(code, language)
        if (language === 'js' && messages.some(({ fatal }) => fatal)) continue
        expect(messages.filter(({ fatal }) => fatal), code).toEqual([])
        expect(messages.map(({ line }) => lines[line - 1]?.trim()), code).toEqual(told)
      }
    })
  }
}
