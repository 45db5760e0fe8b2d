import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ways, type Way } from '../../src/tooling/comparison/libraries.js'
import { hardChildren } from '../../src/tooling/comparison/children.js'
import { measure } from '../../src/tooling/comparison/measure.js'
import { comparisonPage, outcomesOn } from '../../src/tooling/comparison/page.js'

const page = readFileSync(new URL('../../docs/supervisor/comparison.md', import.meta.url), 'utf8')

describe('docs/supervisor/comparison.md', () => {
  it('is what `npm run docs:comparison` writes, apart from the figures', () => {
    expect(comparisonPage(outcomesOn(page))).toBe(page)
  })

  it('has a figure for every library and every child', () => {
    expect(outcomesOn(page).map((row) => row.length)).toEqual(ways.map(() => hardChildren.length))
  })

  it('has no figure that was not measured', () => {
    expect(() => outcomesOn(page.replace(/\| (\d) \|/, '| none |'))).toThrow('"none" is no outcome.')
  })
})

describe.runIf(process.platform === 'linux')('the measurement', () => {
  const child = { name: 'two', description: 'Two processes', script: 'sleep 1000 &\n: >"$READY"\nexec sleep 1000' }
  const [first, last] = [ways[0], ways.at(-1)] as [Way, Way]
  const way = (end: () => Promise<unknown>): Way => ({
    ...first,
    start: async (script, env) => {
      await first.start(script, env)
      return end
    },
  })

  it('counts all that lives on, and ends it', async () => {
    expect(await measure(child, way(() => Promise.resolve()))).toEqual({ left: 2, isSettled: true })
  })

  it('sees a library that never says that the child has ended', async () => {
    expect(await measure(child, way(() => new Promise(() => undefined)))).toEqual({ left: 2, isSettled: false })
  })

  it('finds nothing where nothing is left', async () => {
    const script = 'trap \'exit 0\' TERM\n: >"$READY"\nwhile :; do sleep 0.02; done'
    expect(await measure({ ...child, script }, last)).toEqual({ left: 0, isSettled: true })
  })
})
