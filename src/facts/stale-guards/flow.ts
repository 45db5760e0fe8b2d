import type { TSESTree } from '@typescript-eslint/utils'
import { solve, type Edge, type Failures, type Flow, type Point, type Yield } from '../../order/index.js'
import {
  isDereferenced, isNullish, unwrap, wrapped, type CallNode, type Cell, type FunctionNode, type Variable,
} from '../../source/index.js'
import type { SeenTruth, Truth } from '../../model/cells/conditions.js'
import { copyOf } from '../../model/cells/copies.js'
import { Interference } from './clears/interference.js'
import { assignmentsOf } from './exclusion/locks.js'
import { askedOf, isAnswer, isSkipped, lookedAt, readThrough } from './looks.js'
import { endsProgram, revalidatedBy } from './revalidations.js'
import { isInFinally, successorOf } from './abandoned-runs.js'
import { lossOf, truthWritten } from './writes.js'
import type { StaleGuard, StaleContext } from './types.js'
import { asserts } from './rechecks.js'
import { aged, dead, joinStates, nothing, withBelief, without, type Belief, type State } from './state.js'
import { isWithin } from '../../model/cells/cell-values.js'
import { truthOf, writtenIn } from '../../model/cells/cell-writes.js'
import type { Occurrence } from '../../model/occurrence.js'
import { isHarmless, isNext, mayBeCleared, relies } from './uses.js'
import type { ClearingWrite } from './clears/clearing-writes.js'
import { Verdicts } from './verdicts.js'

const deepestCall = 3

/** Follows what one function believes of its owner's cells, through its yields and what it calls. */
export class StaleFlow {
  readonly #around: StaleContext
  readonly #entry: FunctionNode
  readonly #running: FunctionNode[] = []
  readonly #verdicts: Verdicts
  readonly #interference: Interference

  constructor(around: StaleContext, entry: FunctionNode) {
    this.#around = around
    this.#entry = entry
    this.#verdicts = new Verdicts(entry)
    this.#interference = new Interference(around, entry)
  }

  find(): readonly StaleGuard[] {
    this.#run(this.#entry, this.#started(), [])
    return this.#verdicts.all()
  }

  /** `this.pending = this.#load()`: from its first yield on, the function runs while the cell holds its own promise. */
  #started(): State {
    let state = nothing
    for (const { node, target } of assignmentsOf(this.#around.program, this.#entry)) {
      const cell = this.#watched(target)
      if (cell) state = withBelief(state, cell, { truth: 'truthy', guard: { node, calls: [] }, by: 'assignment' })
    }
    return state
  }

  #run(node: FunctionNode, state: State, calls: readonly CallNode[]): State | undefined {
    const { program } = this.#around
    const graph = program.graph(node)
    if (!graph) return undefined
    this.#running.push(node)
    const flow: Flow<State> = {
      point: (point, known, failures) => known.isDead ? undefined : this.#passed(point, known, calls, failures),
      edge: (edge, known) => known.isDead ? undefined : this.#edge(edge, known, calls),
      join: joinStates,
      isLaid: true,
      work: program.budget.work('stale guards'),
    }
    const { exit } = solve(graph, state, flow)
    this.#running.pop()
    return exit ?? dead
  }

  #passed(point: Point, state: State, calls: readonly CallNode[], failures: Failures<State> | undefined): State {
    const behind = this.#point(point, state, calls)
    if (point.kind === 'yield') failures?.areOnly([this.#yielded(point.node, state, calls, true)])
    return behind
  }

  #point(point: Point, state: State, calls: readonly CallNode[]): State {
    switch (point.kind) {
      case 'read':
        return this.#read(point, state, calls)
      case 'write':
        return this.#written(point, state, calls)
      case 'delete': {
        const cell = this.#watched(point.target)
        return cell ? this.#emptied(point, cell, state, calls) : state
      }
      case 'yield':
        return this.#yielded(point.node, state, calls, false)
      case 'leave':
        return calls.length > 0 && this.#running.at(-1)?.async ? this.#left(point.node, state, calls) : state
      case 'call':
        return point.node.type === 'TaggedTemplateExpression' ? state : this.#called(point.node, state, calls)
      default:
        return state
    }
  }

  #watched(node: TSESTree.Node): Cell | undefined {
    const cell = this.#around.program.file.cells.at(node)
    return cell && (this.#around.clears.has(cell) || this.#around.ended.has(cell)) ? cell : undefined
  }

  #read(point: Point & { kind: 'read' }, state: State, calls: readonly CallNode[]): State {
    const cell = this.#watched(point.node)
    if (!cell || !relies(point.node)) return state
    const belief = state.beliefs.get(cell)
    const isStale = belief && mayBeCleared(belief)
    if (isStale && !isHarmless(this.#around, this.#entry, point.node, belief, calls)) {
      this.#verdicts.convict(point, calls, 'dereferences', cell, belief)
      return readThrough(cell, withBelief(state, cell, { ...belief, isUsed: true }))
    }
    this.#verdicts.acquit(point, calls)
    return isDereferenced(point.node) ? readThrough(cell, state) : state
  }

  #written(point: Point & { kind: 'write' }, state: State, calls: readonly CallNode[]): State {
    const { file } = this.#around.program
    const target = unwrap(point.write.target)
    const written = file.cells.at(target)
    const { value, operator } = point.write
    if (!written) return this.#copied(point, target, state, calls)
    const truth = operator === '=' || operator === '??=' || operator === '||=' ? truthWritten(value) : undefined
    const own = new Map(state.own)
    own.delete(written)
    const known = value && operator === '=' ? truthOf(value) : undefined
    if (known) own.set(written, known)
    const after = without({ ...state, own }, [...state.beliefs.keys()].filter(cell => cell !== written && isWithin(cell, written)))
    const cell = this.#watched(target)
    if (!cell) return after
    if (truth === 'falsy' && isNullish(value)) return this.#emptied(point, cell, after, calls)
    const loss = lossOf(this.#around, this.#running, point, cell, state)
    if (loss) this.#verdicts.convict(point, calls, loss.kind, cell, loss.belief)
    else this.#verdicts.acquit(point, calls)
    return withBelief(after, cell, truth && { truth, guard: { node: point.node, calls }, by: 'assignment' })
  }

  #emptied(point: Point, cell: Cell, state: State, calls: readonly CallNode[]): State {
    const belief = state.beliefs.get(cell)
    const successor = belief && isInFinally(point.node) ? successorOf(this.#around, this.#running, point.node, cell, belief) : undefined
    if (belief && successor) this.#verdicts.convict(point, calls, 'clobbers', cell, successor)
    else this.#verdicts.acquit(point, calls)
    return withBelief(state, cell, { truth: 'falsy', guard: { node: point.node, calls }, by: 'assignment' })
  }

  /** `const proc = this.#proc`: a test of the local tells of the cell, until somebody else can run. */
  #copied(point: Point & { kind: 'write' }, target: TSESTree.Node, state: State, calls: readonly CallNode[]): State {
    const { file } = this.#around.program
    const { value } = point.write
    const variable = target.type === 'Identifier' ? file.scopes.variable(target) : undefined
    if (!variable) return state
    const copy = copyOf(file, variable, target as TSESTree.Identifier)
    if (copy?.isHandle) this.#readBy(point, copy.cell, variable, state, calls)
    const copies = copy ? new Map(state.copies).set(variable, copy.cell) : state.copies
    const answers = value && isAnswer(value) ? new Map(state.answers).set(variable, value)
      : state.answers.has(variable) ? new Map([...state.answers].filter(([local]) => local !== variable)) : state.answers
    return { ...state, copies, answers }
  }

  /** `await turn(); const { proc } = this; proc.ping()`: the local that the cell is read by fails in its stead. */
  #readBy(point: Point, cell: Cell, variable: Variable, state: State, calls: readonly CallNode[]): void {
    const belief = state.beliefs.get(cell)
    const [first] = variable.references.filter(({ init, identifier }) => init !== true && identifier.range[0] > point.node.range[0])
    const use = first?.identifier as TSESTree.Node | undefined
    const isStale = belief && mayBeCleared(belief)
    if (use && isStale && isNext(point.node, use) && relies(use) && !isHarmless(this.#around, this.#entry, use, belief, calls)) {
      this.#verdicts.convict(point, calls, 'dereferences', cell, belief, use)
    } else this.#verdicts.acquit(point, calls)
  }

  #edge(edge: Edge, state: State, calls: readonly CallNode[]): State | undefined {
    if (!edge.test || isSkipped(edge)) return state
    const { tests } = this.#around
    const said = tests.said(edge)
    if (said.some(({ subject, truth }) => 'path' in subject && isImpossible(state.beliefs.get(subject), truth))) return undefined
    const look = tests.look(edge.of ?? edge.test)
    let after = lookedAt(look, said, state)
    // `const isStale = this.generation !== generation`: what the local says was looked at since the last yield.
    for (const [local, value] of state.answers) if (look.locals.has(local)) after = lookedAt(tests.look(value), [], after)
    for (const [local, cell] of state.copies) if (look.locals.has(local)) after = askedOf(cell, after)
    for (const condition of said) after = this.#learned(condition, edge.test, after, calls)
    for (const cell of look.through) {
      if (!after.beliefs.has(cell)) after = this.#learned({ subject: cell, truth: 'truthy' }, edge.test, after, calls)
    }
    return after
  }

  #learned({ subject, truth }: SeenTruth, test: TSESTree.Node, state: State, calls: readonly CallNode[]): State {
    const cell = 'path' in subject ? subject : state.copies.get(subject)
    if (!cell || !(this.#around.clears.has(cell) || this.#around.ended.has(cell))) return state
    const before = state.beliefs.get(cell)
    // Of two tests that find nothing there, the first one lets the function go on.
    if (truth === 'falsy' && before?.truth === truth && before.by === 'test' && !before.gap) return state
    return withBelief(state, cell, { truth, guard: { node: test, calls }, by: 'test' })
  }

  #called(call: CallNode, state: State, calls: readonly CallNode[]): State {
    const { program, tests } = this.#around
    if (call.type === 'CallExpression' && (program.file.types.neverReturns(call) || endsProgram(call))) return dead
    let after = state
    for (const target of program.file.runBy(call)) {
      if (!this.#matters(target)) continue
      if (this.#running.includes(target) || calls.length >= deepestCall || target.generator) {
        after = without(after, writtenIn(program, program.closureOf(target)))
        continue
      }
      const inner = [...calls, call]
      const returned = this.#isFollowed(call, target, calls) ? this.#run(target, after, inner) : this.#begun(target, after, inner)
      if (returned?.isDead) return dead
      after = returned ? this.#returned(call, target, after, returned, calls)
        : without(after, writtenIn(program, program.closureOf(target)))
    }
    if (call.type !== 'CallExpression') return after
    for (const condition of tests.saidByReturning(call)) after = this.#learned(condition, call, after, calls)
    if (asserts(call) && program.file.calls.targets(call).length === 0) after = lookedAt(tests.look(call), [], after)
    return revalidatedBy(program, call, after)
  }

  /** Of an async function that is not awaited, what runs before its first yield has run when the call returns. */
  #begun(target: FunctionNode, state: State, calls: readonly CallNode[]): State | undefined {
    const graph = this.#around.program.graph(target)
    if (!graph) return undefined
    this.#running.push(target)
    let begun: State = dead
    const flow: Flow<State> = {
      point: (point, known, failures) => {
        if (known.isDead) return undefined
        if (point.kind === 'leave') return known
        if (point.kind !== 'yield') return this.#point(point, known, calls)
        begun = joinStates(begun, known)
        failures?.areOnly([])
        return undefined
      },
      edge: (edge, known) => known.isDead ? undefined : this.#edge(edge, known, calls),
      join: joinStates,
      isLaid: true,
      work: this.#around.program.budget.work('stale guards'),
    }
    const { exit, thrown } = solve(graph, state, { ...flow, followsThrown: true })
    this.#running.pop()
    for (const end of [exit, thrown]) if (end) begun = joinStates(begun, end)
    return begun
  }

  /**
   * What is believed behind a call. A function that returns early when the cell is gone leaves it to its caller to go on as if it were
   * there.
   */
  #returned(call: CallNode, target: FunctionNode, before: State, returned: State, calls: readonly CallNode[]): State {
    let after = returned
    const { program, waits } = this.#around
    const written = writtenIn(program, program.closureOf(target))
    for (const [cell, belief] of before.beliefs) {
      if (returned.beliefs.has(cell) || written.has(cell) || belief.truth === 'falsy') continue
      const isWait = target.async && this.#isFollowed(call, target, calls) && waits.of(target)
      const places = isWait ? waits.placesIn(target) : []
      const clears = places.flatMap(place => [...this.#interference.during(cell, place, this.#running, before, false)])
      after = withBelief(after, cell, aged(belief, { node: call, calls }, new Set(clears)))
    }
    return after
  }

  #matters(node: FunctionNode): boolean {
    return [...this.#around.program.closureOf(node)].some(inner => this.#around.telling.has(inner))
  }

  /** A call is followed where all it does is done when the next point is reached: a sync function, or an async one that is awaited. */
  #isFollowed(call: CallNode, target: FunctionNode, calls: readonly CallNode[]): boolean {
    return (!target.async || wrapped(call).parent?.type === 'AwaitExpression') && !target.generator
      && !this.#running.includes(target) && calls.length < deepestCall
  }

  /** `return request(this.socket)`: who waits for the function waits for what it gives back. */
  #left(node: TSESTree.Node, state: State, calls: readonly CallNode[]): State {
    const value = node.type === 'ReturnStatement' ? node.argument ?? undefined : undefined
    if (!value || !this.#around.waits.returnsWaiting(node)) return state
    return this.#aged({ node, calls }, value, state, false)
  }

  #yielded(node: Yield, state: State, calls: readonly CallNode[], isRejected: boolean): State {
    const { waits } = this.#around
    const call = node.type === 'AwaitExpression' ? unwrap(node.argument) : undefined
    if (!isRejected && call?.type === 'CallExpression') {
      const targets = waits.ownTargets(call)
      if (targets.length > 0 && targets.every(target => this.#matters(target) && this.#isFollowed(call, target, calls))) return state
    }
    if (!waits.at(node)) return state
    return this.#aged({ node, calls }, node, without(state, this.#interference.writtenBy(node)), isRejected)
  }

  /** What is believed behind a wait, in the course of which others could run. */
  #aged(at: Occurrence, wait: TSESTree.Node, state: State, isRejected: boolean): State {
    const beliefs = new Map<Cell, Belief>()
    for (const [cell, belief] of state.beliefs) {
      const clears = belief.truth === 'falsy' ? new Set<ClearingWrite>()
        : this.#interference.during(cell, wait, this.#running, state, isRejected)
      beliefs.set(cell, aged(belief, at, clears))
    }
    return { ...state, beliefs, copies: new Map(), answers: new Map() }
  }
}

/** What was just seen to be there is not seen missing, as long as nobody else could run. */
const isImpossible = (belief: Belief | undefined, truth: Truth): boolean =>
  belief !== undefined && !belief.gap && belief.by === 'test' && belief.truth !== truth
