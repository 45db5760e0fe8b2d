import * as parser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import { expect, it } from 'vitest'
import { rules } from '../../rules/index.js'

// The full text of a message of every id, so that a reviewer can read it. The tests of the rules compare ids and data.

interface Case {
  readonly id: string
  readonly options?: object
  readonly code: string
  readonly message: string
  /** The suggestions: their ids and texts. */
  readonly suggestions?: readonly (readonly [string, string])[]
}

/** Compares the whole messages of a rule, which its own tests compare by id and data. */
export function testMessages(name: keyof typeof rules, cases: readonly Case[]): void {
  it.each(cases)('$id: $message', ({ id, options, code, message, suggestions = [] }) => {
    const reports = new Linter().verify(code.trim(), [{
      plugins: { teardown: { rules } },
      languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
      rules: { [`teardown/${name}`]: options ? ['error', options] : 'error' },
    }])
    expect(reports.map(report => ({
      id: report.messageId,
      message: report.message,
      suggestions: (report.suggestions ?? []).map(suggestion => [suggestion.messageId, suggestion.desc]),
    }))).toEqual([{ id, message, suggestions }])
  })

  it(`${name}: these are all ids of the rule`, () => {
    const ids = new Set(cases.flatMap(({ id, suggestions = [] }) => [id, ...suggestions.map(([suggestion]) => suggestion)]))
    expect([...ids].sort()).toEqual(Object.keys(rules[name].meta.messages).sort())
  })

  it(`${name}: a message has at most two sentences`, () => {
    for (const { message } of cases) expect(message.match(/\.(?= [A-Z]|$)/g)?.length, message).toBeLessThanOrEqual(2)
  })
}
