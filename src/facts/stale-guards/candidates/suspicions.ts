import type { TSESTree } from '@typescript-eslint/utils'
import type { Event } from '../../../order/index.js'
import { grouped, type Cell } from '../../../source/index.js'
import type { Mention } from '../../../model/cells/mentions.js'
import type { Program } from '../../../model/program.js'
import { eventsOf, eventsOfPattern, usesOf, type MentionEvent, type Need, type Prospects } from './events.js'
import { functionAround } from './waits.js'

interface Mentioned extends Mention {
  readonly events: readonly MentionEvent[]
}

/** What a pattern takes from a cell. */
export interface Taken {
  readonly home: TSESTree.Node
  readonly cell: Cell
  readonly event: Event
}

/**
 * The cells that are used anywhere such that a stale guard of them could be told, and all that happens to them: about any other cell
 * nothing has to be asked.
 */
export class Suspicions {
  /** The functions in whose own code such a use stands. */
  readonly homes: ReadonlySet<TSESTree.Node>
  readonly #mentions: ReadonlyMap<TSESTree.Node, readonly Mentioned[]>
  readonly #taken: ReadonlyMap<TSESTree.Node, readonly Taken[]>

  constructor(program: Program, prospects: Prospects, mentions: readonly Mention[], need: Need, taken: readonly Taken[]) {
    const uses = mentions.map(mention => {
      program.budget.spend()
      return usesOf(program, prospects, mention, need)
    })
    const used = mentions.filter((_, index) => uses[index]?.length !== 0)
    const cells = new Set([...used, ...taken].map(({ cell }) => cell))
    this.homes = new Set([...used.map(({ node }) => functionAround(node)), ...taken.map(({ home }) => home)])
    const told = cells.size === 0 ? none : mentions.flatMap((mention, index): readonly Mentioned[] => {
      if (!cells.has(mention.cell)) return none
      program.budget.spend()
      return [{ ...mention, events: eventsOf(program, prospects, mention, need, uses[index] ?? none) }]
    })
    this.#mentions = grouped(told, ({ node }) => [functionAround(node)])
    this.#taken = grouped(taken, ({ home }) => [home])
  }

  /** The functions in whose own code anything happens to one of the cells. */
  get places(): readonly TSESTree.Node[] { return [...this.#mentions.keys(), ...this.#taken.keys()] }

  /** Where a function mentions one of the cells, and what happens to it there. */
  mentionsIn(home: TSESTree.Node): readonly Mentioned[] {
    return this.#mentions.get(home) ?? none
  }

  /** What patterns in a function take from cells. */
  patternsIn(home: TSESTree.Node): readonly Taken[] {
    return this.#taken.get(home) ?? none
  }
}

const none: readonly never[] = []

/** What the patterns of a file take from the cells. */
export function takenByPatterns(program: Program, prospects: Prospects): readonly Taken[] {
  const { file } = program
  const patterns = [...file.destructured.map(({ id }) => id), ...file.assignments.map(({ left }) => left)]
  return patterns.flatMap(pattern => {
    if (pattern.type !== 'ObjectPattern') return []
    program.budget.spend()
    return eventsOfPattern(program, pattern, prospects).map(([cell, event]) => ({ home: functionAround(pattern), cell, event }))
  })
}
