import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { ESLint, Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import { rules } from '../../rules/index.js'
import { configsOf } from '../../src/configs.js'
import plugin, * as entry from '../../src/index.js'
import { homepage, packageName, version } from '../../src/package.js'
import { defineRule } from '../../src/rule/define-rule.js'

const root = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const namesIn = (folder: string, ending: string) => readdirSync(new URL(folder, root))
  .filter((file) => file.endsWith(ending) && file !== 'index.ts').map((file) => file.slice(0, -ending.length)).sort()

const named = Object.entries(rules)
const manifest = JSON.parse(read('package.json')) as { name: string, version: string, homepage: string }

describe('the plugin object', () => {
  it('is all that the entry exports, under the two names that import and require look for', () => {
    expect(Object.keys(entry).sort()).toEqual(['default', 'module.exports'])
    expect(entry['module.exports']).toBe(plugin)
  })

  it('names itself as package.json does', () => {
    expect(plugin.meta).toEqual({ name: manifest.name, version: manifest.version, namespace: 'teardown' })
    expect({ packageName, version, homepage }).toEqual(
      { packageName: manifest.name, version: manifest.version, homepage: manifest.homepage })
  })

  it('has a rule for each file of rules/, and a page and a test for each rule', () => {
    const files = namesIn('rules', '.ts')
    expect(Object.keys(plugin.rules ?? {}).sort()).toEqual(files)
    expect(namesIn('docs/rules', '.md')).toEqual(files)
    const tested = readdirSync(new URL('tests/rules', root)).map((name) => name.replace(/\.test\.ts$/, ''))
    expect(tested).toEqual(expect.arrayContaining(files))
  })
})

describe.each(named)('%s', (name, rule) => {
  it('is called as its file is, and links to its page of this version', () => {
    expect(rule.name).toBe(name)
    expect(rule.meta.docs.url).toBe(`${manifest.homepage}/docs/rules/${name}`)
    expect(existsSync(new URL(`docs/rules/${name}.md`, root))).toBe(true)
  })

  it('describes itself in one plain sentence without its full stop', () => {
    expect(rule.meta.docs.description).toMatch(/^(Disallow|Require|Enforce) [^.\n]+$/)
  })

  it('says in each message a whole sentence', () => {
    expect(Object.keys(rule.meta.messages).length).toBeGreaterThan(0)
    for (const [id, text] of Object.entries(rule.meta.messages)) expect(text, id).toMatch(/^[A-Z`{].*\.$/s)
  })

  // A computed id hides from eslint-plugin-eslint-plugin which ids are used: it then reports none of them.
  it('names each message id as a literal in its file', () => {
    const written = [...read(`rules/${name}.ts`).matchAll(/\bmessageId:\s*(.*)/g)].map(([, value = '']) => value)
    const ids = written.map((value) => /^'([^']+)'/.exec(value)?.[1] ?? `computed: ${value}`)
    expect([...new Set(ids)].sort()).toEqual(Object.keys(rule.meta.messages).sort())
  })

  it('describes each option and refuses any other', () => {
    const { schema } = rule.meta
    if (!Array.isArray(schema)) throw new Error('the schema is not a list of options')
    for (const option of schema) {
      expect(option).toMatchObject({ type: 'object', additionalProperties: false })
      for (const [key, property] of Object.entries(option.properties as Record<string, { description?: string }>)) {
        expect(property.description, key).toMatch(/\w+ \w+/)
      }
    }
  })
})

const report = defineRule({
  name: 'sometimes-strict',
  meta: {
    docs: { description: 'Disallow a thing', recommended: true, strict: [{ fallback: true }] },
    schema: [{ type: 'object', properties: { fallback: { type: 'boolean' } }, additionalProperties: false }],
    messages: { seen: 'Seen.' },
  },
  create: () => ({}),
})
const onlyStrict = defineRule({
  name: 'only-strict',
  meta: { docs: { description: 'Disallow another', recommended: false }, schema: [], messages: { seen: 'Seen.' } },
  create: () => ({}),
})

describe('the presets', () => {
  it('follow from what the rules say about themselves', () => {
    const presets = configsOf({}, { 'sometimes-strict': report, 'only-strict': onlyStrict })
    expect(presets.recommended.rules).toEqual({ 'teardown/sometimes-strict': 'error' })
    expect(presets.strict.rules).toEqual({
      'teardown/sometimes-strict': ['error', { fallback: true }],
      'teardown/only-strict': 'error',
    })
    expect(presets['legacy-recommended']).toEqual({ plugins: ['teardown'], rules: presets.recommended.rules })
    expect(presets['legacy-strict']).toEqual({ plugins: ['teardown'], rules: presets.strict.rules })
  })

  it('are two named flat configs, each one object with this very plugin, and two for eslintrc', () => {
    expect(Object.keys(plugin.configs)).toEqual(['recommended', 'strict', 'legacy-recommended', 'legacy-strict'])
    expect(plugin.configs.recommended.name).toBe('teardown/recommended')
    expect(plugin.configs.strict.name).toBe('teardown/strict')
    expect(plugin.configs.recommended.plugins?.['teardown']).toBe(plugin)
    expect(plugin.configs.strict.plugins?.['teardown']).toBe(plugin)
  })

  it('hold only rules that exist, the strict one all of them', () => {
    const all = named.map(([name]) => `teardown/${name}`).sort()
    expect(Object.keys(plugin.configs.strict.rules ?? {}).sort()).toEqual(all)
    expect(Object.keys(plugin.configs.recommended.rules ?? {}).sort())
      .toEqual(named.filter(([, rule]) => rule.meta.docs.recommended).map(([name]) => `teardown/${name}`).sort())
  })

  it.each(['recommended', 'strict'] as const)('%s loads in ESLint, with every rule an error', async (preset) => {
    const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: [plugin.configs[preset]] })
    const config = await eslint.calculateConfigForFile('any.js') as { rules: Record<string, [number]> }
    const severities = Object.entries(config.rules).map(([name, [severity]]) => [name, severity])
    expect(severities).toEqual(Object.keys(plugin.configs[preset].rules ?? {}).map((name) => [name, 2]))
  })
})

describe('bad input', () => {
  const lint = (code: string, config: Linter.Config) => new Linter().verify(code, [plugin.configs.recommended, config])

  it('an option that no schema knows is refused by ESLint', () => {
    expect(() => lint('', { rules: { 'teardown/no-release-before-cancel': ['error', { lattent: false }] } }))
      .toThrow(/teardown\/no-release-before-cancel/)
  })

  it('an unknown settings key is one clear error', () => {
    expect(() => lint('', { settings: { teardown: { cancle: ['stop'] } } }))
      .toThrow(/settings\.teardown\.cancle: unknown key, did you mean cancel\?/)
  })

  it('a file that does not parse is a parse error of ESLint, nothing else', () => {
    expect(lint('class {', {})).toMatchObject([{ fatal: true, ruleId: null }])
  })
})
