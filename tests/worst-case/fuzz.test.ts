import type { Rule } from 'eslint'
import { beforeAll, describe, expect, test } from 'vitest'
import plugin from '../../src/index.js'
import { corpus, type Program } from './corpus.js'
import { fuzz } from './fuzz.js'
import { linterOf } from './lint.js'
import { createProbe } from './probe.js'

const runs = Number(process.env['TEARDOWN_FUZZ_RUNS'] ?? 150)
// A short run is the same every time; a long one looks somewhere else every time, unless it is told where.
const seed = process.env['TEARDOWN_FUZZ_SEED'] ?? (runs <= 150 ? '2' : undefined)

const probe = createProbe()
const presets = plugin.configs
const strict = linterOf({ teardown: plugin, probe: probe.plugin }, { ...presets.strict.rules, 'probe/facts': 'error' })
// Words that the programs are full of: each of them gets a meaning that it does not have by itself.
const settings = {
  teardown: {
    cancel: ['poll', 'this.step'], release: ['write', 'this.run'], settle: ['read', 'wait'],
    isAbortError: ['isCancel'], rethrow: ['log'], taskStarters: ['run', 'ask'],
  },
}
const recommended = linterOf({ teardown: plugin, probe: probe.plugin }, { ...presets.recommended.rules, 'probe/facts': 'error' }, settings)

describe('no rule throws on any program', () => {
  let programs: readonly (readonly Program[])[]
  beforeAll(() => { programs = corpus() }, 60_000)

  test('there are real programs to start from', () => {
    const [subject, own, published] = programs.map(group => group.length)
    console.log(`fuzz: from ${String(subject)} programs of our subject, ${String(own)} own sources, ${String(published)} published ones`)
    expect(subject).toBeGreaterThan(20)
    expect(own).toBeGreaterThan(50)
    expect(published).toBeGreaterThan(60)
  })

  test('both presets have rules to throw, and the strict one has all', () => {
    expect(Object.keys(presets.strict.rules ?? {})).toEqual(Object.keys(plugin.rules ?? {}).map(name => `teardown/${name}`))
    expect(Object.keys(presets.recommended.rules ?? {})).not.toEqual([])
  })

  test.each([['strict', strict], ['recommended, with settings', recommended]])('%s: no rule throws on edited and truncated programs, and enough of them parse', (preset, lint) => {
    const steps = (): number => probe.facts()?.operations ?? 0
    const tally = fuzz({ programs, lint, steps, runs, ...(seed !== undefined && { seed: Number(seed) }) })
    const linted = tally.linted.js + tally.linted.ts
    const share = linted / tally.tried
    console.log(`fuzz, ${preset}: ${String(tally.tried)} programs tried, ${String(linted)} parsed and were linted (${(share * 100).toFixed(0)} %: `
      + `${String(tally.linted.js)} JavaScript, ${String(tally.linted.ts)} TypeScript), ${String(tally.analysed)} analysed, ${String(tally.reports)} reports`)
    expect(tally.tried).toBe(runs)
    // Measured over 30,000 programs: 57 % linted (17 % as JavaScript, 40 % as TypeScript), 15 % analysed. A short run has less.
    expect(share).toBeGreaterThan(0.4)
    expect(tally.linted.js / tally.tried).toBeGreaterThan(0.07)
    expect(tally.linted.ts / tally.tried).toBeGreaterThan(0.25)
    expect(tally.analysed / tally.tried).toBeGreaterThan(0.05)
  })
})

describe('the fuzz itself', () => {
  const planted = (create: Rule.RuleModule['create']): ReturnType<typeof linterOf> =>
    linterOf({ teardown: { rules: { planted: { meta: { hasSuggestions: true, schema: [] }, create } } } }, { 'teardown/planted': 'error' })
  const source = 'class Owner {\n  stop() {\n    if (this.ready) return\n    this.timer = null\n    this.close()\n  }\n}\n'
  const programs = [[{ name: 'planted.js', text: source }]]

  test('finds a rule that throws and prints the smallest program', () => {
    const lint = planted(() => ({ IfStatement(node) { throw new Error(`no ${node.type}\nat ${String(node.range)}`) } }))
    const found = /^no IfStatement .*\nsmallest (?:js|ts) program:\nif \(\w+\) return\n/
    expect(() => fuzz({ programs, lint, runs: 20, seed: 1 })).toThrow(found)
  })

  test('finds a suggestion that leaves no program', () => {
    const lint = planted((context) => ({
      IfStatement(node) {
        const suggest = [{ desc: 'break it', fix: (fixer: Rule.RuleFixer) => fixer.insertTextAfter(node, ' else else') }]
        context.report({ node, message: 'an if', suggest })
      },
    }))
    expect(() => fuzz({ programs, lint, runs: 20, seed: 1 })).toThrow(/^the suggestion "break it" leaves no program /)
  })

  test('finds a report that stands nowhere and a message with a hole', () => {
    const nowhere = planted((context) => ({ IfStatement() { context.report({ loc: { line: 99, column: 0 }, message: 'there' }) } }))
    expect(() => fuzz({ programs, lint: nowhere, runs: 20, seed: 1 })).toThrow(/^a report stands nowhere /)
    const hole = planted((context) => ({ IfStatement(node) { context.report({ node, message: 'see {{where}}' }) } }))
    expect(() => fuzz({ programs, lint: hole, runs: 20, seed: 1 })).toThrow(/^a message has a hole /)
  })
})
