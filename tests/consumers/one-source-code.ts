import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ESLint, Linter, Rule, SourceCode } from 'eslint'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Project } from './project.js'

type Lint = (code: string | SourceCode, settings?: Record<string, unknown>) => string[]

const name = 'no-release-before-cancel'

// `quench` cancels only for those who say so in their settings.
const quenched = `
export class Poller {
  start() {
    this.source = open()
    this.timer = setInterval(() => { this.source.poll() }, 1000)
  }
  stop() {
    this.timer.quench()
    this.source = null
    clearInterval(this.timer)
  }
}
`
const teaching = { teardown: { cancel: ['quench'] } }

/** Every file has its own facts, and every setting too, whatever objects the host uses again. */
export function describeSourceCode(project: () => Project): void {
  describe('one SourceCode object', () => {
    let plugin: ESLint.Plugin
    let linter: Linter
    let agent: string
    let repaired: string

    beforeAll(async () => {
      const require = createRequire(join(project().folder, 'package.json'))
      plugin = require('eslint-plugin-teardown') as ESLint.Plugin
      const { Linter } = require('eslint') as { Linter: new (options: { configType: 'flat' }) => Linter }
      linter = new Linter({ configType: 'flat' })
      agent = await readFile(join(project().folder, 'src/agent.js'), 'utf8')
      repaired = await readFile(join(project().folder, 'src/repaired.js'), 'utf8')
    })

    const lintWith = (teardown: ESLint.Plugin): Lint => (code, settings = {}) =>
      linter.verify(code, [{ plugins: { teardown }, rules: { [`teardown/${name}`]: ['error', { latent: 'all' }] }, settings }])
        .map(({ line, message }) => `${String(line)}: ${message}`)

    test('gives each of two files its own facts when the host uses one object for both', () => {
      const lint = lintWith(plugin)
      const lintReused = lintWith(reusingOneSourceCode(plugin))
      const alone = [agent, repaired, quenched].map((code) => lint(code))
      expect(alone.map((found) => found.length)).toEqual([1, 0, 1])
      expect([agent, repaired, quenched].map((code) => lintReused(code))).toEqual(alone)
      expect([quenched, repaired, agent].map((code) => lintReused(code))).toEqual(alone.toReversed())
    })

    test('gives one AST its own facts under each of two settings', () => {
      const lint = lintWith(plugin)
      const [expected] = lint(quenched)
      const sourceCode = linter.getSourceCode()
      expect(sourceCode.text).toBe(quenched)
      expect(lint(sourceCode, teaching)).toEqual([])
      expect(lint(sourceCode)).toEqual([expected])
      expect(lint(sourceCode, teaching)).toEqual([])
    })
  })
}

/** What oxlint does: all files of a process are seen through one object, whose contents change from file to file. */
function reusingOneSourceCode(plugin: ESLint.Plugin): ESLint.Plugin {
  const rule = plugin.rules?.[name]
  if (rule === undefined || typeof rule === 'function') throw new Error(`the plugin has no rule ${name}`)
  let current: SourceCode | undefined
  const sourceCode = new Proxy({}, {
    get(_target, key) {
      const value: unknown = current && Reflect.get(current, key, current)
      return typeof value === 'function' ? value.bind(current) as unknown : value
    },
    has: (_target, key) => current !== undefined && key in current,
  })
  const create = (context: Rule.RuleContext): Rule.RuleListener => {
    current = context.sourceCode
    return rule.create(Object.create(context, { sourceCode: { value: sourceCode } }) as Rule.RuleContext)
  }
  return { ...plugin, rules: { [name]: { ...rule, create } } }
}
