import { writeFileSync } from 'node:fs'
import { apiPage, apiPages } from './api-page.js'
import { timelinePicture } from './timeline-picture.js'

// `npm run docs`, the part that is not about rules. tests/whole/api-page.test.ts fails when a page or the picture is not current.
for (const page of apiPages) writeFileSync(new URL(`../../docs/supervisor/${page}`, import.meta.url), apiPage(page))
writeFileSync(new URL('../../docs/timeline.svg', import.meta.url), timelinePicture())
