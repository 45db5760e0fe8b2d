import { describe, expect, it } from 'vitest'
import { releasesIn } from '../../src/facts/lifetimes/releases.js'
import type { Facts, Lifetime } from '../../src/facts/index.js'
import { isInside } from '../../src/source/index.js'
import { subjectPrograms } from '../worst-case/corpus.js'
import { growing, multiplying } from '../worst-case/programs.js'
import { factsOf } from './facts-of.js'

const shown = ({ task, cell, consumption }: Lifetime): string => [
  `${task.kind}@${task.start.range.join('-')}`, cell.name, consumption.isGuarded, consumption.isNullSafe, consumption.isOnlyHandedOn,
  ...consumption.uses.map(use => use.range.join('-')).toSorted(),
  ...[...consumption.stopFlags.keys(), ...consumption.loopFlags.keys()].map(flag => flag.name).toSorted(),
].join(' ')

/** Whether a task uses the cell anywhere but where it is released: another one is part of the teardown, which no entry is judged for. */
const isJudged = (lifetimes: NonNullable<Facts['lifetimes']>) => ({ cell, consumption: { uses } }: Lifetime): boolean =>
  lifetimes.releasersOf(cell).some(releaser => uses.some(use => !isInside(use, releaser)))

/** The lifetimes of released cells: as places lead to them, and as the flow through all code of all tasks finds them. */
function bothWays({ program, lifetimes, vocabulary }: Facts): readonly [found: readonly string[], all: readonly string[]] {
  if (!program || !lifetimes) throw new Error('too large')
  const released = new Set(releasesIn(program, vocabulary).map(({ cell }) => cell))
  return [
    lifetimes.released(() => true).filter(isJudged(lifetimes)).map(shown).toSorted(),
    lifetimes.all.filter(({ cell }) => released.has(cell)).filter(isJudged(lifetimes)).map(shown).toSorted(),
  ]
}

describe('to look for places first finds what running all code of all tasks finds', () => {
  it('in the programs of the rules\' pages', { timeout: 120_000 }, () => {
    let lifetimes = 0
    for (const { name, text } of subjectPrograms().filter(program => program.name.includes('docs/rules/'))) {
      const [found, all] = bothWays(factsOf(text))
      expect(found, name).toEqual(all)
      lifetimes += found.length
    }
    expect(lifetimes).toBeGreaterThan(5)
  })

  it.each(Object.entries(growing))('where a program grows: %s', (_, program) => {
    const [found, all] = bothWays(factsOf(program(6)))
    expect(found).toEqual(all)
  })

  it.each(Object.entries(multiplying))('where paths multiply: %s', (_, { program }) => {
    const [found, all] = bothWays(factsOf(program(4)))
    expect(found).toEqual(all)
  })

  it('in a getter that a task reads', () => {
    const [found, all] = bothWays(factsOf(`
class Feed {
  start() { this.timer = setInterval(() => this.beat(), 10) }
  get address() { return this.link.peer.address }
  beat() { const { address } = this; report(this.address) }
  stop() { this.link = null; clearInterval(this.timer) }
}`))
    expect(found).toHaveLength(1)
    expect(found).toEqual(all)
  })

  it('in a local that was given the cell, and in one that took it out of a pattern', () => {
    const [found, all] = bothWays(factsOf(`
class Feed {
  start() {
    this.timer = setInterval(() => { const { link } = this; const again = link; again.ping() }, 10)
    this.other = setInterval(() => { let door; door = this.door; this.door.shut() }, 10)
  }
  stop() { this.link = null; this.door = null; clearInterval(this.timer); clearInterval(this.other) }
}`))
    expect(found).toHaveLength(2)
    expect(found).toEqual(all)
  })

  it('in an entry of a container', () => {
    const [found, all] = bothWays(factsOf(`
class Feed {
  links = {}
  start(id) { this.timer = setInterval(() => this.links[id].ping(), 10) }
  stop(id) { delete this.links[id]; clearInterval(this.timer) }
}`))
    expect(found).toEqual(all)
  })
})
