import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { apiPage, apiPages } from '../../src/tooling/api-page.js'

it.each(apiPages)('docs/supervisor/%s is what `npm run docs` makes of the doc comments', (page) => {
  expect(readFileSync(new URL(`../../docs/supervisor/${page}`, import.meta.url), 'utf8')).toBe(apiPage(page))
})
