import type { TSESTree } from '@typescript-eslint/utils'
import { endedByName } from '../../catalog/teardowns.js'
import { blockAround } from './locks/half-locks.js'
import { isStartUp, runsOnlyIn } from '../../model/callers.js'
import { holdsData, homeOfLocal } from '../../model/cells/cell-values.js'
import { assignmentsTo } from '../../model/cells/cell-writes.js'
import { cellsIn } from '../../model/cells/mentions.js'
import { nameOf } from '../../model/cells/replacements.js'
import { awaitsIn } from '../../model/waits/awaits.js'
import {
  calleeName, enclosingFunction, isConstructor, isFunction, isInside, receiver, unwrap, wrapped, type Cell,
  type FunctionNode,
} from '../../source/index.js'
import type { FileContext, StaleGuard } from './types.js'

/** The methods that add to a list. */
const adders = /^(?:push|unshift|add|set)$/

/**
 * Lists that a function empties behind a wait for what was in them: what others add meanwhile is thrown away with it.
 *
 *     await Promise.all(this.#jobs)
 *     this.#jobs = []                  // track() may have pushed another one
 */
export function findLostAdditions(around: FileContext): readonly StaleGuard[] {
  const { program } = around
  return resetsIn(around).flatMap(({ node, cell, home }) => {
    program.budget.spend()
    const wait = waitFor(around, node, cell, home)
    const adder = wait && addersOf(around, cell, home)[0]
    if (!wait || !adder) return []
    return [{
      kind: 'discards' as const, cell, by: 'test' as const, use: node, usedAt: node,
      guard: wait, yield: wait, home, clear: undefined, clears: [],
      origin: wait.range.join('-'), isWhole: true, adder,
    }]
  })
}

interface Reset {
  readonly node: TSESTree.Node
  readonly cell: Cell
  readonly home: FunctionNode
}

/** Where a list is emptied as a whole: `this.jobs = []`, `this.jobs.length = 0`, `this.jobs.clear()`. */
function resetsIn({ program }: FileContext): readonly Reset[] {
  const { file } = program
  const found: Reset[] = []
  const note = (node: TSESTree.Node, cell: Cell | undefined): void => {
    const home = enclosingFunction(node)
    const isRun = isFunction(home) && home.async && !isConstructor(home)
    if (cell && isRun && endedByName(nameOf(home)) === undefined) found.push({ node, cell, home })
  }
  for (const assignment of file.assignments) {
    const { left, right, operator } = assignment
    if (operator !== '=') continue
    if (isEmptyList(right)) note(assignment, file.cells.at(left))
    const isLength = left.type === 'MemberExpression' && right.type === 'Literal' && right.value === 0
      && left.property.type === 'Identifier' && left.property.name === 'length'
    if (isLength) note(assignment, file.cells.at(left.object))
  }
  for (const member of file.membersByName.get('clear') ?? []) {
    const { parent: call } = wrapped(member)
    const isCall = call?.type === 'CallExpression' && call.arguments.length === 0 && unwrap(call.callee) === member
    if (isCall) note(call, file.cells.at(member.object))
  }
  return found.filter(({ cell }) => holdsData(file, cell))
}

function isEmptyList(value: TSESTree.Node): boolean {
  const node = unwrap(value)
  if (node.type === 'ArrayExpression') return node.elements.length === 0
  return node.type === 'NewExpression' && node.arguments.length === 0 && /^(?:Map|Set)$/.test(calleeName(node) ?? '')
}

/** The last wait before the list is emptied, if it is for what was in it and nobody looks again. */
function waitFor(
  { program, tests }: FileContext, reset: TSESTree.Node, cell: Cell, home: FunctionNode,
): TSESTree.AwaitExpression | undefined {
  const { file } = program
  const block = blockAround(reset)
  const wait = awaitsIn(file, home).findLast(each => enclosingFunction(each) === home && each.range[1] <= reset.range[0])
  if (!wait || !block || !isInside(wait, block) || !isGiven(program, wait.argument, cell)) return undefined
  const looksAt = (test: TSESTree.Node) => [tests.look(test)].some(({ cells, through }) => cells.has(cell) || through.has(cell))
  const isChanged = assignmentsTo(program, cell).some(({ range }) => range[0] >= wait.range[1] && range[1] < reset.range[0])
  const isAsked = program.graph(home)?.blocks.some(({ next }) => next.some(({ test }) => test && looksAt(test)
    && ((test.range[0] >= wait.range[1] && test.range[1] <= reset.range[0]) || isLoopTest(test, reset))))
  return isChanged || isAsked ? undefined : wait
}

/** `while (this.jobs.length > 0) { … }` */
function isLoopTest(test: TSESTree.Node, inside: TSESTree.Node): boolean {
  for (let at = inside; at.parent && !isFunction(at); at = at.parent) {
    if ((at.type === 'WhileStatement' || at.type === 'DoWhileStatement' || at.type === 'ForStatement') && at.test) {
      if (isInside(test, at.test)) return true
    }
  }
  return false
}

/** Whether what is awaited was made from the list: it is named there, or a local that holds it. */
const isGiven = ({ file }: FileContext['program'], awaited: TSESTree.Node, cell: Cell): boolean => cellsIn(file, awaited).includes(cell)

/** The functions of others that add to the list. */
function addersOf({ program }: FileContext, cell: Cell, home: FunctionNode): readonly FunctionNode[] {
  const { file } = program
  return file.callNodes.flatMap(call => {
    const on = adders.test(calleeName(call) ?? '') ? receiver(call) : undefined
    const node = enclosingFunction(call)
    if (!on || file.cells.at(on) !== cell || !isFunction(node) || node === home || isConstructor(node)) return []
    // Whoever has the list as a local calls the one that empties it, and waits.
    if (node === homeOfLocal(cell)) return []
    return isStartUp(program, node) || runsOnlyIn(program, node, home) ? [] : [node]
  })
}
