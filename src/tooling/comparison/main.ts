import { writeFileSync } from 'node:fs'
import { hardChildren } from './children.js'
import { ways } from './libraries.js'
import { measure, type Outcome } from './measure.js'
import { comparisonPage } from './page.js'

// npm run docs:comparison    runs every library over every child, and writes docs/supervisor/comparison.md

const page = new URL('../../../docs/supervisor/comparison.md', import.meta.url)
const measured: Outcome[][] = []
for (const way of ways) {
  // One after the other: zx lists all processes of the system, and what it sees should not depend on the other measurements.
  const outcomes: Outcome[] = []
  for (const child of hardChildren) outcomes.push(await measure(child, way))
  measured.push(outcomes)
  console.log(`${way.library ?? 'supervisor'} ${way.call}: left ${outcomes.map(({ left }) => left).join(', ')}`)
}
writeFileSync(page, comparisonPage(measured))
