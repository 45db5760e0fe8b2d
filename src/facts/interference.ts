import type { TSESTree } from '@typescript-eslint/utils'
import { waitsOnResource } from '../catalog/releases.js'
import type { Yield } from '../order/index.js'
import { calleeName, isFunction, unwrap, walk, type Cell, type FunctionNode } from '../source/index.js'
import type { Surroundings } from './stale-guards.js'
import type { State } from './stale-state.js'
import { runsOnlyIn, writtenIn, type Taker } from './takers.js'

/** Who may have emptied a cell while a function stood at a yield. */
export class Interference {
  readonly #around: Surroundings
  readonly #entry: FunctionNode
  readonly #written = new Map<Yield, Iterable<Cell>>()

  constructor(around: Surroundings, entry: FunctionNode) {
    this.#around = around
    this.#entry = entry
  }

  /**
   * The takers of the cell that can run while these functions wait. `isRejected` asks about the way on which the wait fails; without a
   * yield it is asked about a call that waits somewhere.
   */
  during(cell: Cell, node: Yield | undefined, running: readonly FunctionNode[], state: State, isRejected: boolean): ReadonlySet<Taker> {
    const { program, takers, locks } = this.#around
    return new Set((takers.get(cell) ?? []).filter(taker => {
      program.budget.spend()
      if (running.some(own => runsOnlyIn(program, taker.home, own)) || runsOnlyIn(program, this.#entry, taker.home)) return false
      if ([...taker.premises].some(([flag, truth]) => (state.own.get(flag) ?? truth) !== truth)) return false
      if (running.some(own => locks.exclude(own, taker))) return false
      const rejects = node !== undefined && this.#rejects(cell, node, taker)
      return !rejects || (isRejected && !taker.isEarly)
    }))
  }

  /** Whether the wait ends by an error when the taker has been there: it is on what the taker ends, or under what it aborts. */
  #rejects(cell: Cell, node: Yield, { ended, aborts }: Taker): boolean {
    const awaited = awaitedBy(node)
    if (!awaited) return false
    const { file } = this.#around.program
    if (aborts && /signal|abort/i.test(file.code.getText(awaited))) return true
    if (!ended.has(cell) || (node.type !== 'ForOfStatement' && !waitsOnResource.test(calledIn(awaited)))) return false
    for (let root = unwrap(awaited); ; root = unwrap(root.type === 'CallExpression' ? root.callee : root.object)) {
      if (file.cells.carriedBy(root) === cell) return true
      if (root.type !== 'CallExpression' && root.type !== 'MemberExpression') return false
    }
  }

  /** The cells that the awaited expression itself writes, in callbacks and functions that it runs. */
  writtenBy(node: Yield): Iterable<Cell> {
    const known = this.#written.get(node) ?? this.#findWritten(node)
    this.#written.set(node, known)
    return known
  }

  #findWritten(node: Yield): Iterable<Cell> {
    const { program } = this.#around
    const awaited = awaitedBy(node)
    if (!awaited) return []
    const nodes = new Set<FunctionNode>()
    walk(awaited, program.file.code.visitorKeys, inner => {
      if (isFunction(inner)) nodes.add(inner)
      if (inner.type === 'CallExpression') for (const target of program.file.runBy(inner)) nodes.add(target)
      return true
    })
    return writtenIn(program, program.closure([...nodes]))
  }
}

const awaitedBy = (node: Yield): TSESTree.Expression | undefined =>
  node.type === 'AwaitExpression' ? node.argument : node.type === 'ForOfStatement' ? node.right : undefined

const calledIn = (awaited: TSESTree.Node): string => {
  const node = unwrap(awaited)
  return node.type === 'CallExpression' ? calleeName(node) ?? '' : ''
}
