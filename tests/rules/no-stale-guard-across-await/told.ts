import type { Rule } from 'eslint'
import { expect, test } from 'vitest'
import rule from '../../../rules/no-stale-guard-across-await.js'
import { linterOf } from '../../worst-case/lint.js'

const name = 'no-stale-guard-across-await'
const lint = linterOf({ teardown: { rules: { [name]: rule as unknown as Rule.RuleModule } } }, { [`teardown/${name}`]: 'error' })

/** A program, and the lines of the uses that are told of, if any. */
interface Told {
  readonly name: string
  readonly code: string
  readonly told?: readonly string[]
}

/** Checks what the rule tells of TypeScript, and of the program as ESLint's own parser reads it, where it is JavaScript as well. */
export function testTold(theme: string, programs: readonly Told[]): void {
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
