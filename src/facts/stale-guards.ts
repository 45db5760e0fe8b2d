import type { TSESTree } from '@typescript-eslint/utils'
import { enders } from '../catalog/releases.js'
import {
  calleeName, enclosingFunction, memberName, receiver, walk, type Cell, type FunctionNode,
} from '../source/index.js'
import type { Program } from './program.js'
import { Locks } from './locks.js'
import { Tests } from './rechecks.js'
import { StaleFlow } from './stale-flow.js'
import { findTakers, type Taker } from './takers.js'
import { Waits } from './waits.js'

/**
 * How code relies on what it saw before a yield: it reads through the cell; it fills a cell that it saw empty; it writes back what it
 * read before; it empties a cell that by now may hold another run's value.
 */
export type StaleUse = 'dereferences' | 'overwrites' | 'revives' | 'clobbers'

/** A use that relies on a guard from before a yield. */
export interface StaleGuard {
  readonly kind: StaleUse
  readonly cell: Cell
  /** The place that relies on the guard, or the call in whose course it does. */
  readonly use: TSESTree.Node
  readonly guard: TSESTree.Node
  readonly by: 'test' | 'assignment'
  readonly yield: TSESTree.Node
  /** Who writes the cell the other way; the function itself, where two runs of it get in each other's way. */
  readonly taker: Taker | undefined
  readonly home: FunctionNode
}

/** Whether the text has the words without which nothing is emptied while a function waits. */
export const mayHaveStaleGuards = (text: string): boolean =>
  /\b(?:await|yield)\b/.test(text) && /\bnull\b|\bundefined\b|\bvoid\b|\bdelete\b|\?\?=|\|\|=|\bif\b/.test(text)

/** All that the search asks about the file, worked out once. */
export interface Surroundings {
  readonly program: Program
  readonly takers: ReadonlyMap<Cell, readonly Taker[]>
  /** Cells whose resource somebody ends: one that is overwritten is never ended. */
  readonly ended: ReadonlySet<Cell>
  /** The cells that each function's own code mentions, of those that matter here. */
  readonly mentioned: ReadonlyMap<TSESTree.Node, ReadonlySet<Cell>>
  readonly tests: Tests
  readonly waits: Waits
  readonly locks: Locks
}

/** Finds the stale guards of a file, each once. */
export function findStaleGuards(program: Program, within: <Answer>(question: () => Answer) => Answer | undefined): readonly StaleGuard[] {
  const { file } = program
  const takers = findTakers(program)
  const ended = endedCells(program)
  const watched = new Set([...takers.keys(), ...ended])
  if (watched.size === 0) return []
  const surroundings: Surroundings = {
    program, takers, ended, mentioned: mentionsOf(program, watched),
    tests: new Tests(program), waits: new Waits(program), locks: new Locks(program),
  }
  const entries = file.functions.filter(node => (node.async || node.generator)
    && [...program.closureOf(node)].some(inner => surroundings.mentioned.has(inner)))
  return distinct(entries.flatMap(entry => within(() => new StaleFlow(surroundings, entry).find()) ?? []))
}

/** One report for each guard and yield, and for each use: the first use that relies on them. */
function distinct(found: readonly StaleGuard[]): readonly StaleGuard[] {
  const seen = new Map<Cell, Set<string>>()
  const uses = new Set<TSESTree.Node>()
  return found.toSorted((one, other) => one.use.range[0] - other.use.range[0]).filter(stale => {
    const pairs = seen.get(stale.cell) ?? new Set()
    seen.set(stale.cell, pairs)
    const pair = `${stale.guard.range.join('-')} ${stale.yield.range.join('-')}`
    if (pairs.has(pair) || uses.has(stale.use)) return false
    pairs.add(pair)
    uses.add(stale.use)
    return true
  })
}

function endedCells({ file }: Program): ReadonlySet<Cell> {
  return new Set(file.callNodes.flatMap(call => {
    const on = enders.has(calleeName(call) ?? '') ? receiver(call) : undefined
    const cell = on && file.cells.carriedBy(on)
    return cell ? [cell] : []
  }))
}

function mentionsOf({ file, budget }: Program, watched: ReadonlySet<Cell>): ReadonlyMap<TSESTree.Node, ReadonlySet<Cell>> {
  const names = new Set([...watched].map(({ path, name }) => path.at(-1) ?? name))
  const found = new Map<TSESTree.Node, Set<Cell>>()
  walk(file.code.ast, file.code.visitorKeys, node => {
    const name = node.type === 'MemberExpression' ? memberName(node) : node.type === 'Identifier' ? node.name : undefined
    if (name === undefined || !names.has(name)) return !/^TS(?:Type|Interface)/.test(node.type)
    budget.spend()
    const cell = file.cells.at(node)
    if (cell && watched.has(cell)) {
      const home = enclosingFunction(node)
      found.set(home, (found.get(home) ?? new Set()).add(cell))
    }
    return true
  })
  return found
}

