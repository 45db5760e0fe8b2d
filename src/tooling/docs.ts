import { mkdirSync, writeFileSync } from 'node:fs'
import { apiPage } from './api-page.js'

// `npm run docs`, the part that is not about rules. tests/whole/api-page.test.ts fails when the page is not current.
const page = new URL('../../docs/supervisor/api.md', import.meta.url)
mkdirSync(new URL('.', page), { recursive: true })
writeFileSync(page, apiPage())
