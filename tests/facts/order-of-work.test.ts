import type { TSESTree } from '@typescript-eslint/utils'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Facts } from '../../src/facts/index.js'
import { subjectPrograms } from '../worst-case/corpus.js'
import { growing, multiplying } from '../worst-case/programs.js'
import { factsOf } from './facts-of.js'

/** A number from 0 up to `below`, the same for the same seed. */
function shuffled(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % below
  }
}

/** Everything that is said of releases, with its place. */
const told = (facts: Facts, strict: boolean): readonly string[] => facts.disorders(strict).map(({ worst: { kind, at, cancel, empties } }) =>
  [kind, empties, ...at.range, ...cancel.range].join(' '))

const programs = [...Object.values(growing), ...Object.values(multiplying).map(({ program }) => program)].map(program => program(4))

describe('the answer does not hang on the order of work', () => {
  it.each(programs.map((program, index) => [index, program] as const))('releases in program %i', (_, program) => {
    const facts = factsOf(program)
    const expected = [told(facts, false), told(facts, true)]
    fc.assert(fc.property(fc.nat(), seed => {
      const other = new Facts(facts.code, facts.vocabulary, shuffled(seed))
      expect([told(other, false), told(other, true)]).toEqual(expected)
    }), { numRuns: 20 })
  })
})

const place = (node: TSESTree.Node | undefined): string => node?.range.join('-') ?? 'nowhere'

/** The other questions whose answers come from flows, each with the places that it names. */
const questions: Readonly<Record<string, (facts: Facts) => readonly string[]>> = {
  'no-stale-guard-across-await': facts => facts.staleGuards.map(({ kind, use }) => `${kind} ${place(use)}`),
  'no-acquire-after-teardown': facts => [...facts.lateAcquisitions, ...facts.reopenings, ...facts.revivals].map(
    ({ kind, at, wait, teardown, end, isMinor }) => `${kind} ${isMinor} ${[at, wait, teardown, end].map(place).join(' ')}`),
  'no-superseded-handler': facts => facts.supersededHandlers.map(({ act, isMinor }) => `${isMinor} ${place(act.node)}`),
  'no-forgotten-task': facts => facts.forgotten.map(found => 'release' in found
    ? `${found.kind} ${[found.release, found.use, found.teardown].map(place).join(' ')}` : found.kind),
  'no-leaked-abort-listener': facts => facts.leakedListeners.map(({ listener, end, recurs }) =>
    `${recurs ?? 'once'} ${place(listener.node)} ${place(end)}`),
  'no-unheard-abort': facts => facts.unheardAborts.map(({ listener, since, isMinor }) =>
    `${isMinor} ${place(listener.node)} ${place(since)}`),
  'no-dead-escalation': facts => facts.deadEscalations.map(found =>
    `${found.kind} ${place(found.kind === 'neverSent' ? found.second : found.listens)}`),
  'no-release-before-settle': facts => facts.unsettled.map(({ kind, at, cancel, lifetime: { task } }) =>
    `${kind} ${[at, cancel, task.start].map(place).join(' ')}`),
  'no-unobserved-abort-in-loop': facts => facts.unobservedAborts.map(({ loop, wait, skip }) => [loop, wait, skip].map(place).join(' ')),
}

describe('nor does the answer of any question, in the programs of its page', { timeout: 60_000 }, () => {
  const pages = subjectPrograms().filter(({ name }) => name.includes('docs/rules/'))

  it.each(Object.entries(questions))('%s', (rule, ask) => {
    let found = 0
    for (const { name, text } of pages.filter(program => program.name.includes(`${rule}.md`))) {
      const facts = factsOf(text)
      const expected = ask(facts)
      found += expected.length
      for (let seed = 1; seed <= 5; seed++) expect(ask(new Facts(facts.code, facts.vocabulary, shuffled(seed))), name).toEqual(expected)
    }
    expect(found).toBeGreaterThan(0)
  })
})
