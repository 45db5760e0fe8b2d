import parser from '@typescript-eslint/parser'
import { Linter, type Rule } from 'eslint'
import { describe, expect, it } from 'vitest'
import { parseSettings } from '../../src/catalog/settings.js'
import { getFacts, type Facts } from '../../src/facts/index.js'

/** A rule that keeps the facts it is given. */
function ruleThatAsks(answers: Facts[], teardown: object): Rule.RuleModule {
  return {
    create(context) {
      return {
        'Program:exit'() {
          answers.push(getFacts(context, parseSettings({ teardown })))
        },
      }
    },
  }
}

function ask(code: string, ...settings: readonly object[]): readonly Facts[] {
  const answers: Facts[] = []
  const names = settings.map((_, index) => `asks-${index}`)
  new Linter().verify(code, {
    plugins: { own: { rules: Object.fromEntries(settings.map((teardown, index) => [`asks-${index}`, ruleThatAsks(answers, teardown)])) } },
    rules: Object.fromEntries(names.map(name => [`own/${name}`, 'error'])),
    languageOptions: { parser },
  })
  return answers
}

const program = `
class Client {
  start() {
    this.job = queue.schedule(() => this.link.ping())
  }
  stop() {
    this.link = null
    this.job.halt()
  }
}
`

describe('whose facts they are', () => {
  it('two rules under the same settings share them', () => {
    const [one, other] = ask(program, { cancel: ['halt'] }, { cancel: ['halt'] })
    expect(one).toBeDefined()
    expect(one).toBe(other)
  })

  it('two rules under different settings have their own', () => {
    const [one, other] = ask(program, {}, { cancel: ['halt'] })
    expect(one?.disorders(false)).toHaveLength(0)
    expect(other?.disorders(false)).toHaveLength(1)
  })

  it('two files have their own, be the text the same', () => {
    expect(ask(program, {})[0]).not.toBe(ask(program, {})[0])
  })

  it('a second question costs no more work', () => {
    const [facts] = ask(program, { cancel: ['halt'] })
    const first = facts?.disorders(false)
    const spent = facts?.operations
    expect(spent).toBeGreaterThan(0)
    expect(facts?.disorders(false)).toBe(first)
    expect(facts?.operations).toBe(spent)
  })

  it('a file without a word of tasks costs none at all', () => {
    const [facts] = ask('class Client { stop() { this.link = null } }', {})
    expect(facts?.disorders(false)).toEqual([])
    expect(facts?.operations).toBe(0)
  })
})
