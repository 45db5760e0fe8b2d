import type { Vocabulary } from '../../catalog/settings.js'
import type { TSESTree } from '@typescript-eslint/utils'
import { solve, type Failures, type Flow, type Point, type Solution, type Yield } from '../../order/index.js'
import { enclosingFunction, isFunction, unwrap, wrapped, type CallNode, type FunctionNode } from '../../source/index.js'
import type { Disorder } from './disorder.js'
import { leakOf } from './leaks.js'
import type { Lifetime, Lifetimes } from './lifetimes.js'
import { releaseAt } from './releases.js'
import { commonCalls, Statuses, type State, type Status } from './statuses.js'
import type { Task } from '../../model/tasks/tasks.js'
import { stopped, Transitions } from './transitions.js'

const deepestCall = 5

/** Follows the lifetimes through one teardown function and what it calls. */
export class Teardown {
  readonly #lifetimes: Lifetimes
  readonly #vocabulary: Vocabulary
  readonly #entry: FunctionNode
  readonly #closure: ReadonlySet<FunctionNode>
  readonly #statuses: Statuses
  readonly #transitions: Transitions
  readonly #running: FunctionNode[] = []
  readonly #found: Disorder[] = []

  /** @param judged the lifetimes that the function may break: those of cells that it releases, of tasks that it is no part of */
  constructor(lifetimes: Lifetimes, vocabulary: Vocabulary, entry: FunctionNode, judged: readonly Lifetime[], strict: boolean) {
    this.#lifetimes = lifetimes
    this.#statuses = new Statuses(judged, lifetimes.program.budget.spend)
    this.#vocabulary = vocabulary
    this.#entry = entry
    this.#closure = lifetimes.program.closureOf(entry)
    this.#transitions = new Transitions(lifetimes, this.#statuses, strict)
  }

  disorders(): readonly Disorder[] {
    const exit = this.#run(this.#entry, this.#statuses.live(), [], false)?.exit
    for (const status of exit ? this.#statuses.statuses(exit) : []) {
      if (status.phase === 'misordered') this.#report(status)
      if (status.phase === 'released') this.#reportLeak(status)
    }
    return this.#found
  }

  /** Undefined where the function has no order. `isCaught`: whether an error that leaves it goes anywhere. */
  #run(node: FunctionNode, state: State, calls: readonly CallNode[], isCaught: boolean): Solution<State> | undefined {
    const graph = this.#lifetimes.program.graph(node)
    if (!graph) return undefined
    this.#running.push(node)
    const flow: Flow<State> = {
      point: (point, known, failures) => this.#point(point, known, calls, failures),
      edge: (edge, known) => this.#transitions.tested(edge, known),
      join: (known, arriving) => this.#statuses.join(known, arriving),
      followsThrown: isCaught,
      work: this.#lifetimes.program.budget.work('teardown'),
    }
    const solution = solve(graph, state, flow)
    this.#running.pop()
    return solution
  }

  #point(point: Point, state: State, calls: readonly CallNode[], failures: Failures<State> | undefined): State | undefined {
    const { program } = this.#lifetimes
    const release = releaseAt(program.file, point, this.#vocabulary)
    const released = release ? this.#transitions.released(release, state, { node: release.node, calls }) : state
    const behind = point.kind === 'call' && point.node.type !== 'TaggedTemplateExpression'
      ? this.#called(point.node, released, calls, failures)
      : this.#changed(point, released, calls)
    if (failures && this.#failsElsewhere(point)) failures.areOnly([])
    return behind
  }

  #changed(point: Point, released: State, calls: readonly CallNode[]): State {
    const { program } = this.#lifetimes
    const transitions = this.#transitions
    switch (point.kind) {
      case 'yield':
        return this.#yielded(point.node, released.hasReleased ? transitions.seen(released, () => true) : released, calls)
      case 'write':
        return transitions.written(point.write, released, { node: point.node, calls })
      case 'dispose':
        return this.#disposed(program.file.disposals.atEnd(point.node), released, calls)
      case 'function':
        return program.runsHere(point.node) ? released : transitions.mentioned([point.node], released)
      case 'leave':
        return point.node.type === 'ThrowStatement' ? this.#leftByError(released) : this.#returning(point.node, released, calls)
      default:
        return released
    }
  }

  /** A task that was awaited has settled: nothing is left to cancel. */
  #yielded(node: Yield, state: State, calls: readonly CallNode[]): State {
    return node.type === 'AwaitExpression' ? this.#transitions.settled(node.argument, state, calls.length) : state
  }

  /** `settle() { return this.#task }`, and the caller waits for it. */
  #returning(node: TSESTree.ReturnStatement | TSESTree.Expression, state: State, calls: readonly CallNode[]): State {
    const value = node.type === 'ReturnStatement' ? node.argument : node
    return value && calls.length > 0 && calls.every(isAwaitedOrReturned) ? this.#transitions.settled(value, state, calls.length) : state
  }

  /**
   * What a task is waited for with does not fail before the wait: `await Promise.race([this.#task, pause(1000)])`. And what an own
   * function does not catch was handed to the handler where that was called.
   */
  #failsElsewhere(point: Point): boolean {
    if (point.kind === 'yield') return point.node.type === 'AwaitExpression' && this.#followed.has(unwrap(point.node.argument))
    if (point.kind !== 'call' && point.kind !== 'read') return false
    const known = this.#failingElsewhere.get(point) ?? this.#isOfSettlingWait(point.node)
    this.#failingElsewhere.set(point, known)
    return known
  }

  readonly #failingElsewhere = new Map<Point, boolean>()

  #isOfSettlingWait(node: TSESTree.Node): boolean {
    const wait = awaitAround(node)
    return wait !== undefined && this.#lifetimes.cancels.settledBy(wait.argument).length > 0
  }

  /** Calls of own async functions that were followed with what they do not catch. */
  readonly #followed = new Set<TSESTree.Node>()

  #called(call: CallNode, state: State, calls: readonly CallNode[], failures: Failures<State> | undefined): State | undefined {
    const { program, cancels } = this.#lifetimes
    let after = state
    for (const listener of cancels.listenersRunBy(call)) {
      if (after.hasReleased) after = this.#transitions.seen(after, cell => this.#transitions.reads(listener.callbacks, cell))
    }
    const cancelled = cancels.at(call)
    if (cancelled.length > 0) after = this.#transitions.cancelled(cancelled, after, { node: call, calls })
    after = this.#transitions.started(this.#lifetimes.startedBy(call), after)
    const passed = call.arguments.filter(argument => argument.type === 'MemberExpression')
    after = this.#transitions.mentioned(passed.flatMap(argument => program.file.calls.functions(argument)), after)
    after = this.#disposed(program.file.disposals.atCall(call), after, calls)
    return this.#ran(call, state, after, calls, failures)
  }

  /** Follows a call into the functions that it runs. */
  #ran(
    call: CallNode, before: State, state: State, calls: readonly CallNode[], failures: Failures<State> | undefined,
  ): State | undefined {
    const { file } = this.#lifetimes.program
    let after = state
    let knowsFailures = file.calls.targets(call).length > 0
    const failed: State[] = []
    for (const target of file.runBy(call)) {
      if (this.#running.includes(target) || calls.length >= deepestCall || !this.#matters(target)) {
        knowsFailures = false
        continue
      }
      const ran = this.#run(target, after, [...calls, call], failures !== undefined)
      if (ran?.thrown) failed.push(...this.#failedIn(target, call, ran.thrown, calls.length + 1))
      if (!ran) after = this.#transitions.mentioned([target], after)
      else if (ran.exit) after = ran.exit === after ? after : this.#returned(ran.exit, call, calls.length + 1)
      else if (!target.async && !target.generator) {
        failures?.areOnly(knowsFailures ? failed : [before, ...failed])
        return undefined
      }
      knowsFailures &&= ran !== undefined
      if (target.async && isAwaited(call)) this.#followed.add(call)
    }
    failures?.areOnly(knowsFailures ? failed : [before, after, ...failed])
    return after
  }

  /** What is known where an own function has failed: an async one rejects, and only who awaits it gets to know. */
  #failedIn(target: FunctionNode, call: CallNode, thrown: State, depth: number): readonly State[] {
    // What the function gets wrong by itself is told where it returns: it has the release, and a cancel, or both.
    const handled = this.#lifetimes.handledBy(target)
    const isItsOwn = (status: Status): boolean => status.phase === 'misordered' ? commonCalls(status) >= depth
      : status.phase === 'released' && (status.release?.calls.length ?? 0) >= depth && handled.has(status.lifetime.task)
    const state = this.#statuses.change(thrown, this.#statuses.all(), status => isItsOwn(status) ? stopped(status) : status)
    if (!target.async) return [state]
    return isAwaited(call) ? [state.hasReleased ? this.#transitions.seen(state, () => true) : state] : []
  }

  /** A teardown that ends by throwing has been wrong until then; what it did not get to do is another matter. */
  #leftByError(state: State): State {
    return this.#statuses.change(state, this.#statuses.all(), status => {
      if (status.phase !== 'misordered') return status
      this.#report(status)
      return stopped(status)
    })
  }

  /** Runs what a stack of disposals runs, the last first; it runs as code of the function that has the stack. */
  #disposed(nodes: readonly FunctionNode[], state: State, calls: readonly CallNode[]): State {
    let after = state
    for (const node of nodes) {
      if (this.#running.includes(node)) continue
      after = this.#run(node, after, calls, false)?.exit ?? after
    }
    return after
  }

  /**
   * What a function that has come to its end got wrong by itself stays wrong, whatever its caller does next. What it waited for has
   * settled for its caller only where that waits for it.
   */
  #returned(state: State, call: CallNode, depth: number): State {
    return this.#statuses.change(state, this.#statuses.all(), status => {
      if (status.settledIn !== undefined && status.settledIn >= depth) {
        const { lifetime, doubt } = status
        return isFloating(call) ? { lifetime, phase: 'live', ...doubt && { doubt } } : { ...status, settledIn: depth - 1 }
      }
      if (status.phase !== 'misordered' || commonCalls(status) < depth) return status
      this.#report(status)
      return { lifetime: status.lifetime, phase: 'stopped' }
    })
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
    if (!isSeen && this.#mayRestart(cancel.calls[depth], lifetime.task)) return
    this.#found.push({
      kind: isSeen ? 'race' : 'latent',
      lifetime,
      cell: lifetime.cell,
      empties: release.empties,
      at: release.calls[depth] ?? release.node,
      cancel: cancel.calls[depth] ?? cancel.node,
    })
  }

  /** A change of state clears the timer of the state before, and may set that of the next: no teardown, and nothing ran in between. */
  #mayRestart(call: CallNode | undefined, task: Task): boolean {
    const { program } = this.#lifetimes
    if (!call) return false
    const run = new Set<TSESTree.Node>(program.file.runBy(call).flatMap(target => [...program.closureOf(target)]))
    return program.tasks.some(({ handles, starts }) => handles.some(handle => task.handles.includes(handle))
      && starts.some(start => run.has(enclosingFunction(start))))
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

const isAwaited = (call: CallNode): boolean => wrapped(call).parent?.type === 'AwaitExpression'

/** Whether who makes the call waits for what comes of it, or hands that on. */
const isAwaitedOrReturned = (call: CallNode): boolean => {
  const { parent } = wrapped(call)
  return isAwaited(call) || parent?.type === 'ReturnStatement' || parent?.type === 'ArrowFunctionExpression'
}

/** Whether nobody waits for what comes of the call: `void this.#settle()`. */
const isFloating = (call: CallNode): boolean => {
  const { parent } = wrapped(call)
  return parent?.type === 'ExpressionStatement' || (parent?.type === 'UnaryExpression' && parent.operator === 'void')
}

/** The innermost await whose operand this is part of. */
function awaitAround(node: TSESTree.Node): TSESTree.AwaitExpression | undefined {
  for (let at = node.parent; at && !isFunction(at) && !/Statement$|Declaration$/.test(at.type); at = at.parent) {
    if (at.type === 'AwaitExpression') return at
  }
  return undefined
}
