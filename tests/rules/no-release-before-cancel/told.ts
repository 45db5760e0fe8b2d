import type { Rule } from 'eslint'
import { expect, test } from 'vitest'
import rule from '../../../rules/no-release-before-cancel.js'
import { linterOf } from '../../worst-case/lint.js'

const name = 'no-release-before-cancel'

/** A program, and the lines whose first expression is released too early, each behind the id of its message; none where it is right. */
export interface Told {
  readonly name: string
  readonly code: string
  readonly told?: readonly string[]
}

/** Checks what the rule tells of TypeScript, and of the program as ESLint's own parser reads it, where it is JavaScript as well. */
export function testTold(theme: string, programs: readonly Told[], teardown: Readonly<Record<string, readonly string[]>> = {}): void {
  const plugins = { teardown: { rules: { [name]: rule as unknown as Rule.RuleModule } } }
  const lint = linterOf(plugins, { [`teardown/${name}`]: 'error' }, { teardown })
  for (const { name: program, code, told = [] } of programs) {
    test(`${theme}: ${program}`, () => {
      const lines = code.split('\n')
      for (const language of ['ts', 'js'] as const) {
        const messages = lint(code, language)
        if (language === 'js' && messages.some(({ fatal }) => fatal)) continue
        expect(messages.filter(({ fatal }) => fatal), code).toEqual([])
        expect(messages.map(({ messageId, line }) => `${messageId ?? ''}: ${lines[line - 1]?.trim() ?? ''}`), code).toEqual(told)
        for (const { line, column } of messages) expect(column, code).toBe((lines[line - 1]?.search(/\S/) ?? 0) + 1)
      }
    })
  }
}
