import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { apiPage } from '../../src/tooling/api-page.js'

it('docs/supervisor/api.md is what `npm run docs` makes of the doc comments', () => {
  expect(readFileSync(new URL('../../docs/supervisor/api.md', import.meta.url), 'utf8')).toBe(apiPage())
})
