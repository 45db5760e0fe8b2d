import { describe, expect, it } from 'vitest'
import { judge } from '../../src/tooling/other-linters.js'
import { lineOf, withTable } from '../../src/tooling/other-linters-table.js'

const ours = [
  { file: 'programs/no-x/incorrect-1.ts', line: 4, rule: 'teardown/no-x' },
  { file: 'programs/no-x/incorrect-2.js', line: 9, rule: 'teardown/no-x' },
]
const other = (file: string, line: number, rule = 'a-rule') => ({ file: `programs/${file}`, line, rule })

describe('the judge of other linters', () => {
  it.each([
    ['at the line of the hazard and nowhere else counts', [other('no-x/incorrect-1.ts', 4), other('no-x/incorrect-1.ts', 4)], { 'a-rule': 1 }],
    ['in both programs counts twice', [other('no-x/incorrect-1.ts', 4), other('no-x/incorrect-2.js', 9)], { 'a-rule': 2 }],
    ['at another line does not', [other('no-x/incorrect-1.ts', 5)], {}],
    ['in a correct program too does not', [other('no-x/incorrect-1.ts', 4), other('no-x/correct-1.ts', 4)], {}],
    ['in a correct program of another page too does not', [other('no-x/incorrect-1.ts', 4), other('no-y/correct-1.ts', 1)], {}],
    ['in what our suggestion repaired does not', [other('no-x/incorrect-1.ts', 4), other('no-x/repaired-1-1.ts', 4)], {}],
    ['in an incorrect program of another page too counts', [other('no-x/incorrect-1.ts', 4), other('no-y/incorrect-1.ts', 1)], { 'a-rule': 1 }],
  ])('a rule that reports %s', (_what, reports, told) => {
    expect(judge([...ours, ...reports])).toEqual([{ rule: 'teardown/no-x', programs: 2, told }])
  })
})

describe('the table of the README', () => {
  it('names the rules that tell a hazard, or says that there is none', () => {
    expect(lineOf({ rule: 'teardown/no-x', programs: 2, told: { 'a-rule': 1, 'oxlint: b': 2 } })).toBe('| `no-x` | 2 | `a-rule` (1), `oxlint: b` (2) |')
    expect(lineOf({ rule: 'teardown/no-x', programs: 2, told: {} })).toBe('| `no-x` | 2 | no rule |')
  })

  it('replaces what stands between its marks, and only that', () => {
    const page = 'a\n<!-- begin measured by npm run docs:others -->\n\nold\n\n<!-- end measured -->\nz\n'
    expect(withTable(page, 'new\n')).toBe('a\n<!-- begin measured by npm run docs:others -->\n\nnew\n\n<!-- end measured -->\nz\n')
    expect(() => withTable('a\n', 'new\n')).toThrow('the page does not have the marks once')
  })
})
