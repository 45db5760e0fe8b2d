import type { TSESTree } from '@typescript-eslint/utils'
import { drains, enders, inTurn, waitsOnResource } from '../../../catalog/releases.js'
import { continuations } from '../../../catalog/settles.js'
import {
  calleeName, enclosingFunction, isDereferenced, isFalsy, isFunction, isInLoop, isInside, unwrap, walk, type Cell, type FunctionNode,
} from '../../../source/index.js'
import { isPrivate, placesOf } from '../../../model/callers.js'
import { mentions, mentionsOf } from '../../../model/cells/mentions.js'
import { homeOfLocal, initialOf, isWithin } from '../../../model/cells/cell-values.js'
import { assignmentsTo, leftIn, writtenIn } from '../../../model/cells/cell-writes.js'
import type { Program } from '../../../model/program.js'
import { isContinuationIn } from '../../../model/waits/continuations.js'
import { isStepBefore } from './first-steps.js'
import { isLeftPending } from './pending-promises.js'
import { outermostOf, type ClearingWrite } from './clearing-writes.js'

/** Whether a clear may run in the course of a wait, on the way on which that ends well, and on the one on which it fails. */
export interface Outcomes {
  readonly fulfilled: boolean
  readonly rejected: boolean
}

const never: Outcomes = { fulfilled: false, rejected: false }
const always: Outcomes = { fulfilled: true, rejected: true }

/** Of most waits nobody asks what comes of them when they fail. */
class FoundOutcomes implements Outcomes {
  readonly fulfilled: boolean
  readonly #findRejected: () => boolean
  #rejected: boolean | undefined

  constructor(fulfilled: boolean, findRejected: () => boolean) {
    this.fulfilled = fulfilled
    this.#findRejected = findRejected
  }

  get rejected(): boolean {
    this.#rejected ??= this.#findRejected()
    return this.#rejected
  }
}

/** What the place of a wait tells of the clears in its course, whoever waits there. Worked out once for each clear and wait. */
export class WaitOutcomes {
  readonly #program: Program
  readonly #known = new Map<ClearingWrite, Map<TSESTree.Node, Outcomes>>()
  readonly #written = new Map<TSESTree.Node, Iterable<Cell>>()
  readonly #underSignal = new Map<TSESTree.Node, boolean>()

  constructor(program: Program) {
    this.#program = program
  }

  of(clear: ClearingWrite, cell: Cell, node: TSESTree.Node): Outcomes {
    const byNode = this.#known.get(clear) ?? new Map<TSESTree.Node, Outcomes>()
    this.#known.set(clear, byNode)
    const known = byNode.get(node) ?? this.#find(clear, cell, node)
    byNode.set(node, known)
    return known
  }

  #find(clear: ClearingWrite, cell: Cell, node: TSESTree.Node): Outcomes {
    if (clear.kind === 'unmounts') return always
    const program = this.#program
    program.budget.spend()
    if (placesOf(clear, clear.way).some(({ home }) => isStepBefore(program, home, cell, enclosingFunction(node)))) return never
    if ([...clear.preconditions].some(([flag, truth]) => truth === 'truthy' && this.#isYetToCome(flag, cell, node))) return never
    if (this.#isMadeLater(clear, cell, node) || this.#isRegisteredLater(clear, cell, node)) return never
    const rejects = this.#rejects(cell, node, clear)
    // What an event tells of has begun well: it does not come where the wait has failed. And a wait that fails for a reason of its own
    // seldom does so just when somebody empties the cell.
    return new FoundOutcomes(!rejects, () =>
      !this.#isToldByEvent(clear) && (rejects ? !clear.isEarly : this.#mayFailBy(clear, cell, node)))
  }

  /** `let server = open(); await ready(); return { close() { server = null } }`: while it waits, nobody has `close` yet. */
  #isMadeLater(clear: ClearingWrite, cell: Cell, node: TSESTree.Node): boolean {
    const maker = enclosingFunction(node)
    if (homeOfLocal(cell) !== maker || isInLoop(node)) return false
    const outermost = outermostOf(clear)
    const { scopes } = this.#program.file
    const name = outermost.type === 'FunctionDeclaration' ? outermost.id : null
    const uses = name && scopes.variable(name)?.references.map(({ identifier }) => identifier)
    return (uses ?? [outermost]).every(use => use.range[0] >= node.range[1] || isInside(use, outermost.body))
  }

  /** `await this.panel.load(); this.panel.onClose(() => { this.panel = undefined })`: while it waits, nobody listens to this panel yet. */
  #isRegisteredLater(clear: ClearingWrite, cell: Cell, node: TSESTree.Node): boolean {
    const { parent } = outermostOf(clear)
    const call = parent.type === 'CallExpression' ? parent : undefined
    return call !== undefined && call.range[0] >= node.range[1] && enclosingFunction(call) === enclosingFunction(node) && !isInLoop(node)
      && this.#cellsAlong(call.callee).includes(cell)
  }

  /** Whether nothing but a listener or a timer empties the cell. */
  #isToldByEvent(clear: ClearingWrite): boolean {
    const program = this.#program
    const outermost = outermostOf(clear)
    const isMethod = outermost.parent.type === 'MethodDefinition' || outermost.parent.type === 'PropertyDefinition'
    return program.taskCallbacks.has(outermost) && (!isMethod || isPrivate(outermost.parent as TSESTree.MethodDefinition))
  }

  /**
   * Whether a flag, or a property of the handle by its name, is only set behind this wait: `await this.port.open()` comes before
   * `this.port.isOpen`, and `this.connected = true` before a close that asks for it.
   */
  #isYetToCome(flag: Cell, cell: Cell, node: TSESTree.Node): boolean {
    const program = this.#program
    const awaited = awaitedBy(node)
    const isOfHandle = isWithin(flag, cell) && flag.path.length === cell.path.length + 1
    if (isOfHandle) return awaited !== undefined && opens.test(calledIn(awaited)) && this.#cellsAlong(awaited).includes(cell)
    if (flag === cell) return false
    const sets = assignmentsTo(program, flag).filter(({ right }) => !isFalsy(right))
    return sets.length > 0 && isUnsetAtFirst(flag) && sets.every(set => set.range[0] > node.range[1]
      && isOfSameRun(enclosingFunction(set), enclosingFunction(node))) && !isInLoop(node)
  }

  /** Whether what the clear does may be why the wait fails: it is for what is emptied or ended, or under a signal. */
  #mayFailBy({ ended, aborts }: ClearingWrite, cell: Cell, node: TSESTree.Node): boolean {
    const awaited = awaitedBy(node)
    if (aborts || !awaited) return aborts
    return mentions(this.#program.file, awaited, new Set([cell, ...ended])) || this.#worksOn(awaited, ended)
  }

  /** Whether an own function that is awaited works with what is ended, itself or in what it calls: `await this.#update()`. */
  #worksOn(awaited: TSESTree.Expression, ended: ReadonlySet<Cell>): boolean {
    const program = this.#program
    const call = unwrap(awaited)
    const targets = call.type === 'CallExpression' && ended.size > 0 ? program.file.calls.targets(call) : []
    const running = targets.length > 0 ? program.closure(targets) : undefined
    return running !== undefined && mentionsOf(program, ended).some(({ node }) =>
      isDereferenced(node) && running.has(enclosingFunction(node) as FunctionNode))
  }

  /** Whether the wait ends by an error when the clear has been there: it is on what the clear ends, or under what it aborts. */
  #rejects(cell: Cell, node: TSESTree.Node, clear: ClearingWrite): boolean {
    const { ended, awaitedMethods, rejected, aborts, isByOwnEnd } = clear
    const awaited = awaitedBy(node)
    if (!awaited) return false
    if (aborts && this.#isUnderSignal(awaited)) return true
    if (allOf(awaited).some(part => this.#rejects(cell, part, clear))) return true
    if (isLeftPending(this.#program, awaited, clear)) return true
    const on = this.#cellsAlong(awaited)
    if (on.some(resource => rejected.has(resource))) return true
    const called = calledIn(awaited)
    const isAnswer = on.includes(cell) && called !== '' && !continuations.has(called)
    if (isAnswer && ((isByOwnEnd && !enders.has(called)) || isAnsweredBefore(called, awaitedMethods.get(cell)))) return true
    return ended.has(cell) && on.includes(cell) && (node.type === 'ForOfStatement' || waitsOnResource.test(calledIn(awaited)))
  }

  /** Those of the clears that make a wait fail by an abort. */
  abortersOf(node: TSESTree.Node, clears: ReadonlySet<ClearingWrite>): ReadonlySet<ClearingWrite> {
    const awaited = awaitedBy(node)
    return new Set(awaited && this.#isUnderSignal(awaited) ? [...clears].filter(({ aborts }) => aborts) : [])
  }

  /** Whether a signal or a controller is named in what is awaited. */
  #isUnderSignal(awaited: TSESTree.Expression): boolean {
    const known = this.#underSignal.get(awaited) ?? this.#namesSignal(awaited)
    this.#underSignal.set(awaited, known)
    return known
  }

  #namesSignal(awaited: TSESTree.Expression): boolean {
    let found = false
    walk(awaited, this.#program.file.code.visitorKeys, node => {
      const name = node.type === 'Identifier' ? node.name : node.type === 'PrivateIdentifier' ? node.name : ''
      found ||= signalWords.test(name)
      return !found
    })
    return found
  }

  /** The cells that an awaited expression goes through: `this.a.b` and `this.a` of `this.a.b.read()`, `this.a` of `once(this.a, 'on')`. */
  #cellsAlong(awaited: TSESTree.Node): readonly Cell[] {
    const { cells } = this.#program.file
    const found: Cell[] = []
    let at = unwrap(awaited)
    if (at.type === 'CallExpression' && calleeName(at) === 'once' && at.arguments[0]) at = unwrap(at.arguments[0])
    for (;;) {
      const cell = cells.carriedBy(at)
      if (cell) found.push(cell)
      if (at.type !== 'CallExpression' && at.type !== 'MemberExpression') return found
      at = unwrap(at.type === 'CallExpression' ? at.callee : at.object)
    }
  }

  /** The cells that the awaited expression itself writes, in callbacks and functions that it runs. */
  writtenBy(node: TSESTree.Node): Iterable<Cell> {
    const known = this.#written.get(node) ?? this.#findWritten(node)
    this.#written.set(node, known)
    return known
  }

  #findWritten(node: TSESTree.Node): Iterable<Cell> {
    const program = this.#program
    const awaited = awaitedBy(node)
    if (!awaited) return []
    const nodes = new Set<FunctionNode>()
    walk(awaited, program.file.code.visitorKeys, inner => {
      if (isFunction(inner) && (program.runsInPlace(inner) || !onlyEmpties(program, inner))) nodes.add(inner)
      if (inner.type === 'CallExpression') for (const target of program.file.runBy(inner)) nodes.add(target)
      return true
    })
    return writtenIn(program, program.closure([...nodes]))
  }
}

/** Whether a callback does nothing to cells but empty them: `socket.onclose = () => { this.socket = null }`. */
const onlyEmpties = (program: Program, callback: FunctionNode): boolean => {
  const left = [...leftIn(program, program.closureOf(callback)).values()]
  return left.length > 0 && left.every(truth => truth === 'falsy')
}

const isOfSameRun = (one: TSESTree.Node, other: TSESTree.Node): boolean =>
  one === other || (isFunction(one) && isFunction(other) && isContinuationIn(one, other))

/** A signal by its name, which a call is given or that is asked; signalling is something else. */
const signalWords = /(?:[sS]ignal|[aA]bort\w*)(?![a-z])/

/** Methods after which a handle is open. */
const opens = /^(?:async)?_*(?:open|connect|listen|start|init|ready|once|setup)/i

/**
 * Whether a handle has answered one call by the time that it has answered the others, which came later: they let it finish what it was
 * asked before, or it takes such calls in turn.
 */
const isAnsweredBefore = (called: string, later: ReadonlySet<string> = new Set()): boolean =>
  !opens.test(called) && ((inTurn.has(called) && later.has(called)) || (!drains.has(called) && [...later].some(name => drains.has(name))))

const isUnsetAtFirst = (flag: Cell): boolean => {
  const initial = initialOf(flag)
  return initial === undefined || isFalsy(initial)
}

/** What a wait is for: the awaited expression, what is iterated, or the promise that a function gives back or puts another behind. */
function awaitedBy(node: TSESTree.Node): TSESTree.Expression | undefined {
  switch (node.type) {
    case 'AwaitExpression':
      return node.argument
    case 'ForOfStatement':
      return node.right
    case 'CallExpression':
    case 'NewExpression':
    case 'MemberExpression':
    case 'Identifier':
      return node
    default:
      return undefined
  }
}

/** `Promise.all([this.#one(), this.#two()])` fails with the first of them. */
function allOf(awaited: TSESTree.Expression): readonly TSESTree.Node[] {
  const node = unwrap(awaited)
  const [list] = node.type === 'CallExpression' && calleeName(node) === 'all' ? node.arguments : []
  return list?.type === 'ArrayExpression' ? list.elements.flatMap(element => element ?? []) : []
}

const calledIn = (awaited: TSESTree.Node): string => {
  const node = unwrap(awaited)
  return node.type === 'CallExpression' ? calleeName(node) ?? '' : ''
}
