import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import type { Facts } from '../../src/facts/index.js'
import { defineRule } from '../../src/rule/define-rule.js'
import { reportFacts } from '../../src/rule/report-facts.js'

const seen: Facts[] = []
const ruleThatSees = (name: string) => defineRule({
  name,
  meta: { docs: { description: 'Disallow a place', recommended: true }, schema: [], messages: { here: 'Here.' } },
  create(context) {
    return reportFacts(context, function* (facts) {
      seen.push(facts)
      yield { loc: { line: 2, column: 0 }, messageId: 'here' }
      yield { loc: { line: 1, column: 0 }, messageId: 'here' }
    })
  },
})

const plugin = { rules: { one: ruleThatSees('one'), two: ruleThatSees('two') } }
const lint = (code: string, teardown: unknown = {}) => {
  seen.length = 0
  return new Linter().verify(code, {
    plugins: { own: plugin },
    rules: { 'own/one': 'error', 'own/two': 'error' },
    settings: { teardown },
  })
}

describe('reportFacts', () => {
  it('reports what the check yields, in the order of the file', () => {
    expect(lint('let a\nlet b').map(({ ruleId, line }) => `${ruleId} ${line}`)).toEqual([
      'own/one 1', 'own/two 1', 'own/one 2', 'own/two 2',
    ])
  })

  it('gives the rules of one file the same facts, and another file its own', () => {
    // Compared here, not by the matcher: to print two whole models of a program takes minutes.
    lint('let a')
    const [one, two] = seen
    expect(one === two).toBe(true)
    lint('let a')
    expect(seen[0] === one).toBe(false)
  })

  it('refuses settings it does not know before it looks at the program', () => {
    expect(() => lint('let a', { cancle: [] })).toThrow(/settings\.teardown\.cancle: unknown key, did you mean cancel\?/)
    expect(seen).toEqual([])
  })
})
