import type { Rule } from 'eslint'
import { expect, test } from 'vitest'
import rule from '../../../rules/no-stale-guard-across-await.js'
import { linterOf } from '../../worst-case/lint.js'

const name = 'no-stale-guard-across-await'
const lintWith = (options: readonly object[]) =>
  linterOf({ teardown: { rules: { [name]: rule as unknown as Rule.RuleModule } } }, { [`teardown/${name}`]: ['error', ...options] })

const index = (member: string, around = ''): string => `
class Index {
  async isOutdated(files) {
    if (!this.tree) return true
    const found = await hash(files)
    return this.tree.root !== found
  }
  ${member}
}
${around}
`

const told = (code: string, language: 'js' | 'ts', ...options: readonly object[]): readonly string[] =>
  lintWith(options)(code, language).map(({ messageId, line }) => `${messageId ?? ''} ${line}`)

const inTurn = [
  ['a step of its own', 'async drop() { await remove(this.path); this.tree = null }'],
  ['the end of a transaction', 'commit() { this.tree = null }'],
  ['the end of something else', 'closeFile() { this.tree = null }'],
] as const

test.each(inTurn)('a clear that other files call, mostly in turn, is told by the strict option: %s', (_, member) => {
  for (const language of ['js', 'ts'] as const) {
    expect(told(index(member), language)).toEqual([])
    expect(told(index(member), language, { strict: true })).toEqual(['dereferences 6'])
  }
})

const atAnyTime = [
  ['a teardown', index('dispose() { this.tree = null }')],
  ['a teardown of what the variable holds', index('closeTree() { this.tree = null }')],
  ['a handler by its name', index('onDisconnect() { this.tree = null }')],
  ['a reset', index('reset() { this.tree = null }')],
  ['a step of a teardown', index('drop() { this.tree = null }\n  close() { this.drop() }')],
  ['an event', index("watch() { this.files.on('change', () => { this.tree = null }) }")],
  ['a timer', index('expire() { setTimeout(() => { this.tree = null }, 1000) }')],
  ['a step of its own, beside a function for which nobody waits', index('drop() { this.tree = null }\n  poll() { void this.isOutdated([]) }')],
] as const

test.each(atAnyTime)('a clear that comes at any time is told in both presets: %s', (_, code) => {
  for (const language of ['js', 'ts'] as const) {
    expect(told(code, language)).toEqual(['dereferences 6'])
    expect(told(code, language, { strict: true })).toEqual(['dereferences 6'])
  }
})
