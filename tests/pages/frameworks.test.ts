import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ESLint } from 'eslint'
import { afterAll, describe, expect, it } from 'vitest'
import { snippetsOf, type Snippet } from './snippets.js'

const root = join(import.meta.dirname, '../..')
const scratch = mkdtempSync(join(tmpdir(), 'teardown-frameworks-'))
afterAll(() => { rmSync(scratch, { recursive: true }) })

const pages = readdirSync(join(root, 'docs/use/frameworks')).filter((file) => file !== 'index.md')

/** A project with the configuration of the page, and the packages that it imports in its node_modules. */
function project(page: string, config: Snippet): ESLint {
  const folder = join(scratch, page.replace(/\.md$/, ''))
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{}')
  writeFileSync(join(folder, 'eslint.config.mjs'), config.text)
  for (const [, name = ''] of config.text.matchAll(/from '([^']+)'/g)) {
    const link = join(folder, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(name === 'eslint-plugin-teardown' ? root : join(root, 'node_modules', name), link)
  }
  // One process lints the projects of all pages, so that typescript-eslint cannot guess the folder.
  return new ESLint({ cwd: folder, overrideConfig: { languageOptions: { parserOptions: { tsconfigRootDir: folder } } } })
}

describe.each(pages)('docs/use/frameworks/%s', (page) => {
  const [config, ...blocks] = snippetsOf(`docs/use/frameworks/${page}`)
  if (config?.name !== 'eslint.config.mjs') throw new Error(`${page} does not begin with its configuration`)
  const eslint = project(page, config)

  async function reports({ text, language }: Snippet): Promise<string> {
    const [result] = await eslint.lintText(text, { filePath: `ExampleView.${language}` })
    return (result?.messages ?? []).map(({ line, column, message, ruleId }) => `${line}:${column}  error  ${message}  ${ruleId ?? ''}\n`).join('')
  }

  const sections = [...new Set(blocks.map(({ heading }) => heading))].map((heading) => ({
    heading, parts: blocks.filter((block) => block.heading === heading),
  }))

  it('shows two or three hazards', () => {
    expect(sections.length).toBeGreaterThanOrEqual(2)
  })

  it.each(sections)('$heading: the hazard gives the report, and the fixed code none', async ({ parts }) => {
    expect(parts.map(({ language }) => language)).toEqual([parts[0]?.language, 'text', parts[0]?.language])
    const [hazard, told, fixed] = parts as [Snippet, Snippet, Snippet]
    expect(await reports(hazard)).toBe(told.text)
    expect(await reports(fixed)).toBe('')
  })
})
