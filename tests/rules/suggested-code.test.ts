import parser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { plugin as typed } from 'typescript-eslint'
import { describe, expect, it, vi } from 'vitest'
import teardown from '../../src/index.js'
import { withTypes } from '../typed/with-types.js'

// A suggestion that other rules object to is worth little. The cases of the rules' own tests are taken from them here, instead of
// run, and what they suggest is linted with types, beside what it was made of.

interface Suggested {
  readonly name?: string
  readonly code: string
  readonly errors?: readonly { readonly suggestions?: readonly { readonly output: string }[] }[]
}

const taken = vi.hoisted(() => {
  const cases = new Map<string, Suggested[]>()
  const takeFor = (rule: string) => (_: string, { invalid }: { readonly invalid: readonly Suggested[] }) => {
    cases.set(rule, [...cases.get(rule) ?? [], ...invalid])
  }
  const testerOf = (rule: string) => {
    const take = takeFor(rule)
    return { testRule: take, testJavaScript: take, testWithTypes: take, testWithoutTypes: take }
  }
  return { cases, testerOf }
})

vi.mock('./no-swallowed-abort/tester.js', () => taken.testerOf('no-swallowed-abort'))
vi.mock('./no-swallowed-abort/typed/tester.js', () => taken.testerOf('no-swallowed-abort'))
vi.mock('./no-cached-handle-in-loop/tester.js', () => taken.testerOf('no-cached-handle-in-loop'))
vi.mock('./no-cached-handle-in-loop/typed/tester.js', () => taken.testerOf('no-cached-handle-in-loop'))
vi.mock('./no-stale-guard-across-await/tester.js', () => taken.testerOf('no-stale-guard-across-await'))
vi.mock('./no-stale-guard-across-await/typed/tester.js', () => taken.testerOf('no-stale-guard-across-await'))

const linter = new Linter()
const rules = {
  'typed/no-unnecessary-condition': 'error',
  // The cases leave much undeclared, and of that nothing is known; a condition on `any` is the case's own.
  'typed/strict-boolean-expressions': ['error', { allowAny: true }],
  'require-atomic-updates': 'error',
  ...teardown.configs.recommended.rules,
} satisfies Linter.RulesRecord

/** What the rules object to in a program. */
function objections(code: string): string[] {
  const messages = linter.verify(code, {
    files: ['**/*.ts'],
    languageOptions: { parser, parserOptions: withTypes },
    plugins: { typed, teardown },
    rules,
  }, join(withTypes.tsconfigRootDir, 'file.ts'))
  // Our own messages name lines, which a suggestion moves.
  return messages.map(({ ruleId, message }) => `${ruleId ?? 'the parser'}: ${message.replace(/\bline \d+/g, 'line')}`)
}

/** What the rules object to in the second program more often than in the first. */
function added(before: string, after: string): string[] {
  const known = objections(before)
  return objections(after).filter(objection => {
    const at = known.indexOf(objection)
    if (at >= 0) known.splice(at, 1)
    return at < 0
  })
}

async function outputsOf(rule: string): Promise<(readonly [name: string, before: string, after: string])[]> {
  const folder = join(import.meta.dirname, rule)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  for (const file of files) if (/\.test\.ts$/.test(file) && !file.includes('properties')) await import(join(folder, file))
  return (taken.cases.get(rule) ?? []).flatMap(({ name = '', code, errors = [] }) =>
    errors.flatMap(({ suggestions = [] }) => suggestions.map(({ output }) => [name, code, output] as const)))
}

describe('the check itself', () => {
  it('sees a condition that types make needless', () => {
    const before = 'export async function run(signal: AbortSignal) { try { await fetch("", { signal }) } catch {} }'
    expect(added(before, before.replace('catch {', 'catch { signal?.throwIfAborted() '))).toEqual([
      'typed/no-unnecessary-condition: Unnecessary optional chain on a non-nullish value.',
    ])
  })

  it('sees a condition that is not true or false', () => {
    const before = 'export async function run(signal?: AbortSignal) { try { await fetch("", { signal: signal ?? null }) } catch {} }'
    expect(added(before, before.replace('catch {', 'catch { if (signal?.aborted) throw new Error("ended") '))).toEqual([
      expect.stringContaining('typed/strict-boolean-expressions: Unexpected nullable boolean value'),
    ])
  })
})

describe.each(['no-swallowed-abort', 'no-cached-handle-in-loop', 'no-stale-guard-across-await'])('what %s suggests', async (rule) => {
  const outputs = await outputsOf(rule)

  it('is a good deal', () => {
    expect(outputs.length).toBeGreaterThan(10)
  })

  it.each(outputs)('adds nothing that other rules object to: %s', (_, before, after) => {
    expect(added(before, after)).toEqual([])
  })
})
