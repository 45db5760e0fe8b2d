import type { TSESTree } from '@typescript-eslint/utils'
import {
  calleeName, enclosingFunction, isConstructor, isFunction, isInLoop, isInside, isNullish, keyName, leavesBy, walk, type Cell,
  type FunctionNode,
} from '../source/index.js'
import { awaitsIn } from './awaits.js'
import { assignmentsTo } from './cell-writes.js'
import { homeOfLocal } from './cell-values.js'
import type { Locks } from './locks.js'
import type { Program } from './program.js'
import type { Tests } from './rechecks.js'
import { isHidden, isRunByTests, isWaitedFor } from './callers.js'

const deepestCaller = 5

/** Which functions may be run a second time while a first run of theirs waits. */
export class Overlaps {
  readonly #program: Program
  readonly #tests: Tests
  readonly #locks: Locks
  readonly #latches = new Map<FunctionNode, boolean>()

  constructor(program: Program, tests: Tests, locks: Locks) {
    this.#program = program
    this.#tests = tests
    this.#locks = locks
  }

  /** Whether two runs of the function, in which the cell is the same one, can be under way at once. */
  mayOverlap(node: FunctionNode, cell: Cell, depth = 0): boolean {
    if (this.#locks.holds(node) || this.#isLatched(node, cell)) return false
    // Whoever empties the cell that holds the promise of the only run lets the next one in.
    if (this.#locks.isSingleFlight(node) && !this.#locks.holdersOf(node).has(cell)) return false
    if (isConstructor(node) || isRunByStream(node) || isInheritedHook(node) || isRunByTests(node)) return false
    if (homeOfLocal(cell) === node) return false
    if (isRunOnce(node)) return false
    const calls = this.#program.file.callsTo(node)
    if (calls.length > 0 && calls.every(call => runsOnce(enclosingFunction(call))) && isHidden(this.#program, node)) return false
    if (depth >= deepestCaller || calls.length === 0 || !isHidden(this.#program, node)) return true
    return calls.some(call => {
      const caller = enclosingFunction(call)
      // One call, made once in a run of the function whose local the cell is.
      if (caller === homeOfLocal(cell) && (isWaitedFor(call) || (calls.length === 1 && !isInLoop(call)))) return false
      if (!isWaitedFor(call)) return !runsOnce(caller)
      return isFunction(caller) && caller !== node && this.mayOverlap(caller, cell, depth + 1)
    })
  }

  /**
   * Whether a flag turns the second run away: it is tested before it is set, with no wait between the two.
   *
   *     if (this.#connecting) return
   *     this.#connecting = true
   *     this.#socket = await open()
   */
  #isLatched(node: FunctionNode, cell: Cell): boolean {
    const known = this.#latches.get(node) ?? this.#findLatch(node, cell)
    this.#latches.set(node, known)
    return known
  }

  #findLatch(node: FunctionNode, cell: Cell): boolean {
    const { file } = this.#program
    const waits = awaitsIn(file, node)
    const counts = file.updates.filter(update => enclosingFunction(update) === node)
    const flags = [...file.assignmentsIn(node), ...counts].flatMap(assignment => {
      const flag = file.cells.at(assignment.type === 'UpdateExpression' ? assignment.argument : assignment.left)
      return flag && flag !== cell && !this.#isTakenBack(flag, node) ? [{ flag, assignment }] : []
    })
    if (flags.length === 0) return false
    let found = false
    walk(node.body, file.code.visitorKeys, inner => {
      if (found || isFunction(inner)) return false
      if (inner.type !== 'IfStatement') return true
      const { cells } = this.#tests.look(inner.test)
      const isLeft = leavesBy(inner.consequent, ['Return', 'Throw', 'Continue', 'Break'])
      found = flags.some(({ flag, assignment }) => cells.has(flag) && inner.test.range[1] <= assignment.range[0]
        && (isLeft || isInside(assignment, inner))
        && !waits.some(wait => wait.range[0] >= inner.test.range[1] && wait.range[1] <= assignment.range[0]
          && !(isLeft && isInside(wait, inner.consequent))))
      return true
    })
    return found
  }

  /** Whether another function takes the flag back, other than one that has set it. */
  #isTakenBack(flag: Cell, node: FunctionNode): boolean {
    const firsts = new Map<TSESTree.Node, TSESTree.AssignmentExpression>()
    for (const assignment of assignmentsTo(this.#program, flag)) {
      const home = enclosingFunction(assignment)
      if (isFunction(home) && !firsts.has(home)) firsts.set(home, assignment)
    }
    return [...firsts].some(([home, { right }]) => home !== node && !isInside(home, node) && !isConstructor(home as FunctionNode)
      && (isNullish(right) || (right.type === 'Literal' && !right.value)))
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

/** A method that a base class calls, one run after the other for all we know. */
const isInheritedHook = ({ parent }: FunctionNode): boolean =>
  parent.type === 'MethodDefinition' && (parent.override || parent.accessibility === 'protected')
