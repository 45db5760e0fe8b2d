import { existsSync, readFileSync } from 'node:fs'
import * as parser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import plugin from '../../src/index.js'
import { parseSettings } from '../../src/catalog/settings.js'
import { importLaw } from '../../src/tooling/import-law.js'
import { pagesOfUse } from '../pages/snippets.js'

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')

/** The text of the fenced blocks of one kind, in order. */
const blocksOf = (page: string, kind: string) => [...page.matchAll(new RegExp(`^\`\`\`${kind}\\n(.*?)^\`\`\`$`, 'gms'))]
  .map(([, text = '']) => text)

const codeIn = (text: string) => [...text.matchAll(/`(.*?)`/g)].map(([, code = '']) => code)

const lint = (code: string) => new Linter().verify(code, [{ ...plugin.configs.strict, languageOptions: { parser } }])

/** The reports of a program as ESLint prints them. */
const printed = (code: string) =>
  lint(code).map(({ line, column, message, ruleId }) => `${line}:${column}  error  ${message}  ${ruleId ?? ''}\n`)

describe('README.md', () => {
  const [example = '', repaired = ''] = blocksOf(read('README.md'), 'ts')

  it('shows the real report of its example', () => {
    const [shown] = blocksOf(read('README.md'), 'text')
    expect(printed(example)).toEqual([shown])
  })

  it('shows a repair that is silent', () => {
    const fixed = example.replace(/^ {2}kill\(\) \{.*?^ {2}\}/ms, repaired)
    expect(fixed).not.toBe(example)
    expect(lint(fixed)).toEqual([])
  })
})

describe('docs/use/reading-a-report.md', () => {
  const page = read('docs/use/reading-a-report.md')
  const [example = '', fixed = '', silenced = ''] = blocksOf(page, 'ts')

  it('shows the real report of its example', () => {
    const [shown] = blocksOf(page, 'text')
    expect(printed(example)).toEqual([shown])
  })

  it('takes every part from the message', () => {
    const [, section = ''] = page.split('## The parts of a message')
    const [message = ''] = lint(example).map((report) => report.message)
    const parts = [...section.matchAll(/^\| (variable|\*guard\*|\*writer\*|\*wait\*|consequence|fix) \| (.*?) \|/gm)].map(([, , part = '']) => part)
    expect(parts).toHaveLength(6)
    for (const part of parts) expect(message).toContain(part)
  })

  it('shows a fix and a comment that silences', () => {
    expect(lint(fixed)).toEqual([])
    expect(lint(silenced)).toEqual([])
    expect(silenced.replace(/^ *\/\/ eslint-disable.*\n/m, '')).toBe(example)
  })
})

describe('docs/use/settings.md', () => {
  const page = read('docs/use/settings.md')

  it('shows settings that are taken', () => {
    const [config = ''] = blocksOf(page, 'js')
    const lists = [...config.matchAll(/^ {8}(\w+): (\[.*\]),$/gm)]
    const teardown = Object.fromEntries(lists.map(([, key = '', list = '']) => [key, JSON.parse(list.replaceAll('\'', '"')) as unknown]))
    expect(Object.keys(teardown)).toEqual(Object.keys(parseSettings({})))
    expect(() => parseSettings({ teardown })).not.toThrow()
  })

  it('shows the real errors', () => {
    const wrong = [{ cancle: [] }, { cancel: 'stop' }, { cancel: ['this.rl.close()'] }]
    const errors = wrong.map((teardown) => {
      try { parseSettings({ teardown }) } catch (error) { return (error as Error).message }
      return 'no error'
    })
    expect(blocksOf(page, 'text')).toEqual([`${errors.join('\n')}\n`])
  })

  it('explains every key', () => {
    const explained = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, key]) => key)
    expect(explained).toEqual(Object.keys(parseSettings({})))
  })
})

describe('the pages', () => {
  it.each([
    ...pagesOfUse, 'CHANGELOG.md', 'docs/versioning.md', 'docs/architecture.md',
    'docs/supervisor/guide.md', 'docs/supervisor/termination.md', 'docs/supervisor/performance.md', 'docs/supervisor/api.md',
    'docs/supervisor/json-rpc.md', 'docs/supervisor/json-rpc-api.md', 'docs/supervisor/comparison.md',
  ])('%s links to files that exist', (file) => {
    const targets = [...read(file).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target = '']) => target)
    const page = new URL(`../../${file}`, import.meta.url)
    expect(targets.filter((target) => !existsSync(new URL(target, page)))).toEqual([])
  })

})

describe('docs/architecture.md', () => {
  it('tells the import law as it is', () => {
    const [, section = ''] = read('docs/architecture.md').split('## The import law')
    const told = [...section.matchAll(/^\| (`.*?) \| (.*) \|$/gm)].flatMap(([, who = '', allowed = '']) =>
      codeIn(who).map((folder) => [folder.replace(/^src\/\w+\.ts$/, 'src'), codeIn(allowed).sort()] as const))
    const law = Object.entries(importLaw).map(([folder, { from, types = [] }]) => [folder, [...from, ...types].sort()] as const)
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(law))
  })
})
