import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { pageOf } from '../../src/tooling/bench/page.js'
import type { Results } from '../../src/tooling/bench/results.js'

const root = new URL('../../', import.meta.url)
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8')

// `npm run bench` writes both files.
const written = [{ page: 'docs/performance.md', measured: 'src/tooling/bench/measured.json' }]
  .filter(({ page, measured }) => [page, measured].some((file) => existsSync(new URL(file, root))))

describe.each(written)('$page', ({ page, measured }) => {
  it('is what the bench made of what it measured', () => {
    expect(read(page)).toBe(pageOf(JSON.parse(read(measured)) as Results))
  })
})

const spread = { low: 0.9, median: 1, high: 1.1 }
const results: Results = {
  machine: { date: '2026-01-02', cpu: 'a processor', cores: 2, node: '20.0.0', eslint: '10.0.0' },
  runs: { processes: 3, rounds: 4 },
  itself: spread,
  whole: [{ name: 'ours', toParsing: { low: 0.05, median: 0.0612, high: 0.07 }, toAtomic: spread, toNone: spread, cold: spread }],
  rules: [{ name: 'no-x', toParsing: 0.0123 }],
  stages: [{ name: 'gate', toParsing: 0.001 }],
  rejected: { files: 5, of: 9, toParsing: 0.002 },
  slowest: [{ file: 'a/b.ts', lines: 100, toParsing: 0.5 }],
  growth: [{ shape: 'if and await', build: 'ours', largest: 400, toParsing: 0.3, exponent: -0.01, parsing: 1.02, exhausted: 0 }],
  memory: { allocated: { none: 100, atomic: 101, ours: 112 }, peak: spread, peakFile: 'c.ts' },
  edit: { file: 'd.ts', lines: 2000, itself: spread, rows: [{ name: 'ours', toNone: spread }] },
}

describe('the page of a run', () => {
  it('shows each figure as a ratio', () => {
    const page = pageOf(results)
    expect(page).toContain('take\n0.061 of parsing.')
    expect(page).toContain('| ours | 0.061 (0.050 to 0.070) | 1.00 (0.90 to 1.10) | 1.00 (0.90 to 1.10) | 1.00 (0.90 to 1.10) |')
    expect(page).toContain('| file | lines | of its parsing |\n| - | - | - |\n| `a/b.ts` | 100 | 0.50 |')
    expect(page).toContain('| `eslint-plugin-teardown`, strict | 1.12 |')
    expect(page).toContain('| if and await | 400 | 0.30 | -0.01 | 1.02 | 0 |')
    expect(page).not.toContain('inconclusive')
    expect(page).not.toMatch(/NaN|undefined|older build/)
  })

  it('has a column for an older build where one was measured', () => {
    const page = pageOf({ ...results, stages: [{ name: 'gate', toParsing: 0.001, before: 0.004 }, { name: 'tasks', toParsing: 0.01 }] })
    expect(page).toContain('| stage | of parsing | older build |\n| - | - | - |\n| gate | 0.001 | 0.004 |\n| tasks | 0.010 |  |')
  })

  it('says so when the machine had other work to do', () => {
    expect(pageOf({ ...results, itself: { low: 0.7, median: 1, high: 1.1 } })).toContain('**This run is inconclusive')
  })

  it('has the sections that a reader looks for', () => {
    expect(pageOf(results).match(/^#+ .*/gm)).toEqual([
      '# Performance', '## All rules', '## Rules and stages', '## The slowest files', '## An edit in the editor', '## Memory', '## Growth',
      '## Method',
    ])
  })
})
