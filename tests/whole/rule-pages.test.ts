import { readdirSync, readFileSync } from 'node:fs'
import * as parser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import plugin from '../../src/index.js'

// What a page shows as incorrect is reported, and everything else that it shows is not.
const folder = new URL('../../docs/rules/', import.meta.url)
const pages = readdirSync(folder).map((file) => [file.replace(/\.md$/, ''), readFileSync(new URL(file, folder), 'utf8')] as const)

const headings = [
  'Rule details', 'Incorrect', 'Correct', 'How to fix', 'What counts as safe', 'What it cannot see', 'Silence one report', 'When not to use it',
]

/** The programs of a page, each with the heading it stands under. */
function programsOf(page: string) {
  const [, ...sections] = page.split(/^## /m)
  return sections.flatMap((section) => {
    const heading = section.slice(0, section.indexOf('\n'))
    return [...section.matchAll(/^```(?:js|ts|jsx|tsx)\n(.*?)^```$/gms)].map(([, code = '']) => ({ heading, code }))
  })
}

/** The first program of a page, before all headings, and the report that the page shows below it. */
function openingOf(page: string) {
  const [opening = ''] = page.split(/^## /m)
  const [, code = '', report = ''] = /^```(?:js|ts)\n(.*?)^```\n\n```text\n(.*?)^```$/ms.exec(opening) ?? []
  return { code, report, above: opening.slice(0, opening.indexOf('```')) }
}

const lint = (rule: string, code: string) => new Linter().verify(code, [{
  plugins: { teardown: plugin },
  languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
  linterOptions: { reportUnusedDisableDirectives: 'error' },
  rules: { [`teardown/${rule}`]: 'error' },
}])

describe.each(pages)('docs/rules/%s.md', (rule, page) => {
  const programs = programsOf(page)

  it('has its headings in order', () => {
    const found = [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)
    expect(found.filter((heading) => headings.includes(heading ?? ''))).toEqual(headings)
  })

  it('opens with what it is for, in one sentence, and an example with its real report', () => {
    const { code, report, above } = openingOf(page)
    expect(above).toMatch(/^Use this rule to [^.\n]+(?:\n[^.\n]+)?\.\n\n$/m)
    expect(lint(rule, code).map(({ line, column, message }) => `${line}:${column}  ${message}\n`)).toEqual([report])
  })

  it('links to the page on reading a report', () => {
    expect(page).toContain('](../use/reading-a-report.md)')
  })

  it('shows something incorrect, something correct, and how to silence one report with its reason', () => {
    expect(programs.map(({ heading }) => heading)).toEqual(expect.arrayContaining(['Incorrect', 'Correct']))
    expect(page).toMatch(new RegExp(`eslint-disable-next-line teardown/${rule} -- \\w+`))
  })

  it.each(programs)('$heading: $code', ({ heading, code }) => {
    const reports = lint(rule, code).map(({ ruleId, message, fatal }) => fatal ? message : ruleId)
    expect([...new Set(reports)]).toEqual(heading === 'Incorrect' ? [`teardown/${rule}`] : [])
  })
})
