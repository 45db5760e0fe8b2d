import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { seen } from './seen.js'

const pages = new URL('../../docs/rules/', import.meta.url)

/** The first program of a rule's page: the one that the page says is reported. */
function exampleOf(page: string): string {
  const [, code] = /^```(?:js|ts|jsx|tsx)\n([\s\S]*?)^```/m.exec(readFileSync(new URL(page, pages), 'utf8')) ?? []
  return code ?? ''
}

describe('a report of each rule has its steps', () => {
  it.each(readdirSync(pages))('%s', (page) => {
    const rule = page.replace('.md', '')
    const steps = seen(exampleOf(page)).reports.flatMap(report => report.rule === rule ? [report.steps.length] : [])
    expect(Math.min(...steps, Infinity)).toBeGreaterThan(1)
    expect(steps).not.toEqual([])
  })
})
