import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { apiPage, apiPages } from '../../src/tooling/api-page.js'
import { timelinePicture } from '../../src/tooling/timeline-picture.js'

it.each(apiPages)('docs/supervisor/%s is what `npm run docs` makes of the doc comments', (page) => {
  expect(readFileSync(new URL(`../../docs/supervisor/${page}`, import.meta.url), 'utf8')).toBe(apiPage(page))
})

it('docs/timeline.svg is what `npm run docs` draws of the first program of the README', () => {
  expect(readFileSync(new URL('../../docs/timeline.svg', import.meta.url), 'utf8')).toBe(timelinePicture())
})
