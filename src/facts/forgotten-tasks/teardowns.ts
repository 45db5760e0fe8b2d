import type { TSESTree } from '@typescript-eslint/utils'
import { timerClears } from '../../catalog/tasks.js'
import { isHidden, isRunByTests } from '../../model/callers.js'
import { leftIn, type Writes } from '../../model/cells/cell-writes.js'
import { mentionsOf } from '../../model/cells/mentions.js'
import type { Program } from '../../model/program.js'
import { nameOf, nounsOf } from '../../model/teardown-names.js'
import { calleeName, enclosingFunction, isNullish, receiver, unwrap, type Cell, type FunctionNode } from '../../source/index.js'

/** A function that ends its owner, with the cells whose resource it ends or lets go of, and what it leaves in cells. */
export interface Teardown {
  readonly node: FunctionNode
  readonly closure: ReadonlySet<FunctionNode>
  readonly releases: ReadonlyMap<Cell, Release>
  readonly writes: Writes
}

/** Where a teardown ends what a cell holds, or empties the cell. */
export interface Release {
  readonly node: TSESTree.Node
  /** Whether the cell is empty behind it. */
  readonly empties: boolean
  /** Whether what it held is ended, not only let go of. */
  readonly ends: boolean
}

/** Verbs that give up one request or one element, not the owner. */
const ofOthers = /^[#_]*(?:abort|cancel|release|detach|leave|exit|kill|unload|hangup|hangUp|logout|logOut|halt)/

/** Parameters that say how to end, not what. */
const manners = new RegExp(`^_|^(?:${[
  'code', 'reason', 'cause', 'opts?', 'options', 'forced?', 'immediate(?:ly)?', 'graceful', 'silent', 'err', 'error', 'cb', 'callback',
  'done', 'signal', 'timeout', 'ms', 'event', 'ev?',
].join('|')})$`, 'i')

/** Methods that end what they are called on. `abort()` gives up requests, `remove()` an element of a list. */
const ends: ReadonlySet<string> = new Set([
  'close', 'end', 'destroy', 'dispose', 'kill', 'terminate', 'disconnect', 'shutdown', 'quit', 'stop', 'unsubscribe', 'destroySoon',
  'closeAsync', 'forceClose', 'disposeAsync',
])

const known = new WeakMap<Program, readonly Teardown[]>()

/** The teardowns of a file, also those that end nothing which a cell holds. The end of the process is none: all ends with it. */
export function teardownsOf(program: Program): readonly Teardown[] {
  const teardowns = known.get(program) ?? findTeardowns(program)
  known.set(program, teardowns)
  return teardowns
}

function findTeardowns(program: Program): readonly Teardown[] {
  return program.file.functions.flatMap(node => {
    program.budget.spend()
    const closure = isTeardown(program, node) ? program.closureOf(node) : undefined
    if (!closure || endsProcess(program, closure)) return []
    return [{ node, closure, releases: releasesIn(program, closure), writes: leftIn(program, closure) }]
  })
}

/** Whether a function ends its owner, by its name or by who is given it. */
export function isTeardown(program: Program, node: FunctionNode): boolean {
  if (nounsOf(node)?.length !== 0 || ofOthers.test(nameOf(node))) return false
  // Who is told what to end ends one of many. A helper is judged with those who call it.
  const isOfOne = node.params.some(param => param.type === 'Identifier' && !manners.test(param.name))
  return !isOfOne && !isHidden(program, node) && !isRunByTests(program, node)
}

/** The cells whose resource these functions end or let go of. */
function releasesIn({ file }: Program, closure: ReadonlySet<FunctionNode>): ReadonlyMap<Cell, Release> {
  const found = new Map<Cell, Release>()
  const note = (cell: Cell | undefined, release: Release): void => {
    if (!cell || !isDirect(cell)) return
    const known = found.get(cell)
    found.set(cell, known ? { node: known.node, empties: known.empties || release.empties, ends: known.ends || release.ends } : release)
  }
  for (const part of closure) {
    for (const { left, right } of file.assignmentsIn(part)) {
      if (isNullish(right)) note(file.cells.at(left), { node: left, empties: true, ends: false })
    }
    for (const call of file.callsIn(part)) {
      const on = ends.has(calleeName(call) ?? '') ? receiver(call) : undefined
      if (on) note(file.cells.carriedBy(on), { node: call, empties: false, ends: true })
    }
  }
  return found
}

/** Whether a cell is a field of its owner, a captured variable or a ref: not a field of something that may be exchanged. */
const isDirect = ({ path, key }: Cell): boolean => key === undefined && (path.length <= 1 || (path.length === 2 && path[1] === 'current'))

/** Whether the program ends with it: what is left running then ends as well. */
const endsProcess = ({ file }: Program, closure: ReadonlySet<FunctionNode>): boolean =>
  [...closure].some(part => file.callsIn(part).some(call => {
    const on = receiver(call)
    return calleeName(call) === 'exit' && on !== undefined && unwrap(on).type === 'Identifier'
  }))

/** The clears of the timer that a cell holds, straight or through a copy of it. */
export const clearsOf = ({ file }: Program, handle: Cell): readonly TSESTree.CallExpression[] => file.callNodes.flatMap(call => {
  const [first] = call.arguments
  return call.type === 'CallExpression' && first && timerClears.has(calleeName(call) ?? '') && file.cells.carriedBy(first) === handle
    ? [call] : []
})

/** The functions that name each of these cells, looked up in one pass over the file. */
export function homesOf(program: Program, cells: ReadonlySet<Cell>): ReadonlyMap<Cell, ReadonlySet<TSESTree.Node>> {
  const found = new Map<Cell, Set<TSESTree.Node>>()
  for (const { cell, node } of mentionsOf(program, cells)) found.set(cell, (found.get(cell) ?? new Set()).add(enclosingFunction(node)))
  return found
}
