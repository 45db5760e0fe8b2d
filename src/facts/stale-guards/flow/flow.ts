import type { TSESTree } from '@typescript-eslint/utils'
import { review, solve, type Failures, type Flow, type Point } from '../../../order/index.js'
import { unwrap, type CallNode, type FunctionNode } from '../../../source/index.js'
import type { Interference } from '../clears/interference.js'
import { assignmentsOf } from '../../../model/exclusion/locks.js'
import { Chains, type Ends } from './chains.js'
import { awaits, called, deepestCall, entered, type Frame } from './frames.js'
import { endsProgram } from '../revalidations.js'
import { isExact, moved, RunMemo, type Mode, type Run } from './runs.js'
import { aged, dead, joinStates, nothing, withBelief, without, type State } from './state.js'
import type { StaleContext, StaleGuard } from '../types.js'
import { startedWith } from '../started-with.js'
import { Transfer } from './transfer.js'
import { Verdicts } from '../verdicts.js'

/** Follows what one function believes of its owner's cells, through its yields and what it calls. */
export class StaleFlow {
  readonly #context: StaleContext
  readonly #entry: FunctionNode
  readonly #verdicts: Verdicts
  readonly #interference: Interference
  readonly #transfer: Transfer
  readonly #memo: RunMemo
  readonly #chains: Chains

  constructor(context: StaleContext, entry: FunctionNode, interference: Interference) {
    this.#context = context
    this.#entry = entry
    this.#verdicts = new Verdicts(context, entry)
    this.#interference = interference
    this.#transfer = new Transfer(context, entry, this.#verdicts, this.#interference)
    this.#memo = new RunMemo(context)
    this.#chains = new Chains(context, this.#transfer, (frame, state) => this.#continued(frame, state))
  }

  /** The verdicts are read off when all is known: while a solution grows, a point may be visited with less than that. */
  find(): readonly StaleGuard[] {
    const run = this.#solved(entered(this.#entry), this.#started(), 'whole')
    if (this.#verdicts.isSuspected) this.#report(run)
    return this.#verdicts.all()
  }

  /** `this.pending = this.#load()`: from its first yield on, the function runs while the cell holds its own promise. */
  #started(): State {
    let state = nothing
    for (const { node, target } of assignmentsOf(this.#context.program, this.#entry)) {
      const cell = this.#transfer.watched(target)
      if (cell) state = withBelief(state, cell, { truth: 'truthy', guard: { node, calls: [] }, by: 'assignment' })
    }
    for (const { node, cell } of startedWith(this.#context.program, this.#entry)) {
      if (this.#context.clears.of(cell).length === 0) continue
      state = withBelief(state, cell, { truth: 'truthy', guard: { node, calls: [] }, by: 'assignment' })
    }
    return state
  }

  /** Follows a call into the function; what it leads to is not known where that has no graph. */
  #entered(frame: Frame, state: State, mode: Mode): Run {
    const run = this.#memo.get(frame, state, mode) ?? this.#memo.keep(this.#solved(frame, state, mode))
    if (this.#verdicts.isOpen && run.isSilent !== true) this.#reportIn(run, frame, state)
    return run
  }

  /** What is known where a function has ended that ran behind a promise; undefined where it has no graph. */
  #continued(frame: Frame, state: State): Ends | undefined {
    const run = this.#entered(frame, state, 'whole')
    const [exit, thrown] = [run.behind, run.thrown].map(end => moved(run, frame, state, end))
    return exit && { exit, thrown: thrown ?? dead }
  }

  /** Reads the verdicts off a run; what is reported names the calls that lead to it, so that each way there counts for itself. */
  #reportIn(run: Run, frame: Frame, state: State): void {
    const before = this.#verdicts.made
    this.#report(isExact(run, frame, state) ? run : this.#solved(frame, state, run.mode))
    if (this.#verdicts.made === before) run.isSilent = true
  }

  #solved(frame: Frame, entry: State, mode: Mode): Run {
    const { program, mask } = this.#context
    const graph = program.graph(frame.node)
    if (!graph) return { frame, entry, mode, behind: undefined, thrown: undefined, solution: undefined }
    const wasOpen = this.#verdicts.isOpen
    this.#verdicts.isOpen = false
    let [begun, rejected]: [State, State] = [dead, dead]
    const flow: Flow<State> = {
      mask,
      point: (point, known, failures) => {
        if (mode === 'begun' && point.kind === 'yield') begun = joinStates(begun, known)
        const isHandedOn = mode === 'whole' && point.kind === 'leave' && frame.isAwaited === true && !known.isDead
        if (isHandedOn) rejected = joinStates(rejected, this.#leftByError(point.node, known, frame))
        return this.#passed(point, known, frame, mode, failures)
      },
      edge: (edge, known) => known.isDead ? undefined : this.#transfer.edge(edge, known, frame),
      join: joinStates,
      work: program.budget.work('stale guards'),
      followsThrown: mode === 'begun' || frame.isAwaited === true,
    }
    const solution = solve(graph, entry, flow)
    this.#verdicts.isOpen = wasOpen
    const thrown = solution.thrown ? joinStates(rejected, solution.thrown) : rejected
    if (mode === 'whole') return { frame, entry, mode, solution, behind: solution.exit ?? dead, thrown }
    for (const end of [solution.exit, solution.thrown]) if (end) begun = joinStates(begun, end)
    return { frame, entry, mode, solution, behind: begun, thrown: undefined }
  }

  /** Passes every point once more, with what is known in the end where its block begins. */
  #report({ frame, mode, solution }: Run): void {
    const graph = this.#context.program.graph(frame.node)
    if (!graph || !solution) return
    this.#verdicts.isOpen = true
    review(graph, solution, this.#context.mask, (point, state) => {
      this.#context.program.budget.spend()
      return this.#passed(point, state, frame, mode)
    })
  }

  #passed(point: Point, state: State, frame: Frame, mode: Mode, failures?: Failures<State>): State | undefined {
    if (state.isDead) return undefined
    if (point.kind === 'call') return point.node.type === 'TaggedTemplateExpression' ? state : this.#called(point.node, state, frame, mode)
    if (point.kind === 'leave' && mode === 'begun') return state
    // What is given back and was followed to its end has settled by now.
    if (point.kind === 'leave' && this.#isFollowedTo(givenBack(point.node), frame)) return state
    if (point.kind !== 'yield') return this.#transfer.point(point, state, frame)
    if (mode === 'begun') {
      failures?.areOnly([])
      return undefined
    }
    const awaited = point.node.type === 'AwaitExpression' ? unwrap(point.node.argument) : undefined
    const isFollowed = this.#isFollowedTo(awaited, frame)
    if (failures) {
      const failed = isFollowed && this.#failed?.call === awaited ? this.#failed?.states : undefined
      failures.areOnly(failed ?? [this.#transfer.waited(point.node, state, frame, true)])
    }
    return isFollowed ? state : this.#transfer.waited(point.node, state, frame, false)
  }

  /** What is known where the call that was followed last has failed, for the wait that comes next. */
  #failed: { readonly call: CallNode, readonly states: readonly State[] } | undefined

  /** What is known where the promise that a function gives back fails. */
  #leftByError(node: TSESTree.Node, state: State, frame: Frame): State {
    const value = givenBack(node)
    if (!this.#isFollowedTo(value, frame)) return this.#transfer.left(node, state, frame, true) ?? dead
    return this.#failed?.call === value ? this.#failed?.states.reduce(joinStates, dead) ?? dead : dead
  }

  /** Whether all that is awaited, or handed on to who awaits it, was followed to its end, with its own waits. */
  #isFollowedTo(call: TSESTree.Node | undefined, frame: Frame): boolean {
    if (call?.type !== 'CallExpression' || !awaits(frame, call)) return false
    const { summaries, waits } = this.#context
    const targets = waits.runBy(call)
    return targets.length > 0 && targets.every(target => summaries.matters(target) && this.#isFollowed(call, target, frame))
  }

  #called(call: CallNode, state: State, frame: Frame, around: Mode): State {
    const { program, summaries } = this.#context
    if (call.type === 'CallExpression' && (program.file.types.neverReturns(call) || endsProgram(call))) return dead
    let after = without(state, program.file.entries.clearedBy(call))
    const failed: State[] = []
    for (const target of summaries.followed(call)) {
      if (frame.running.includes(target) || frame.calls.length >= deepestCall || target.generator) {
        after = this.#withoutWritten(target, after)
        continue
      }
      // Of an async function that is not awaited, what runs before its first yield has run when the call returns; so it is in one that
      // is awaited where nobody waits for who awaits it.
      const mode = this.#isFollowed(call, target, frame) && !(around === 'begun' && target.async) ? 'whole' : 'begun'
      const inner = called(frame, call, target)
      const run = this.#entered(inner, after, mode)
      const returned = moved(run, inner, after, run.behind)
      const thrown = mode === 'whole' ? moved(run, inner, after, run.thrown) : undefined
      if (thrown) failed.push(thrown)
      if (returned?.isDead) return dead
      after = returned ? this.#returned(call, target, after, returned, frame) : this.#withoutWritten(target, after)
    }
    this.#failed = { call, states: failed }
    this.#chains.follow(call, after, frame)
    return this.#transfer.returned(call, after, frame)
  }

  #withoutWritten(target: FunctionNode, state: State): State {
    return without(state, [...state.beliefs.keys()].filter(cell => this.#context.summaries.mayWrite(target, cell)))
  }

  /**
   * What is believed behind a call. A function that returns early when the cell is gone leaves it to its caller to go on as if it were
   * there.
   */
  #returned(call: CallNode, target: FunctionNode, before: State, returned: State, frame: Frame): State {
    let after = returned
    const { summaries, waits } = this.#context
    for (const [cell, belief] of before.beliefs) {
      if (returned.beliefs.has(cell) || belief.truth === 'falsy' || summaries.mayWrite(target, cell)) continue
      const isWait = awaits(frame, call) && this.#isFollowed(call, target, frame) && waits.of(target)
      const places = isWait ? waits.placesIn(target) : []
      const clears = places.flatMap(place => [...this.#interference.during(cell, place, frame.running, before, false)])
      after = withBelief(after, cell, aged(belief, { node: call, calls: frame.calls }, new Set(clears)))
    }
    return after
  }

  /** A call is followed where all it does is done when the next point is reached: a sync function, or an async one that is awaited. */
  #isFollowed(call: CallNode, target: FunctionNode, frame: Frame): boolean {
    return (!target.async || awaits(frame, call)) && !target.generator
      && !frame.running.includes(target) && frame.calls.length < deepestCall
  }
}

/** What a function gives back here. */
const givenBack = (node: TSESTree.Node): TSESTree.Node | undefined => {
  const value = node.type === 'ReturnStatement' ? node.argument : node
  return value ? unwrap(value) : undefined
}
