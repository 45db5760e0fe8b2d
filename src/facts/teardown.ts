import type { TSESTree } from '@typescript-eslint/utils'
import type { Vocabulary } from '../catalog/settings.js'
import { solve, type Edge, type Flow, type Point } from '../order/index.js'
import {
  calleeName, isInside, isNullish, unwrap, type CallNode, type Cell, type FunctionNode,
} from '../source/index.js'
import { conditionOf } from './conditions.js'
import { consumptionOf } from './consumption.js'
import type { Disorder } from './disorder.js'
import { leakOf } from './leaks.js'
import { isBranching, type Lifetime, type Lifetimes } from './lifetimes.js'
import { releaseAt, type Release } from './releases.js'
import { commonCalls, Statuses, type Occurrence, type State, type Status } from './statuses.js'
import { isClosedWith } from './closing.js'
import { listenerOf, type Task } from './tasks.js'

const deepestCall = 5

/** Follows the lifetimes through one teardown function and what it calls. */
export class Teardown {
  readonly #lifetimes: Lifetimes
  readonly #vocabulary: Vocabulary
  readonly #entry: FunctionNode
  readonly #closure: ReadonlySet<FunctionNode>
  readonly #strict: boolean
  readonly #statuses: Statuses
  readonly #running: FunctionNode[] = []
  readonly #found: Disorder[] = []

  /** @param judged the lifetimes that the function may break: those of cells that it releases, of tasks that it is no part of */
  constructor(lifetimes: Lifetimes, vocabulary: Vocabulary, entry: FunctionNode, judged: readonly Lifetime[], strict: boolean) {
    this.#lifetimes = lifetimes
    this.#statuses = new Statuses(judged, lifetimes.program.budget.spend)
    this.#vocabulary = vocabulary
    this.#entry = entry
    this.#closure = lifetimes.program.closureOf(entry)
    this.#strict = strict
  }

  disorders(): readonly Disorder[] {
    const exit = this.#run(this.#entry, this.#statuses.live(), [])
    for (const status of exit ? this.#statuses.statuses(exit) : []) {
      if (status.phase === 'misordered') this.#report(status)
      if (status.phase === 'released') this.#reportLeak(status)
    }
    return this.#found
  }

  #run(node: FunctionNode, state: State, calls: readonly CallNode[]): State | undefined {
    const graph = this.#lifetimes.program.graph(node)
    if (!graph) return undefined
    this.#running.push(node)
    const flow: Flow<State> = {
      point: (point, known) => this.#point(point, known, calls),
      edge: (edge, known) => this.#edge(edge, known),
      join: (known, arriving) => this.#statuses.join(known, arriving),
      spend: this.#lifetimes.program.budget.spend,
    }
    const { exit } = solve(graph, state, flow)
    this.#running.pop()
    return exit
  }

  #point(point: Point, state: State, calls: readonly CallNode[]): State {
    const release = releaseAt(this.#lifetimes.program.file, point, this.#vocabulary)
    const released = release ? this.#released(release, state, { node: release.node, calls }) : state
    switch (point.kind) {
      case 'yield':
        return released.hasReleased ? this.#seen(released, () => true) : released
      case 'write':
        return this.#written(point, released, { node: point.node, calls })
      case 'function':
        return this.#lifetimes.program.runsHere(point.node) ? released : this.#mentioned([point.node], released)
      case 'leave':
        return point.node.type === 'ThrowStatement' ? this.#leftByError(released) : released
      case 'call':
        return point.node.type === 'TaggedTemplateExpression' ? released : this.#called(point.node, released, calls)
      default:
        return released
    }
  }

  #released(release: Release, state: State, at: Occurrence): State {
    if (!release.empties && !this.#strict) return state
    return this.#statuses.change(state, this.#statuses.ofCell(release.cell), status => {
      if (status.phase !== 'live') return status
      if (status.doubt && !isInside(at.calls.at(-1) ?? at.node, status.doubt) && !isInside(at.node, status.doubt)) {
        return { lifetime: status.lifetime, phase: 'stopped' }
      }
      if (!release.empties && isClosedWith(this.#lifetimes.program.file, status.lifetime)) return status
      return { ...status, phase: 'released', release: { ...at, empties: release.empties } }
    })
  }

  #called(call: CallNode, state: State, calls: readonly CallNode[]): State {
    const { program, cancels } = this.#lifetimes
    let after = state
    for (const listener of cancels.listenersRunBy(call)) {
      if (after.hasReleased) after = this.#seen(after, cell => this.#reads(listener.callbacks, cell))
    }
    const cancelled = cancels.at(call)
    if (cancelled.length > 0) after = this.#cancelled(cancelled, after, { node: call, calls })
    after = this.#started(this.#lifetimes.startedBy(call), after)
    const passed = call.arguments.filter(argument => argument.type === 'MemberExpression')
    after = this.#mentioned(passed.flatMap(argument => program.file.calls.functions(argument)), after)
    for (const target of program.file.runBy(call)) {
      if (this.#running.includes(target) || calls.length >= deepestCall || !this.#matters(target)) continue
      const returned = this.#run(target, after, [...calls, call])
      if (returned && returned !== after) after = this.#returned(returned, calls.length + 1)
    }
    return after
  }

  /** Other code runs here, which may see that the cells are empty. */
  #seen(state: State, sees: (cell: Cell) => boolean): State {
    return this.#statuses.change(state, this.#statuses.all(), status =>
      status.phase === 'released' && !status.isSeen && sees(status.lifetime.cell) ? { ...status, isSeen: true } : status)
  }

  /** A teardown that ends by throwing has been wrong until then; what it did not get to do is another matter. */
  #leftByError(state: State): State {
    return this.#statuses.change(state, this.#statuses.all(), status => {
      if (status.phase !== 'misordered') return status
      this.#report(status)
      return stopped(status)
    })
  }

  /** What a function that has come to its end got wrong by itself stays wrong, whatever its caller does next. */
  #returned(state: State, depth: number): State {
    return this.#statuses.change(state, this.#statuses.all(), status => {
      if (status.phase !== 'misordered' || commonCalls(status) < depth) return status
      this.#report(status)
      return { lifetime: status.lifetime, phase: 'stopped' }
    })
  }

  #cancelled(tasks: readonly Task[], state: State, at: Occurrence): State {
    return this.#statuses.change(state, this.#statuses.ofTasks(tasks), status => this.#cancelledOne(status, at))
  }

  #cancelledOne(status: Status, at: Occurrence): Status {
    if (status.phase === 'live') return { lifetime: status.lifetime, phase: 'stopped' }
    if (status.phase !== 'released') return status
    return { ...status, phase: 'misordered', cancel: at, isSeen: status.isSeen === true || this.#abortReads(status, at) }
  }

  /** An abort runs its listeners before it returns; one of them may read the cell. */
  #abortReads({ lifetime }: Status, at: Occurrence): boolean {
    const { abortListeners } = this.#lifetimes.program
    return lifetime.task.controllers.some(controller => this.#reads(abortListeners.get(controller) ?? [], lifetime.cell))
      && at.node.type === 'CallExpression' && calleeName(at.node) === 'abort'
  }

  readonly #readings = new Map<FunctionNode, ReadonlySet<Cell>>()

  #reads(callbacks: readonly FunctionNode[], cell: Cell): boolean {
    return callbacks.some(callback => {
      const known = this.#readings.get(callback)
        ?? new Set(consumptionOf(this.#lifetimes.program, listenerOf(callback)).keys())
      this.#readings.set(callback, known)
      return known.has(cell)
    })
  }

  /** A task that is started again makes what came before a restart, not a teardown. */
  #started(tasks: readonly Task[], state: State): State {
    return this.#statuses.change(state, this.#statuses.ofTasks(tasks), stopped)
  }

  /** Functions that run some time later: what they start or cancel is no longer for this function to answer. */
  #mentioned(nodes: readonly FunctionNode[], state: State): State {
    if (nodes.length === 0) return state
    const handled = nodes.flatMap(node => [...this.#lifetimes.handledBy(node)])
    return this.#statuses.change(state, this.#statuses.ofTasks(handled), stopped)
  }

  #written({ write }: Point & { kind: 'write' }, state: State, at: Occurrence): State {
    const ended = isNullish(write.value) ? this.#lifetimes.cancels.atWrite(write.target) : []
    if (ended.length > 0) return this.#cancelled(ended, state, at)
    const cell = this.#lifetimes.program.file.cells.at(write.target)
    if (!cell) return state
    const truth = truthWritten(write.value)
    const flagged = truth ? this.#statuses.change(state, this.#statuses.ofFlag(cell), status => {
      if (status.phase === 'misordered' || status.lifetime.consumption.stopFlags.get(cell) === truth) return status
      // A resource whose absence the task notices is no flag: with nothing in between, emptying both is one step.
      const isFlag = write.value?.type === 'Literal' && typeof write.value.value === 'boolean'
      return isFlag || status.isSeen ? this.#cancelledOne(status, at) : stopped(status)
    }) : state
    if (isNullish(write.value)) return flagged
    return this.#statuses.change(flagged, this.#statuses.ofCell(cell), status =>
      status.phase === 'stopped' || status.phase === 'live' || isRace(status) ? status : { lifetime: status.lifetime, phase: 'live' })
  }

  #edge(edge: Edge, state: State): State | undefined {
    const condition = conditionOf(this.#lifetimes.program.file, edge)
    let after = edge.test ? this.#doubted(edge.test, state) : state
    if (!condition) return after
    const { subject, truth } = condition
    const isCell = 'path' in subject
    if (truth === 'falsy') {
      after = this.#statuses.change(after, this.#statuses.ofTasks(this.#lifetimes.cancels.underHandle(subject)), idle)
      const emptied = isCell ? this.#statuses.ofCell(subject) : []
      after = this.#statuses.change(after, emptied, status => status.phase === 'live' ? idle(status) : status)
    }
    return isCell ? this.#statuses.change(after, this.#statuses.ofFlag(subject), status =>
      status.lifetime.consumption.stopFlags.get(subject) === truth ? status : idle(status)) : after
  }

  /**
   * `if (this.#isPolling) clearInterval(this.#timer)`: where the owner's own state decides on the cancel, the way that does not
   * take it may be the one on which nothing runs.
   */
  #doubted(test: TSESTree.Expression, state: State): State {
    const branch = branchOf(test)
    if (!branch || !mentionsState(test)) return state
    return this.#statuses.change(state, this.#statuses.ofTasks(this.#lifetimes.cancelledWithin(branch)), status =>
      status.doubt === branch || status.phase === 'stopped' || status.phase === 'misordered' ? status : { ...status, doubt: branch })
  }

  /** Whether following a call into the function can change anything. */
  readonly #mattering = new Map<FunctionNode, boolean>()

  #matters(node: FunctionNode): boolean {
    const known = this.#mattering.get(node)
    if (known !== undefined) return known
    const closure = this.#lifetimes.program.closureOf(node)
    const matters = [...closure].some(inner => this.#lifetimes.touches(inner))
    this.#mattering.set(node, matters)
    return matters
  }

  #report(status: Status): void {
    const { lifetime, release, cancel, isSeen } = status
    if (!release || !cancel) return
    const depth = commonCalls(status)
    this.#found.push({
      kind: isSeen ? 'race' : 'latent',
      lifetime,
      cell: lifetime.cell,
      empties: release.empties,
      at: release.calls[depth] ?? release.node,
      cancel: cancel.calls[depth] ?? cancel.node,
    })
  }

  #reportLeak(status: Status): void {
    const { lifetime, release } = status
    if (!release || status.doubt || !release.empties) return
    const elsewhere = leakOf(this.#lifetimes, lifetime, this.#entry, this.#closure)
    if (!elsewhere) return
    this.#found.push({
      kind: 'leak', lifetime, cell: lifetime.cell, empties: true, at: release.calls[0] ?? release.node, cancel: elsewhere,
    })
  }
}

const isRace = (status: Status): boolean => status.phase === 'misordered' && status.isSeen === true

const stopped = (status: Status): Status =>
  status.phase === 'stopped' ? status : { lifetime: status.lifetime, phase: 'stopped' }

/** A task that is seen not to run: what was wrong before stays wrong. */
const idle = (status: Status): Status => status.phase === 'misordered' ? status : stopped(status)

function truthWritten(value: TSESTree.Expression | undefined): 'truthy' | 'falsy' | undefined {
  if (!value) return undefined
  const node = unwrap(value)
  if (isNullish(node)) return 'falsy'
  if (node.type === 'Literal') return node.value ? 'truthy' : 'falsy'
  return node.type === 'ObjectExpression' || node.type === 'NewExpression' ? 'truthy' : undefined
}

/** The statement that a test decides about. */
function branchOf(test: TSESTree.Node): TSESTree.Node | undefined {
  for (let at = test.parent; at; at = at.parent) {
    if (isBranching(at)) return at
    if (at.type !== 'LogicalExpression' && at.type !== 'UnaryExpression' && at.type !== 'BinaryExpression') return undefined
  }
  return undefined
}

/** Whether a test looks at more than parameters and locals. */
function mentionsState(test: TSESTree.Node): boolean {
  const node = unwrap(test)
  if (node.type === 'BinaryExpression') return mentionsState(node.left) || mentionsState(node.right)
  return node.type === 'MemberExpression' || node.type === 'CallExpression'
}
