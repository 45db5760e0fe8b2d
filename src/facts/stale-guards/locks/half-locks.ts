import type { TSESTree } from '@typescript-eslint/utils'
import {
  enclosingFunction, isFunction, isInLoop, isInside, isNullish, unwrap, type Cell, type FunctionNode,
} from '../../../source/index.js'
import { fillsOf } from '../../../model/cells/cell-writes.js'
import { mentions } from '../../../model/cells/mentions.js'
import { settledBehind } from '../../../model/waits/awaits.js'
import type { FileContext, StaleGuard } from '../types.js'
import { isHandle, runsTwice } from '../writes.js'

/**
 * Runs that wait for the run before them and then take its place, though all that have waited for it go on at once:
 *
 *     if (this.#lock) await this.#lock       // two runs wait here
 *     this.#lock = this.#work()              // and both come here: `while` would let one of them wait again
 */
export function findHalfLocks(around: FileContext): readonly StaleGuard[] {
  const { file, budget } = around.program
  return file.awaits.flatMap(wait => {
    const home = enclosingFunction(wait)
    if (!isFunction(home) || !home.async || home.generator || isInLoop(wait)) return []
    budget.spend()
    const [promise, ...others] = settledBehind(wait.argument)
    const cell = promise && others.length === 0 ? file.cells.carriedBy(promise) : undefined
    const fill = cell && fillBehind(around, wait, cell, home)
    if (!cell || !fill || !runsTwice(around, [home], cell)) return []
    return [{
      kind: 'overtakes' as const, cell, by: 'test' as const, use: fill, usedAt: fill,
      guard: wait, yield: wait, home, clear: undefined, clears: [],
      origin: wait.range.join('-'), isWhole: true,
    }]
  })
}

/** Where the function puts its own promise into the cell after the wait, without a look at what is there by now. */
function fillBehind(
  { program, tests }: FileContext, wait: TSESTree.AwaitExpression, cell: Cell, home: FunctionNode,
): TSESTree.Node | undefined {
  const { file } = program
  const isBehind = (node: TSESTree.Node): boolean => {
    const block = blockAround(node)
    return enclosingFunction(node) === home && node.range[0] >= wait.range[1] && block !== undefined && isInside(wait, block)
      && comesTo(program, home, wait, node)
  }
  const fill = fillsOf(program, cell).find(({ node, value }) => isBehind(node) && !isNullish(value) && makesPromise(program, value)
    && !mentions(file, value, new Set([cell])))
  if (!fill) return undefined
  const isAsked = program.graph(home)?.blocks.some(({ next }) => next.some(({ test }) => test && test.range[0] >= wait.range[1]
    && test.range[1] <= fill.node.range[0] && asks(test)))
  function asks(test: TSESTree.Node): boolean {
    const { cells, locals } = tests.look(test)
    // `if (!this.isDirty) return`: whoever has come first may have said that there is nothing left to do.
    return cells.size > 0 || [...locals].some(local => file.cells.copiedFrom(local) === cell)
  }
  return isAsked ? undefined : fill.node
}

/** Whether control comes from the one place to the other without an error. */
function comesTo(program: FileContext['program'], home: FunctionNode, from: TSESTree.Node, to: TSESTree.Node): boolean {
  const blocks = program.graph(home)?.blocks ?? []
  const seen = new Set(blocks.filter(({ points }) => points.some(({ node }) => node === from)))
  for (const block of seen) {
    program.budget.spend()
    if (block.points.some(({ node }) => node === to)) return true
    for (const edge of block.next) seen.add(edge.to)
  }
  return false
}

function makesPromise(program: FileContext['program'], value: TSESTree.Node): boolean {
  const node = unwrap(value)
  return node.type !== 'AwaitExpression' && isHandle(program, node)
}

/** The block that a node stands in. */
export function blockAround(node: TSESTree.Node): TSESTree.BlockStatement | undefined {
  for (let at = node; at.parent && !isFunction(at); at = at.parent) if (at.parent.type === 'BlockStatement') return at.parent
  return undefined
}
