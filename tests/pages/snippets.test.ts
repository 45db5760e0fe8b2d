import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { parse } from '@typescript-eslint/parser'
import { describe, expect, it } from 'vitest'
import { pagesOfUse, snippetsOf } from './snippets.js'
import { structureOf } from './structures.js'

/** What it takes for a block of a language to be well-formed; each throws an error when it is not. */
const check: Record<string, (text: string) => unknown> = {
  ...structureOf,
  js: (text) => parse(text, { sourceType: 'module', suppressDeprecatedPropertyWarnings: true }),
  ts: (text) => parse(asMember(text), { sourceType: 'module', suppressDeprecatedPropertyWarnings: true }),
  sh(text) {
    const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
  },
  // What a program prints: the tests of that program compare it.
  text: () => undefined,
  // The template of a report, which people fill in.
  markdown: () => undefined,
}

// A page may show a method by itself.
const asMember = (text: string): string => /^(?:async )?\w+\(.*\) \{\n/.test(text) ? `class Shown {\n${text}}` : text

const all = pagesOfUse.flatMap(snippetsOf)

describe('the blocks of the pages', () => {
  it.each(all)('$page:$line, $language, are well-formed', ({ language, text }) => {
    const checkOne = check[language]
    if (!checkOne) throw new Error(`no test knows the language "${language}"`)
    expect(() => checkOne(text)).not.toThrow()
  })

  it.each(pagesOfUse)('are all that %s has', (page) => {
    const fences = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8').match(/^ *```(?!`)/gm) ?? []
    expect(fences).toHaveLength(2 * snippetsOf(page).length)
  })

  it('are told from blocks that are not', () => {
    const broken = { json: '{,}', jsonc: '{ a }', yaml: 'a: [', toml: 'a = ', lua: 'local = 1', js: 'class {', ts: 'let x: = 1', sh: 'if true' }
    for (const [language, text] of Object.entries(broken)) expect(() => check[language]?.(text), language).toThrow()
  })
})

describe('what the pages tell people to install', () => {
  const manifests = ['ci', 'commit', 'editor'].map((host) => JSON.parse(
    readFileSync(new URL(`../consumers/${host}/package.json`, import.meta.url), 'utf8')) as { devDependencies: Record<string, string> })
  const tested = Object.assign({}, ...manifests.map(({ devDependencies }) => devDependencies)) as Record<string, string>

  const told = all.filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => [...text.matchAll(/^npm install (?:--save-dev|--global) (.*)$/gm)].flatMap(([, names = '']) => names.split(' ')))

  it.each(told)('%s is what the tests of that host install', (specifier) => {
    const [, name = '', version = ''] = /^(@?[^@]+)(?:@(.*))?$/.exec(specifier) ?? []
    expect(tested).toHaveProperty([name])
    expect(`${tested[name] ?? ''}.`).toMatch(new RegExp(`^(?:file:|${version.replaceAll('.', '\\.')}(?:\\.|$))`))
  })
})
