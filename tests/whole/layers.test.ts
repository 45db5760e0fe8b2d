import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as parser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import { breachOf, importLaw, importLawRule } from '../../src/tooling/import-law.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

const filesUnder = (folder: string) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/'))
  .filter((file) => !file.includes('node_modules/'))

const published = [...filesUnder('rules'), ...filesUnder('src')].filter((file) => !file.startsWith('src/tooling/'))

/** The breaches that the lint rule finds in a program that claims to stand in `file`. */
function breachesIn(file: string, code: string): string[] {
  const messages = new Linter({ cwd: root }).verify(code, {
    files: ['**/*.ts'],
    languageOptions: { parser },
    plugins: { own: { rules: { 'import-law': importLawRule(root) } } },
    rules: { 'own/import-law': 'error' },
  }, join(root, file))
  return messages.map(({ message }) => message)
}

describe('the import law', () => {
  it('has no circle: each folder imports only from folders below it', () => {
    const below = (folder: string, seen: readonly string[]): readonly string[] => {
      const { from = [], types = [] } = importLaw[folder] ?? {}
      return [...from, ...types].flatMap((next) => seen.includes(next) ? [[...seen, next].join(' -> ')] : below(next, [...seen, next]))
    }
    expect(Object.keys(importLaw).flatMap((folder) => below(folder, [folder]))).toEqual([])
  })

  it('judges every published file', () => {
    expect(published.length).toBeGreaterThan(8)
    expect(published.filter((file) => !file.endsWith('.ts'))).toEqual([])
  })

  it.each(published)('%s keeps it', (file) => {
    expect(breachesIn(file, readFileSync(join(root, file), 'utf8'))).toEqual([])
  })
})

/** The files that a published file imports, by their paths from the root. */
const importsOf = (file: string): readonly string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/^(?:import|export)\b[^'\n]*(?:\{[^}]*\})?[^'\n]*from '(\.[^']+)\.js'/gm)]
    .map(([, specifier]) => posix.join(posix.dirname(file), `${specifier ?? ''}.ts`))

/** The strongly connected components of more than one file, by Tarjan's algorithm. */
function circles(files: readonly string[]): readonly (readonly string[])[] {
  const [index, low, stack, found] = [new Map<string, number>(), new Map<string, number>(), [] as string[], [] as string[][]]
  const visit = (file: string): void => {
    index.set(file, index.size)
    low.set(file, index.size - 1)
    stack.push(file)
    for (const next of importsOf(file)) {
      if (!index.has(next)) visit(next)
      if (stack.includes(next)) low.set(file, Math.min(low.get(file) ?? 0, low.get(next) ?? 0))
    }
    if (low.get(file) !== index.get(file)) return
    const component = stack.splice(stack.indexOf(file))
    if (component.length > 1) found.push(component)
  }
  for (const file of files) if (!index.has(file)) visit(file)
  return found
}

describe('the rooms', () => {
  it('import each other without a circle, file by file', () => {
    expect(published.flatMap(importsOf).length).toBeGreaterThan(500)
    expect(published.flatMap(importsOf).filter((file) => !published.includes(file))).toEqual([])
    expect(circles(published)).toEqual([])
  })

  it.each(['src/model', 'src/facts', 'src/order', 'src/source', 'src/report', 'src/rule', 'src/catalog', 'rules'])(
    '%s has at most 15 files in a folder', (top) => {
      const sizes = new Map<string, number>()
      for (const file of filesUnder(top)) sizes.set(posix.dirname(file), (sizes.get(posix.dirname(file)) ?? 0) + 1)
      expect([...sizes].filter(([, size]) => size > 15).map(([folder]) => folder)).toEqual([])
    })
})

describe('a breach of the import law', () => {
  it.each([
    ['src/order/solve.ts', "import { cellOf } from '../source/cells/cells.js'", 'src/order may not import from src/source.'],
    ['src/order/deep/solve.ts', "import { cellOf } from '../../source/cells/cells.js'", 'src/order may not import from src/source.'],
    ['src/source/cells.ts', "export * from '../facts/index.js'", 'src/source may not import from src/facts.'],
    ['src/catalog/tasks.ts', "import type { Facts } from '../facts/index.js'", 'src/catalog may not import from src/facts.'],
    ['src/facts/index.ts', "import { phrase } from '../report/phrase.js'", 'src/facts may not import from src/report.'],
    ['src/facts/index.ts', "type Rule = import('../../rules/index.js').Rule", 'src/facts may not import from rules.'],
    ['rules/no-x.ts', "import { cellOf } from '../src/source/cells/cells.js'", 'rules may not import from src/source.'],
    ['rules/no-x.ts', "import { demo } from '../src/tooling/demo.js'", 'rules may not import from src/tooling.'],
    ['src/index.ts', "import { facts } from './facts/index.js'", 'src may not import from src/facts.'],
    ['src/report/phrase.ts', "import { getFacts } from '../facts/index.js'", 'src/report may import only types from src/facts.'],
    ['src/report/phrase.ts', "import { type Facts } from '../facts/index.js'", 'src/report may import only types from src/facts.'],
    ['src/supervisor/index.ts', "export { rules } from '../../rules/index.js'", 'src/supervisor may not import from rules.'],
    ['src/supervisor/index.ts', 'await import(where)', 'An import needs a literal path.'],
    ['src/supervisor/index.ts', "await import('../facts/index.js')", 'src/supervisor may not import from src/facts.'],
    ['src/order/solve.ts', "import { Linter } from 'eslint'",
      'src/order/solve.ts imports eslint at run time, but the published package has no dependencies: import types only.'],
    ['src/order/solve.ts', "import 'node:fs'",
      'src/order/solve.ts imports node:fs at run time, but the published package has no dependencies: import types only.'],
    ['src/supervisor/index.ts', "import { spawn } from 'child_process'",
      'src/supervisor/index.ts imports child_process at run time, but the published package has no dependencies: import types only.'],
    ['src/supervisor/index.ts', "import { ESLint } from 'eslint'",
      'src/supervisor/index.ts imports eslint at run time, but the published package has no dependencies: import types only.'],
    ['src/facts/swallows/verdict.ts', "import { Overlaps } from '../stale-guards/overlaps.js'",
      'src/facts/swallows may not import from src/facts/stale-guards.'],
    ['src/facts/swallows/verdict.ts', "import type { Facts } from '../index.js'", 'src/facts/swallows may not import from src/facts.'],
    ['src/model/program.ts', "import { solve } from '../facts/lifetimes/teardown.js'", 'src/model may not import from src/facts/lifetimes.'],
    ['src/newcomer/index.ts', "import './x.js'", 'src/newcomer has no row in the import law (src/tooling/import-law.ts).'],
  ])('%s: %s', (file, code, breach) => {
    expect(breachesIn(file, code)).toEqual([breach])
  })

  it.each([
    ['src/order/deep/solve.ts', "import { walk } from '../walk.js'"],
    ['src/order/solve.ts', "import type { Rule } from 'eslint'"],
    ['src/order/solve.ts', "import { version } from '../package.js'"],
    ['src/report/phrase.ts', "import type { Facts } from '../facts/index.js'"],
    ['src/facts/lifetimes/teardown.ts', "import { solve } from '../../order/index.js'"],
    ['src/facts/stale-guards/clears/interference.ts', "import { Overlaps } from '../overlaps.js'"],
    ['src/index.ts', "import { configsOf } from './configs.js'"],
    ['src/supervisor/host.ts', "import { spawn } from 'node:child_process'"],
    ['rules/no-x.ts', "import { defineRule } from '../src/rule/define-rule.js'"],
  ])('is not seen in %s: %s', (file, code) => {
    expect(breachesIn(file, code)).toEqual([])
  })

  it('judges a path as it resolves, not as it is written', () => {
    expect(breachOf('src/order/solve.ts', './../order/../source/cells/cells.js', false)).toBe('src/order may not import from src/source.')
  })
})

describe('names of files', () => {
  const emptyName = /(^|\/)(utils?|helpers?|common|shared|misc|lib)(\/|\.|$)/i

  it.each(['src/utils/x.ts', 'tests/helpers.ts', 'src/Shared.ts', 'lib/x.ts'])('%s says nothing', (file) => {
    expect(file).toMatch(emptyName)
  })

  it('say what is in them', () => {
    const all = ['rules', 'src', 'tests', 'docs'].flatMap(filesUnder)
    expect(all.filter((file) => emptyName.test(file))).toEqual([])
  })
})
