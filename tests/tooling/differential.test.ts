import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { differential } from '../../src/tooling/differential/run.js'

let folder: string
const write = (file: string, text: string): string => {
  const path = join(folder, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return path
}

/** A build with rules that do `body` at each identifier; the strict preset gives an option to `names`. */
const build = (name: string, body: string, rules = ['names']): string => dirname(dirname(dirname(write(`${name}/dist/src/index.js`, `
const names = {
  meta: { hasSuggestions: true, schema: [{ type: 'string' }] },
  create(context) { return { Identifier(node) { ${body} } } },
}
const rules = Object.fromEntries(${JSON.stringify(rules)}.map(name => ['teardown/' + name, 'error']))
export default {
  rules: Object.fromEntries(${JSON.stringify(rules)}.map(name => [name, names])),
  configs: { recommended: { rules }, strict: { rules: { ...rules, 'teardown/names': ['error', 'strict'] } } },
}`))))

const reports = `
  if (node.name === 'one') context.report({ node, message: 'one is here' })
  if (node.name === 'two') context.report({ node, message: 'two is here', suggest: [{ desc: 'Rename it', fix: fixer => fixer.replaceText(node, 'zwei') }] })
  if (node.name === 'three' && context.options[0] === 'strict') context.report({ node, message: 'three is here' })
  if (node.name === 'four') context.report({ node, message: 'four is here' })
`

/** What the program prints and exits with, paths below the folder of the test. */
async function compare(oldBuild: string, newBuild: string, ...paths: string[]): Promise<{ code: number, lines: string[] }> {
  const lines: string[] = []
  const code = await differential([oldBuild, newBuild, ...paths], (line) => { lines.push(line.replaceAll(`${folder}/`, '')) })
  return { code, lines: lines.filter((line) => !line.startsWith('CPU time')) }
}

let sources: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'differential-'))
  write('package.json', '{ "type": "module" }')
  sources = join(folder, 'sources')
  write('sources/all.js', '/* eslint-disable */\none\ntwo\nthree\nfour\n')
  write('sources/deep/types.ts', 'let four: number\n')
  write('sources/deep/broken.ts', 'const = 1\n')
  write('sources/deep/types.d.ts', 'one\n')
  write('sources/deep/small.min.js', 'one\n')
  write('sources/deep/notes.md', 'one\n')
})
afterAll(() => { rmSync(folder, { recursive: true }) })

describe('the differential test of two builds', () => {
  it('finds nothing between builds that report the same', async () => {
    const { code, lines } = await compare(build('same', reports), build('same-again', `${reports};`), sources)
    expect(lines).toEqual([
      '2 of 3 files linted under both presets',
      'not parsed: 1',
      '    sources/deep/broken.ts: Parsing error: Variable declaration expected.',
      'too large: 0',
      'files in which a budget is exhausted, old build: unknown',
      'files in which a budget is exhausted, new build: unknown',
      'reports: 9 old, 9 new',
      'differences: 0',
    ])
    expect(code).toBe(0)
  })

  it('prints another message, another edit of a suggestion, and a report that is missing under one preset', async () => {
    const changed = reports.replace('one is here', 'one is there').replace('zwei', 'deux').replace("'three'", "'drei'")
    const { code, lines } = await compare(build('before', reports), build('after', changed), join(sources, 'all.js'))
    const both = (preset: string): string[] => [
      `- ${preset} sources/all.js:2:1-2:4 error names: one is here`,
      `- ${preset} sources/all.js:3:1-3:4 error names: two is here\n    suggests "Rename it": 25 to 28 becomes "zwei"`,
      ...preset === 'strict' ? ['- strict sources/all.js:4:1-4:6 error names: three is here'] : [],
      `+ ${preset} sources/all.js:2:1-2:4 error names: one is there`,
      `+ ${preset} sources/all.js:3:1-3:4 error names: two is here\n    suggests "Rename it": 25 to 28 becomes "deux"`,
    ]
    expect(lines.filter((line) => /^[+-] /.test(line))).toEqual([...both('recommended'), ...both('strict')])
    expect(lines.slice(-2)).toEqual(['reports: 7 old, 6 new', 'differences: 9'])
    expect(code).toBe(1)
  })

  it('counts a report that is given twice', async () => {
    const { code, lines } = await compare(build('once', reports), build('twice', `${reports}; if (node.name === 'one') context.report({ node, message: 'one is here' })`), join(sources, 'all.js'))
    expect(lines.filter((line) => /^[+-] /.test(line))).toEqual([
      '+ recommended sources/all.js:2:1-2:4 error names: one is here',
      '+ strict sources/all.js:2:1-2:4 error names: one is here',
    ])
    expect(code).toBe(1)
  })

  it('takes a rule that throws for a difference, and compares the other rules', async () => {
    const throwing = reports.replace('if', "if (node.name === 'three') throw new Error('no three'); if")
    const { lines } = await compare(build('sound', reports), build('throwing', throwing), join(sources, 'all.js'))
    expect(lines.filter((line) => /^[+-] /.test(line))).toEqual([
      '+ recommended sources/all.js:1:1 error names: threw Error: no three',
      '- strict sources/all.js:4:1-4:6 error names: three is here',
      '+ strict sources/all.js:1:1 error names: threw Error: no three',
    ])
  })

  it('names the rules that only one build has, and does not compare them', async () => {
    const { code, lines } = await compare(build('fewer', reports), build('more', reports, ['names', 'others']), join(sources, 'all.js'))
    expect(lines[0]).toBe('only in the new build, not compared: recommended others, strict others')
    expect(code).toBe(0)
  })

  it('lists the files in which a budget of a build is exhausted', async () => {
    const budget = `
export class Exhausted extends Error {}
export class Budget {
  within(limit, question) { try { return question() } catch (error) { if (error instanceof Exhausted) return undefined; throw error } }
}`
    const asking = `import { Budget, Exhausted } from './model/budget.js'
const ask = name => new Budget().within(1, () => { if (name === 'two') throw new Exhausted() })`
    const [oldBuild, newBuild] = [build('plain', reports), build('budgeted', `ask(node.name); ${reports}`)]
    write('budgeted/dist/src/model/budget.js', budget)
    const entry = join(newBuild, 'dist/src/index.js')
    writeFileSync(entry, `${asking}\n${readFileSync(entry, 'utf8')}`)
    const { lines } = await compare(oldBuild, newBuild, sources)
    expect(lines.slice(4, 7)).toEqual([
      'files in which a budget is exhausted, old build: unknown',
      'files in which a budget is exhausted, new build: 1',
      '    sources/all.js',
    ])
  })

  it('refuses what is no build, no path, or the same build twice', async () => {
    const good = build('good', reports)
    await expect(compare(good, sources, sources)).rejects.toThrow('is no build')
    await expect(compare(good, build('other', reports), join(folder, 'nowhere'))).rejects.toThrow('No such file or folder')
    await expect(compare(good, good, sources)).rejects.toThrow('Both builds are the same.')
    await expect(compare(good, good)).rejects.toThrow('Usage')
  })
})
