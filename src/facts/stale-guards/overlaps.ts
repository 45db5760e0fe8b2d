import type { TSESTree } from '@typescript-eslint/utils'
import {
  calleeName, enclosingFunction, isConstructor, isFalsy, isFunction, isInLoop, isInside, keyName, leavesBy, walk, type Cell,
  type FunctionNode,
} from '../../source/index.js'
import { awaitsIn } from '../../model/waits/awaits.js'
import { assignmentsTo } from '../../model/cells/cell-writes.js'
import { homeOfLocal } from '../../model/cells/cell-values.js'
import type { Locks } from '../../model/exclusion/locks.js'
import type { Program } from '../../model/program.js'
import type { Tests } from '../../model/cells/tests.js'
import { isCalledOnNew, isHidden, isRunByTests, isWaitedFor } from '../../model/callers.js'

const deepestCaller = 5

/** Which functions may be run a second time while a first run of theirs waits. */
export class Overlaps {
  readonly #program: Program
  readonly #tests: Tests
  readonly #locks: Locks
  readonly #latches = new Map<FunctionNode, Map<Cell | undefined, boolean>>()

  constructor(program: Program, tests: Tests, locks: Locks) {
    this.#program = program
    this.#tests = tests
    this.#locks = locks
  }

  /** Whether two runs of the function, in which the cell, or a record, is the same one, can be under way at once. */
  mayOverlap(node: FunctionNode, cell: Cell | undefined): boolean {
    const pending = new Map<FunctionNode, number>([[node, 0]])
    const local = cell && homeOfLocal(cell)
    for (const [at, depth] of pending) {
      this.#program.budget.spend()
      if (this.#keepsApart(at, cell)) continue
      const calls = this.#program.file.callsTo(at)
      if (depth >= deepestCaller || calls.length === 0 || !isHidden(this.#program, at)) return true
      for (const call of calls) {
        const caller = enclosingFunction(call)
        // One call, made once in a run of the function whose local the cell is.
        if (local && caller === local && (isWaitedFor(call) || (calls.length === 1 && !isInLoop(call)))) continue
        if (!isWaitedFor(call) && !runsOnce(caller)) return true
        if (isWaitedFor(call) && isFunction(caller) && !pending.has(caller)) pending.set(caller, depth + 1)
      }
    }
    return false
  }

  /** Whether something about the function itself keeps its runs apart. */
  #keepsApart(node: FunctionNode, cell: Cell | undefined): boolean {
    if (isConstructor(node) || isRunByStream(node) || isPulled(node) || isInheritedHook(node) || isRunOnce(node)) return true
    if (isRunByTests(this.#program, node)) return true
    if ((cell && homeOfLocal(cell) === node) || this.#locks.holds(node) || this.#isLatched(node, cell)) return true
    // Whoever empties the cell that holds the promise of the only run lets the next one in.
    if (this.#locks.isSingleFlight(node) && !(cell && this.#locks.holdersOf(node).has(cell))) return true
    if (!isHidden(this.#program, node)) return false
    const calls = this.#program.file.callsTo(node)
    return calls.length > 0 ? calls.every(call => runsOnce(enclosingFunction(call))) : isCalledOnNew(this.#program, node)
  }

  /**
   * Whether a flag turns the second run away: it is tested before it is set, with no wait between the two.
   *
   *     if (this.#connecting) return
   *     this.#connecting = true
   *     this.#socket = await open()
   */
  #isLatched(node: FunctionNode, cell: Cell | undefined): boolean {
    const byCell = this.#latches.get(node) ?? new Map<Cell | undefined, boolean>()
    this.#latches.set(node, byCell)
    const known = byCell.get(cell) ?? this.#findLatch(node, cell)
    byCell.set(cell, known)
    return known
  }

  #findLatch(node: FunctionNode, cell: Cell | undefined): boolean {
    const { file } = this.#program
    const waits = awaitsIn(file, node)
    const counts = file.updates.filter(update => enclosingFunction(update) === node)
    const flags = [...file.assignmentsIn(node), ...counts].flatMap(assignment => {
      const flag = file.cells.at(assignment.type === 'UpdateExpression' ? assignment.argument : assignment.left)
      return flag && flag !== cell && this.#isLatch(assignment, flag) && !this.#isTakenBack(flag, node) ? [{ flag, assignment }] : []
    })
    const entries = file.entries.in(node).filter(({ does, cell: flag }) => does === 'fill' && flag !== cell && !this.#isDropped(flag, node))
    const latches = [...flags, ...entries.map(({ cell: flag, node: assignment }) => ({ flag, assignment }))]
    if (latches.length === 0) return false
    let found = false
    walk(node.body, file.code.visitorKeys, inner => {
      if (found || isFunction(inner)) return false
      if (inner.type !== 'IfStatement') return true
      const { cells, locals } = this.#tests.look(inner.test)
      const copied = new Set([...locals].map(local => file.cells.copiedFrom(local)))
      const isLeft = leavesBy(inner.consequent, ['Return', 'Throw', 'Continue', 'Break'])
      found = latches.some(({ flag, assignment }) => (cells.has(flag) || (flag.key !== undefined && copied.has(flag)))
        && inner.test.range[1] <= assignment.range[0]
        && (isLeft || isInside(assignment, inner))
        && !waits.some(wait => wait.range[0] >= inner.test.range[1] && wait.range[1] <= assignment.range[1]
          && !(isLeft && isInside(wait, inner.consequent))))
      return true
    })
    return found
  }

  /** Whether what is put there can be told from what was there before: `true`, `'starting'`, a promise; one run more. */
  #isLatch(write: TSESTree.AssignmentExpression | TSESTree.UpdateExpression, flag: Cell): boolean {
    if (write.type === 'UpdateExpression') return write.operator === '++'
    const { file } = this.#program
    const parts: TSESTree.Node[] = []
    walk(write.right, file.code.visitorKeys, node => {
      if (file.cells.at(node) === flag) parts.push(node)
      return true
    })
    return parts.length === 0 && !isFalsy(write.right)
  }

  /** Whether another function takes the entry out of its container, while the one that has put it there still runs. */
  #isDropped(flag: Cell, node: FunctionNode): boolean {
    const parts = this.#program.closureOf(node)
    return this.#program.file.entries.of(flag).some(({ does, node: drop }) =>
      does === 'drop' && !parts.has(enclosingFunction(drop) as FunctionNode))
  }

  /** Whether another function takes the flag back, other than one that has set it. */
  #isTakenBack(flag: Cell, node: FunctionNode): boolean {
    const firsts = new Map<TSESTree.Node, TSESTree.AssignmentExpression>()
    for (const assignment of assignmentsTo(this.#program, flag)) {
      const home = enclosingFunction(assignment)
      if (isFunction(home) && !firsts.has(home)) firsts.set(home, assignment)
    }
    return [...firsts].some(([home, { right }]) => home !== node && !isInside(home, node) && !isConstructor(home as FunctionNode)
      && isFalsy(right))
  }
}

/** The top of a file, a constructor. */
const runsOnce = (home: TSESTree.Node): boolean => !isFunction(home) || isConstructor(home)

/** `connecting.then(async () => { … })`, `bus.once('ready', async () => { … })`, written where the code runs once. */
function isRunOnce({ parent }: FunctionNode): boolean {
  if (parent.type !== 'CallExpression' && parent.type !== 'NewExpression') return false
  const name = calleeName(parent) ?? ''
  const isEvent = name === 'addEventListener' && parent.arguments[0]?.type === 'Literal' && parent.arguments[0].value === 'load'
  return (isEvent || onceOnly.has(name)) && runsOnce(enclosingFunction(parent))
}

/** Methods that run the function they are given one time at most; an executor is one. */
const onceOnly: ReadonlySet<string> = new Set(['then', 'catch', 'finally', 'once', 'Promise'])

/** A stream runs its source's `start()` as it is made. */
const isRunByStream = ({ parent }: FunctionNode): boolean =>
  parent.type === 'Property' && parent.parent.parent.type === 'NewExpression' && keyName(parent) === 'start'

/** `next()` of an iterator, beside its `return()` or `throw()`: whoever pulls asks for the next value when it has the last. */
const isPulled = ({ parent }: FunctionNode): boolean => parent.type === 'Property' && keyName(parent) === 'next'
  && parent.parent.properties.some(other => other.type === 'Property' && /^(?:return|throw)$/.test(keyName(other) ?? ''))

/** A method that a base class calls, one run after the other for all we know. */
const isInheritedHook = ({ parent }: FunctionNode): boolean =>
  parent.type === 'MethodDefinition' && (parent.override || parent.accessibility === 'protected')
