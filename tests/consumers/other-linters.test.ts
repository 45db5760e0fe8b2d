import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { measureOtherLinters } from '../../src/tooling/other-linters.js'
import { tableOf } from '../../src/tooling/other-linters-table.js'
import { createProject } from './project.js'

test('the README says what other linters tell of our hazards, as `npm run docs:others` measures it', async () => {
  const { folder } = await createProject('other-linters')
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const [, table = ''] = /<!-- begin measured by .*? -->\n\n(.*?)\n<!-- end measured -->/s.exec(readme) ?? []
  expect(table).toContain('| `no-release-before-cancel` |')
  expect(tableOf(measureOtherLinters(folder)).split('\n')).toEqual(expect.arrayContaining(table.split('\n')))
})
