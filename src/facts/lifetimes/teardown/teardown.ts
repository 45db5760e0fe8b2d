import type { Vocabulary } from '../../../catalog/settings.js'
import type { TSESTree } from '@typescript-eslint/utils'
import { solve, type Failures, type Flow, type Mask, type Point, type Yield } from '../../../order/index.js'
import {
  enclosingFunction, unwrap, type CallNode, type FunctionNode,
} from '../../../source/index.js'
import { Backlog } from './backlog.js'
import { mayBeSuspended, type Disorder } from '../disorder.js'
import { callsAsked, isCall, isFloating } from './call-places.js'
import { Events } from './events.js'
import { leakOf } from './leaks.js'
import { isOfTwoTeardowns, makesAnother, mayRestart } from '../pairs.js'
import type { Lifetime, Lifetimes } from '../lifetimes.js'
import { isOfSettlingWait, teardownMask } from './masks.js'
import type { Scope } from '../releases.js'
import { commonCalls, isSameRelease, Statuses, type State, type Status } from './statuses.js'
import { mayWaitForRuns } from './vague-waits.js'
import { isAwaited, isInner, Summaries, type Call, type Effect, type Frame } from './summaries.js'
import { isContinuing } from '../../../model/waits/continuations.js'
import { stopped, Transitions } from './transitions.js'

const deepestCall = 5

/** A run of a function, and who takes what it got wrong. */
interface Run extends Frame {
  note(statuses: readonly Status[]): void
}

/** Follows the lifetimes through teardown functions and what they call. */
export class Teardown {
  readonly #lifetimes: Lifetimes
  readonly #statuses: Statuses
  readonly #strict: boolean
  readonly #transitions: Transitions
  readonly #summaries: Summaries
  readonly #backlog: Backlog
  readonly #mask: Mask
  readonly #events: Events

  /** @param judged the lifetimes that are followed */
  constructor(lifetimes: Lifetimes, judged: readonly Lifetime[], vocabulary: Vocabulary, strict: boolean, scope: Scope = 'cells') {
    this.#lifetimes = lifetimes
    this.#statuses = new Statuses(judged, lifetimes.program.budget.spend)
    this.#strict = strict
    this.#transitions = new Transitions(lifetimes, this.#statuses, strict)
    this.#mask = teardownMask(lifetimes, this.#statuses, vocabulary, scope)
    this.#events = new Events(lifetimes, vocabulary, scope)
    const { callGraph, file } = lifetimes.program
    this.#backlog = new Backlog(this.#statuses, (node, state, running) =>
      this.#run(node, state, { calls: [], running, isCaught: false, isWaitedFor: true }))
    this.#summaries = new Summaries(this.#statuses, callGraph, deepestCall, file.code.ast)
  }

  /** @param judged the lifetimes that the function may break: those of cells that it releases, of tasks that it is no part of */
  disorders(entry: FunctionNode, judged: readonly Lifetime[]): readonly Disorder[] {
    const effect = this.#run(entry, this.#statuses.live(judged), { calls: [], running: [entry], isCaught: false, isWaitedFor: true })
    const late: Status[] = []
    const exit = effect?.exit && this.#backlog.passed(effect.exit, { running: [entry], note: statuses => { late.push(...statuses) } })
    const ended = exit ? this.#statuses.statuses(exit, judged) : []
    const found = new Map<string, Disorder>()
    const tell = (disorder: Disorder | undefined): void => {
      if (disorder) found.set(keyOf(disorder, this.#statuses), disorder)
    }
    const misordered = [...effect?.found ?? [], ...late, ...ended].filter(({ phase }) => phase === 'misordered')
    const forgotten = ended.filter(({ phase, disarmedBy }) => phase === 'released' && !disarmedBy)
    // A cancel that does not run hurts only where no other one follows.
    const disarmed = misordered.filter(status => status.disarmedBy && forgotten.some(other => isSameRelease(status, other)))
    for (const status of disarmed) tell(this.#disorder(status))
    for (const status of misordered) if (!status.disarmedBy) tell(this.#disorder(status))
    for (const status of forgotten) if (!disarmed.some(other => isSameRelease(status, other))) tell(this.#leak(status, entry))
    return [...found.values()]
  }

  /** The releases after which a run that has begun may still go on. */
  unsettled(entry: FunctionNode, judged: readonly Lifetime[]): readonly Status[] {
    const effect = this.#run(entry, this.#statuses.live(judged), { calls: [], running: [entry], isCaught: false, isWaitedFor: true })
    return (effect?.exit ? this.#statuses.statuses(effect.exit, judged) : []).filter(({ phase }) => phase === 'released')
  }

  /** Undefined where the function has no order. */
  #run(node: FunctionNode, state: State, frame: Frame): Effect | undefined {
    const graph = this.#lifetimes.program.graph(node)
    if (!graph) return undefined
    const found = new Map<number, Status[]>()
    let noted: Status[] = []
    const flow: Flow<State> = {
      mask: this.#mask,
      point: (point, known, failures) => this.#point(point, known, { ...frame, note: statuses => { noted.push(...statuses) } }, failures),
      edge: (edge, known) => this.#transitions.tested(edge, known),
      join: (known, arriving) => this.#statuses.join(known, arriving),
      visit: block => { found.set(block, noted = []) },
      followsThrown: frame.isCaught,
      work: this.#lifetimes.program.budget.work('teardown'),
    }
    const { exit, thrown } = solve(graph, state, flow)
    return { exit, thrown, found: [...found.values()].flat() }
  }

  #point(point: Point, state: State, run: Run, failures: Failures<State> | undefined): State | undefined {
    const release = this.#events.releaseAt(point)
    const released = release ? this.#transitions.released(release, state, run.calls.at(-1)) : state
    const behind = point.kind === 'call' && point.node.type !== 'TaggedTemplateExpression'
      ? this.#called(point.node, released, run, failures)
      : this.#changed(point, released, run)
    if (failures && this.#failsElsewhere(point, run)) failures.areOnly([])
    return behind
  }

  #changed(point: Point, released: State, run: Run): State {
    const { program } = this.#lifetimes
    const transitions = this.#transitions
    switch (point.kind) {
      case 'yield':
        return this.#yielded(point.node, this.#backlog.passed(transitions.yielded(released), run))
      case 'write':
        if (transitions.isOfFlag(point.write.target)) this.#summaries.asksFor(callsAsked(program.file, point.write.value, run.calls))
        return transitions.written(point.write, released, point.node, run.calls)
      case 'dispose':
        return this.#disposed(program.file.disposals.atEnd(point.node), released, run)
      case 'function':
        if (program.runsHere(point.node) || this.#lifetimes.deferrals.defers(point.node)) return released
        return transitions.mentioned([point.node], released)
      case 'leave':
        return point.node.type === 'ThrowStatement' ? this.#leftByError(released, run) : this.#returning(point.node, released, run)
      default:
        return released
    }
  }

  /** A task that was awaited has settled: nothing is left to cancel. */
  #yielded(node: Yield, state: State): State {
    if (node.type !== 'AwaitExpression') return state
    const settled = this.#transitions.settled(node.argument, state)
    return this.#statuses.runs.length > 0 && mayWaitForRuns(this.#lifetimes, node.argument)
      ? this.#transitions.mayHaveSettled(settled) : settled
  }

  /** `settle() { return this.#task }`, and the caller waits for it. */
  #returning(node: TSESTree.ReturnStatement | TSESTree.Expression, state: State, { calls, isWaitedFor }: Run): State {
    const value = node.type === 'ReturnStatement' ? node.argument : node
    if (!value || this.#lifetimes.cancels.settledBy(value).length === 0) return state
    this.#summaries.asks.wait = true
    return calls.length > 0 && isWaitedFor ? this.#transitions.settled(value, state) : state
  }

  /**
   * What a task is waited for with does not fail before the wait: `await Promise.race([this.#task, pause(1000)])`. And what an own
   * function does not catch was handed to the handler where that was called.
   */
  #failsElsewhere(point: Point, run: Run): boolean {
    if (point.kind === 'yield') {
      const call = point.node.type === 'AwaitExpression' ? unwrap(point.node.argument) : undefined
      return isCall(call) && this.#lifetimes.program.file.runBy(call).some(target => target.async && this.#isFollowed(target, run))
    }
    if (point.kind !== 'call' && point.kind !== 'read') return false
    if (isContinuing(point.node)) return true
    const known = this.#failingElsewhere.get(point) ?? isOfSettlingWait(this.#lifetimes, point.node)
    this.#failingElsewhere.set(point, known)
    return known
  }

  readonly #failingElsewhere = new Map<Point, boolean>()

  #called(call: CallNode, state: State, run: Run, failures: Failures<State> | undefined): State | undefined {
    const { heard, cancelled, started, deferred, given, disposed } = this.#events.at(call)
    const transitions = this.#transitions
    let after = state
    for (const callbacks of heard) {
      if (after.hasReleased) after = transitions.seen(after, cell => transitions.reads(callbacks, cell))
    }
    if (cancelled.length > 0) after = transitions.cancelled(cancelled, after, call)
    if (started.length > 0) after = transitions.started(started, after)
    after = this.#disposed(disposed, transitions.mentioned(given, transitions.deferred(deferred, after)), run)
    return this.#ran(call, state, after, run, failures)
  }

  /** Whether a call into the function is followed. */
  #isFollowed(target: FunctionNode, { calls, running }: Run): boolean {
    return !running.includes(target) && calls.length < deepestCall && this.#lifetimes.mattering.has(target)
      && !makesAnother(target, running)
  }

  /** Follows a call into the functions that it runs. */
  #ran(call: CallNode, before: State, state: State, run: Run, failures: Failures<State> | undefined): State | undefined {
    const { run: targets, isOwn } = this.#events.at(call)
    let after = state
    let knowsFailures = isOwn
    const failed: State[] = []
    for (const target of targets) {
      if (!this.#isFollowed(target, run)) {
        knowsFailures = false
        continue
      }
      const caller = { ...run, isCaught: failures !== undefined }
      const ran = this.#summaries.apply(target, call, caller, after, (inner, frame) => this.#run(target, inner, frame))
      if (!ran) {
        after = this.#transitions.mentioned([target], after)
        knowsFailures = false
        continue
      }
      run.note(ran.found)
      failed.push(...this.#failedIn(target, call, ran))
      const returned = this.#returned(ran, call, run)
      if (returned) after = returned
      else if (!target.async && !target.generator) {
        failures?.areOnly(knowsFailures ? failed : [before, ...failed])
        return undefined
      }
    }
    failures?.areOnly(knowsFailures ? failed : [before, after, ...failed])
    return after
  }

  /** What is known where an own function has failed: an async one rejects, and only who awaits it gets to know. */
  #failedIn(target: FunctionNode, call: CallNode, ran: Call): readonly State[] {
    // What the function gets wrong by itself is told where it returns: it has the release, and a cancel, or both.
    const handled = this.#lifetimes.handledBy(target)
    const isItsOwn = (status: Status): boolean => isInner(status.release)
      && (status.phase === 'misordered' ? isInner(status.cancel) : status.phase === 'released' && handled.has(status.lifetime.task))
    const state = ran.thrown(status => isItsOwn(status) ? stopped(status) : status)
    if (!state || !target.async) return state ? [state] : []
    return isAwaited(call) ? [state.hasReleased ? this.#transitions.seen(state, () => true) : state] : []
  }

  /** A teardown that ends by throwing has been wrong until then; what it did not get to do is another matter. */
  #leftByError(state: State, run: Run): State {
    return this.#statuses.change(state, state.placed.indexes, status => {
      if (status.phase !== 'misordered') return status
      run.note([status])
      return stopped(status)
    })
  }

  /** Runs what a stack of disposals runs, the last first; it runs as code of the function that has the stack. */
  #disposed(nodes: readonly FunctionNode[], state: State, run: Run): State {
    let after = state
    for (const node of nodes) {
      if (run.running.includes(node)) continue
      const effect = this.#run(node, after, { ...run, running: [...run.running, node], isCaught: false })
      run.note(effect?.found ?? [])
      after = effect?.exit ?? after
    }
    return after
  }

  /**
   * What a function that has come to its end got wrong by itself stays wrong, whatever its caller does next. What it waited for has
   * settled for its caller only where that waits for it.
   */
  #returned(ran: Call, call: CallNode, run: Run): State | undefined {
    return ran.returned((status, left) => {
      if (status.settledIn !== undefined && status.settledIn >= 0) {
        const { lifetime, doubt } = status
        return isFloating(call) ? { lifetime, phase: 'live', ...doubt && { doubt } } : { ...status, settledIn: -1 }
      }
      if (status.phase !== 'misordered' || !isInner(status.release) || !isInner(status.cancel)) return status
      run.note([left(status)])
      return { lifetime: status.lifetime, phase: 'stopped' }
    })
  }

  #disorder(status: Status): Disorder | undefined {
    const { lifetime, release, cancel, isSeen, disarmedBy } = status
    if (!release || !cancel) return undefined
    const isHarmless = !disarmedBy && release.empties && lifetime.consumption.isNullSafe
    if (isHarmless && !this.#strict) return undefined
    const depth = commonCalls(status)
    // The cancel itself asks the cell; what a caller of it asks decides about more than the cancel.
    if (disarmedBy && enclosingFunction(disarmedBy) !== enclosingFunction(cancel.node)) return undefined
    if (!isSeen && mayRestart(this.#lifetimes.program, cancel.calls[depth], lifetime.task)) return undefined
    if (isOfTwoTeardowns(this.#lifetimes, lifetime, release, cancel, depth)) return undefined
    return {
      kind: disarmedBy ? 'disarms' : isSeen && !isHarmless ? 'race' : 'latent',
      mayBeSuspended: mayBeSuspended(this.#lifetimes.program, lifetime),
      lifetime,
      cell: lifetime.cell,
      empties: release.empties,
      at: release.calls[depth] ?? release.node,
      cancel: cancel.calls[depth] ?? cancel.node,
    }
  }

  #leak(status: Status, entry: FunctionNode): Disorder | undefined {
    const { lifetime, release } = status
    if (!release || status.doubt || !release.empties) return undefined
    const elsewhere = leakOf(this.#lifetimes, lifetime, entry, release.node)
    const at = release.calls[0] ?? release.node
    return elsewhere && { kind: 'leak', mayBeSuspended: true, lifetime, cell: lifetime.cell, empties: true, at, cancel: elsewhere }
  }
}

function keyOf({ kind, lifetime, at, cancel, empties }: Disorder, statuses: Statuses): string {
  return [kind, empties, ...[lifetime, at, cancel].map(part => statuses.number(part))].join(' ')
}
