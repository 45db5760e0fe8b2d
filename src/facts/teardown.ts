import type { Vocabulary } from '../catalog/settings.js'
import { solve, type Flow, type Point } from '../order/index.js'
import type { CallNode, FunctionNode } from '../source/index.js'
import type { Disorder } from './disorder.js'
import { leakOf } from './leaks.js'
import type { Lifetime, Lifetimes } from './lifetimes.js'
import { releaseAt } from './releases.js'
import { commonCalls, Statuses, type State, type Status } from './statuses.js'
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
      edge: (edge, known) => this.#transitions.tested(edge, known),
      join: (known, arriving) => this.#statuses.join(known, arriving),
      spend: this.#lifetimes.program.budget.spend,
    }
    const { exit } = solve(graph, state, flow)
    this.#running.pop()
    return exit
  }

  #point(point: Point, state: State, calls: readonly CallNode[]): State {
    const { program } = this.#lifetimes
    const transitions = this.#transitions
    const release = releaseAt(program.file, point, this.#vocabulary)
    const released = release ? transitions.released(release, state, { node: release.node, calls }) : state
    switch (point.kind) {
      case 'yield':
        return transitions.awaited(point.node, released.hasReleased ? transitions.seen(released, () => true) : released)
      case 'write':
        return transitions.written(point.write, released, { node: point.node, calls })
      case 'dispose':
        return this.#disposed(program.file.disposals.atEnd(point.node), released, calls)
      case 'function':
        return program.runsHere(point.node) ? released : transitions.mentioned([point.node], released)
      case 'leave':
        return point.node.type === 'ThrowStatement' ? this.#leftByError(released) : released
      case 'call':
        return point.node.type === 'TaggedTemplateExpression' ? released : this.#called(point.node, released, calls)
      default:
        return released
    }
  }

  #called(call: CallNode, state: State, calls: readonly CallNode[]): State {
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
    for (const target of program.file.runBy(call)) {
      if (this.#running.includes(target) || calls.length >= deepestCall || !this.#matters(target)) continue
      const returned = this.#run(target, after, [...calls, call])
      if (returned && returned !== after) after = this.#returned(returned, calls.length + 1)
    }
    return after
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
      after = this.#run(node, after, calls) ?? after
    }
    return after
  }

  /** What a function that has come to its end got wrong by itself stays wrong, whatever its caller does next. */
  #returned(state: State, depth: number): State {
    return this.#statuses.change(state, this.#statuses.all(), status => {
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

