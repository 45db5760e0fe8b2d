import parser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { plugin as typed } from 'typescript-eslint'
import { describe, expect, it, vi } from 'vitest'
import teardown from '../../src/index.js'
import { withTypes } from '../typed/with-types.js'

// A suggestion that other rules object to is worth little. The cases of the rules' own tests are taken from them here, instead of
// run, and what they suggest is linted with types, beside what it was made of.

interface Suggested {
  readonly name?: string
  readonly code: string
  readonly options?: readonly unknown[]
  readonly errors?: readonly { readonly suggestions?: readonly { readonly output: string }[] }[]
}

const taken = vi.hoisted(() => {
  const cases = new Map<string, Suggested[]>()
  const takeFor = (rule: string) => (_: string, { invalid }: { readonly invalid: readonly Suggested[] }) => {
    cases.set(rule, [...cases.get(rule) ?? [], ...invalid])
  }
  const testerOf = (rule: string, presumed?: object) => {
    const take = (theme: string, { invalid }: { readonly invalid: readonly Suggested[] }): void => {
      takeFor(rule)(theme, {
        invalid: presumed ? invalid.map(each => ({ ...each, options: [{ ...presumed, ...each.options?.[0] as object }] })) : invalid,
      })
    }
    const takeStrict: typeof take = (theme, { invalid }) => {
      take(theme, { invalid: invalid.map(each => ({ options: [{ strict: true }], ...each })) })
    }
    return {
      testRule: take, testJavaScript: take, testWithTypes: take, testWithoutTypes: take, testWithAndWithoutTypes: take,
      testInEveryLanguage: take, testAsWritten: () => {}, testStrictly: takeStrict,
    }
  }
  return { cases, testerOf }
})

vi.mock('./no-acquire-after-teardown/tester.js', () => taken.testerOf('no-acquire-after-teardown'))
vi.mock('./no-acquire-after-teardown/typed/tester.js', () => taken.testerOf('no-acquire-after-teardown'))
vi.mock('./no-swallowed-abort/tester.js', () => taken.testerOf('no-swallowed-abort'))
vi.mock('./no-swallowed-abort/typed/tester.js', () => taken.testerOf('no-swallowed-abort'))
vi.mock('./no-cached-handle-in-loop/tester.js', () => taken.testerOf('no-cached-handle-in-loop'))
vi.mock('./no-cached-handle-in-loop/typed/tester.js', () => taken.testerOf('no-cached-handle-in-loop'))
vi.mock('./no-release-before-cancel/tester.js', () => taken.testerOf('no-release-before-cancel', { latent: 'all' }))
vi.mock('./no-release-before-cancel/typed/testers.js', () => taken.testerOf('no-release-before-cancel', { latent: 'all' }))
vi.mock('./no-release-before-settle/tester.js', () => taken.testerOf('no-release-before-settle'))
vi.mock('./no-release-before-settle/typed/tester.js', () => taken.testerOf('no-release-before-settle'))
vi.mock('./no-stale-guard-across-await/tester.js', () => taken.testerOf('no-stale-guard-across-await', { strict: true }))
vi.mock('./no-superseded-handler/tester.js', () => taken.testerOf('no-superseded-handler'))
vi.mock('./no-unobserved-abort-in-loop/tester.js', () => taken.testerOf('no-unobserved-abort-in-loop'))
vi.mock('./no-unobserved-abort-in-loop/typed/tester.js', () => taken.testerOf('no-unobserved-abort-in-loop'))
vi.mock('./no-stale-guard-across-await/typed/tester.js', () => taken.testerOf('no-stale-guard-across-await', { strict: true }))

const linter = new Linter()
const rules = {
  'typed/no-unnecessary-condition': 'error',
  // The cases leave much undeclared, and of that nothing is known; a condition on `any` is the case's own.
  'typed/strict-boolean-expressions': ['error', { allowAny: true }],
  'require-atomic-updates': 'error',
  ...teardown.configs.recommended.rules,
} satisfies Linter.RulesRecord

/** What the rules object to in a program. `options` are those of the case, for the rule that it is about. */
function objections(code: string, rule?: string, options: readonly unknown[] = []): readonly string[] {
  const key = JSON.stringify([code, rule, options])
  const found = known.get(key) ?? lint(code, rule, options)
  known.set(key, found)
  return found
}

const known = new Map<string, readonly string[]>()

function lint(code: string, rule: string | undefined, options: readonly unknown[]): string[] {
  const own = rule === undefined ? {} : { [`teardown/${rule}`]: ['error', ...options] } as Linter.RulesRecord
  const messages = linter.verify(code, {
    files: ['**/*.ts'],
    languageOptions: { parser, parserOptions: withTypes },
    plugins: { typed, teardown },
    rules: { ...rules, ...own },
  }, join(withTypes.tsconfigRootDir, 'file.ts'))
  // Our own messages name lines, which a suggestion moves.
  return messages.map(({ ruleId, message }) => `${ruleId ?? 'the parser'}: ${message.replace(/\bline \d+/g, 'line')}`)
}

/** What the rules object to in the second program more often than in the first. */
const added = (before: string, after: string, rule?: string, options?: readonly unknown[]): string[] =>
  without(objections(after, rule, options), objections(before, rule, options))

/** The texts of the first list that the second does not have as often. */
function without(texts: readonly string[], others: readonly string[]): string[] {
  const rest = [...others]
  return texts.filter(text => {
    const at = rest.indexOf(text)
    if (at >= 0) rest.splice(at, 1)
    return at < 0
  })
}

/** What the compiler says of each program under `strict`. All are modules of one compilation, which takes a tenth of the time. */
function compile(texts: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const files = new Map([...new Set(texts)].map((text, at) => [join(withTypes.tsconfigRootDir, `suggested-${at}.ts`), text]))
  const settings: ts.CompilerOptions = {
    strict: true, target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'], noEmit: true,
    module: ts.ModuleKind.NodeNext, moduleDetection: ts.ModuleDetectionKind.Force, types: ['node'],
  }
  const host = ts.createCompilerHost(settings)
  const program = ts.createProgram([...files.keys()], settings, {
    ...host,
    fileExists: name => files.has(name) || host.fileExists(name),
    readFile: name => files.get(name) ?? host.readFile(name),
    getSourceFile: (name, language) => {
      const text = files.get(name)
      return text === undefined ? host.getSourceFile(name, language) : ts.createSourceFile(name, text, language)
    },
  })
  return new Map([...files].map(([name, text]) => {
    const file = program.getSourceFile(name)
    return [text, [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
      .map(({ code, messageText }) => `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)]
  }))
}

/** What the cases leave undeclared: names, and fields of classes written as JavaScript. What is done with those is not known either. */
const ofUndeclared = /^TS(?:2304|2339|2551|2552|2663|2683|7005|7006|7008|7019|7022|7031|7034|7053|18004|2580|2582|2591|2741):/

type Output = readonly [name: string, before: string, after: string, options: readonly unknown[]]

async function outputsOf(rule: string): Promise<Output[]> {
  const folder = join(import.meta.dirname, rule)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  for (const file of files) if (/\.test\.ts$/.test(file) && !file.includes('properties')) await import(join(folder, file))
  return (taken.cases.get(rule) ?? []).flatMap(({ name = '', code, errors = [], options = [] }) =>
    errors.flatMap(({ suggestions = [] }) => suggestions.map(({ output }) => [name, code, output, options] as const)))
}

describe('the check itself', () => {
  it('sees what does not compile, each program by itself', () => {
    const compiled = compile(['const held: number = 1', 'const held: string = 1', 'held'])
    expect([...compiled.values()]).toEqual([
      [], ['TS2322: Type \'number\' is not assignable to type \'string\'.'], ['TS2304: Cannot find name \'held\'.'],
    ])
  })

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

/** The rules, and how many suggestions the cases of each have at least. */
const counts = [
  ['no-swallowed-abort', 11], ['no-cached-handle-in-loop', 11], ['no-stale-guard-across-await', 11], ['no-release-before-cancel', 11],
  ['no-acquire-after-teardown', 11], ['no-unobserved-abort-in-loop', 11], ['no-release-before-settle', 4],
] as const

describe.each(counts)('what %s suggests', async (rule, least) => {
  const outputs = await outputsOf(rule)
  const compiled = compile(outputs.flatMap(([, before, after]) => [before, after]))
  const saidOf = (text: string): readonly string[] => compiled.get(text) ?? []

  it('is a good deal', () => {
    expect(outputs.length).toBeGreaterThanOrEqual(least)
  })

  it.each(outputs)('adds nothing that other rules object to: %s', (_, before, after, options) => {
    expect(added(before, after, rule, options)).toEqual([])
  })

  it.each(outputs)('takes the report away: %s', (_, before, after, options) => {
    const ours = (code: string) => objections(code, rule, options).filter(text => text.startsWith(`teardown/${rule}:`)).length
    // A case with settings, with JSX or without types may have no report here.
    expect(ours(after)).toBeLessThanOrEqual(Math.max(0, ours(before) - 1))
  })

  it.each(outputs)('compiles as before: %s', (_, before, after) => {
    expect(without(saidOf(after), saidOf(before)).filter(text => !ofUndeclared.test(text))).toEqual([])
  })
})
