import type { TSESTree } from '@typescript-eslint/utils'
import type { Edge, Point, Yield } from '../../../order/index.js'
import {
  enclosingFunction, isDereferenced, isFunction, isInFinally, isInside, isNullish,
  leavesBy, unwrap, type CallNode, type Cell, type FunctionNode,
  type SourceFile, type Variable,
} from '../../../source/index.js'
import type { SeenTruth, Truth } from '../../../model/cells/conditions.js'
import { copyOf } from '../../../model/cells/copies.js'
import { isWithin } from '../../../model/cells/cell-values.js'
import { fillsOf, truthOf } from '../../../model/cells/cell-writes.js'
import type { Program } from '../../../model/program.js'
import type { Occurrence } from '../../../model/occurrence.js'
import { successorOf } from '../abandoned-runs.js'
import type { ClearingWrite } from '../clears/clearing-writes.js'
import type { Interference } from '../clears/interference.js'
import { withEarlierUses } from './earlier-uses.js'
import type { Frame } from './frames.js'
import { isAbortedByNextRun } from './own-signals.js'
import type { Look } from '../../../model/cells/tests.js'
import { askedOf, failedOtherwise, isAnswer, lookedAt, readThrough } from '../looks.js'
import { saysNoAbort } from '../../../model/waits/abort-errors.js'
import { asserts } from '../../../model/cells/tests.js'
import { revalidatedBy } from '../revalidations.js'
import { aged, relied, withAsked, withBelief, withEntry, without, type Belief, type State } from './state.js'
import type { StaleContext } from '../types.js'
import { isHarmless, mayBeCleared, relies, useBehind } from '../uses.js'
import type { Verdicts } from '../verdicts.js'
import { lossOf, mayLose, truthWritten } from '../writes.js'

const noClears: ReadonlySet<ClearingWrite> = new Set()

/** What each point and edge of a function does to what is known, apart from the calls of own functions. */
export class Transfer {
  readonly #context: StaleContext
  readonly #entry: FunctionNode
  readonly #verdicts: Verdicts
  readonly #interference: Interference

  constructor(context: StaleContext, entry: FunctionNode, verdicts: Verdicts, interference: Interference) {
    this.#context = context
    this.#entry = entry
    this.#verdicts = verdicts
    this.#interference = interference
  }

  point(point: Point, state: State, frame: Frame): State {
    switch (point.kind) {
      case 'read':
        return this.#read(point, state, frame)
      case 'write':
        return this.#written(point, state, frame)
      case 'delete': {
        const cell = this.watched(point.target)
        return cell ? this.#emptied(point, cell, state, frame) : state
      }
      case 'leave':
        return frame.isAwaited === true ? this.left(point.node, state, frame, false) ?? state : state
      default:
        return state
    }
  }

  watched(node: TSESTree.Node): Cell | undefined {
    const cell = this.#context.program.file.cells.at(node)
    return cell && this.#context.watched.has(cell) ? cell : undefined
  }

  #read(point: Point & { kind: 'read' }, state: State, frame: Frame): State {
    const cell = this.watched(point.node)
    if (!cell || !relies(point.node)) return state
    const belief = state.beliefs.get(cell)
    if (belief && mayBeCleared(belief) && !isHarmless(this.#context, this.#entry, point.node, belief, frame.calls)) {
      this.#verdicts.convict(point, frame, 'dereferences', cell, belief)
      return readThrough(cell, withBelief(state, cell, relied(belief)))
    }
    return isDereferenced(point.node) ? readThrough(cell, state) : state
  }

  #written(point: Point & { kind: 'write' }, state: State, frame: Frame): State {
    const { file } = this.#context.program
    const target = unwrap(point.write.target)
    const written = file.cells.at(target)
    const { value, operator } = point.write
    if (!written) return this.#copied(point, target, state, frame)
    const truth = operator === '=' || operator === '??=' || operator === '||=' ? truthWritten(value) : undefined
    const left = value && operator === '=' ? truthOf(value) : undefined
    const own = this.#context.flags.has(written) ? withEntry(state.own, written, left) : state.own
    const parts = [...state.beliefs.keys()].filter(cell => cell !== written && isWithin(cell, written))
    const after = without(own === state.own ? state : { ...state, own }, parts)
    if (!this.#context.watched.has(written)) return after
    if (truth === 'falsy' && isNullish(value)) return this.#emptied(point, written, after, frame)
    if (!this.#verdicts.isOpen) {
      this.#verdicts.isSuspected ||= hasOwnWait(value) || mayLose(this.#context, value, written, state.beliefs.get(written))
    } else {
      const loss = lossOf(this.#context, frame.running, point, written, state)
      if (loss) this.#verdicts.convict(point, frame, loss.kind, written, loss.belief)
    }
    return withBelief(after, written, truth && { truth, guard: { node: point.node, calls: frame.calls }, by: 'assignment' })
  }

  #emptied(point: Point, cell: Cell, state: State, frame: Frame): State {
    const belief = state.beliefs.get(cell)
    const mayClobber = belief?.gap !== undefined && belief.truth === 'truthy' && belief.by === 'assignment' && isInFinally(point.node)
    if (!this.#verdicts.isOpen) this.#verdicts.isSuspected ||= mayClobber
    else if (mayClobber) {
      const successor = successorOf(this.#context, frame.running, point.node, cell, belief)
      if (successor) this.#verdicts.convict(point, frame, 'clobbers', cell, successor)
    }
    return withBelief(state, cell, { truth: 'falsy', guard: { node: point.node, calls: frame.calls }, by: 'assignment' })
  }

  /** `const proc = this.#proc`: a test of the local tells of the cell, until somebody else can run. */
  #copied(point: Point & { kind: 'write' }, target: TSESTree.Node, state: State, frame: Frame): State {
    const { file } = this.#context.program
    const { value } = point.write
    const variable = target.type === 'Identifier' ? file.scopes.variable(target) : undefined
    if (!variable) return state
    const others = file.entries.keyedBy(variable)
    if (others.some(cell => state.beliefs.has(cell))) return this.#copied(point, target, without(state, others), frame)
    const copy = copyOf(file, variable, target as TSESTree.Identifier)
    if (copy?.isHandle) this.#readBy(point, copy.cell, variable, state, frame)
    const taken = copy?.cell ?? (value && point.write.operator === '=' && !point.write.from ? takenBy(file, value) : undefined)
    const copies = taken || state.copies.has(variable) ? withEntry(state.copies, variable, taken) : state.copies
    const answers = withEntry(state.answers, variable, value && isAnswer(value) ? value : undefined)
    return copies === state.copies && answers === state.answers ? state : { ...state, copies, answers }
  }

  /** `await turn(); const { proc } = this; proc.ping()`: the local that the cell is read by fails in its stead. */
  #readBy(point: Point, cell: Cell, variable: Variable, state: State, frame: Frame): void {
    const belief = state.beliefs.get(cell)
    if (!belief || !mayBeCleared(belief)) return
    const use = useBehind(variable, point.node)
    this.#verdicts.isSuspected ||= use !== undefined
    if (use && this.#verdicts.isOpen && !isHarmless(this.#context, this.#entry, use, belief, frame.calls)) {
      this.#verdicts.convict(point, frame, 'dereferences', cell, belief, use)
    }
  }

  /** What is known behind an edge; undefined where it cannot be taken. */
  edge(edge: Edge, state: State, frame: Frame): State | undefined {
    const { lessons, tests, program: { file } } = this.#context
    if (!edge.test || !lessons.mayChange(edge, state)) return state
    const said = tests.said(edge)
    if (said.some(({ subject, truth }) => 'path' in subject && isImpossible(state.beliefs.get(subject), truth))) return undefined
    const look = tests.look(edge.of ?? edge.test)
    let after = lookedAt(
      look, said, saysNoAbort(file, edge) ? failedOtherwise(state) : state,
      () => [...look.cells].some(cell => this.#isSetByEachRun(cell, look, frame)) || isAbortedByNextRun(file, look, frame),
    )
    // `const isStale = this.generation !== generation`: what the local says was looked at since the last yield.
    for (const local of look.locals) {
      const value = state.answers.get(local)
      if (value) after = lookedAt(tests.look(value), [], after)
    }
    for (const local of look.locals) {
      const cell = state.copies.get(local)
      if (cell) after = askedOf(cell, after)
    }
    for (const condition of said) after = this.#learned(condition, edge.test, after, frame)
    for (const cell of look.through) {
      if (!after.beliefs.has(cell)) after = this.#learned({ subject: cell, truth: 'truthy' }, edge.test, after, frame)
    }
    return this.#turnedDown(edge.test, edge.outcome, [...look.through, ...[...look.locals].flatMap(local => state.copies.get(local) ?? [])],
      after, frame)
  }

  /** `if (known && !known.closed) return known`: what lies behind it replaces what the cell may still hold. */
  #turnedDown(test: TSESTree.Node, outcome: Edge['outcome'], asked: readonly Cell[], state: State, { calls }: Frame): State {
    let after = state
    for (const cell of asked) {
      if (!this.#context.ended.has(cell) || !mayTurnDown(this.#context.program, test, cell)) continue
      const belief = after.beliefs.get(cell)
      if (belief?.truth === 'truthy' && belief.by === 'test' && !belief.gap) after = withBelief(after, cell, withAsked(belief, true))
      // `if (known?.isOpen) return known`
      if (!belief && outcome === 'falsy' && unwrap(test) !== test) {
        after = withBelief(after, cell, { truth: 'falsy', guard: { node: test, calls }, by: 'test', isAsked: true })
      }
    }
    return after
  }

  /** Whether each run leaves something of its own in a cell, so that it can see there if another one has come: a count, or a token. */
  #isSetByEachRun(cell: Cell, { locals }: Look, { running }: Frame): boolean {
    const { file } = this.#context.program
    const isOfRun = (node: TSESTree.Node) => running.includes(enclosingFunction(node) as FunctionNode)
    return file.updates.some(({ argument }) => file.cells.at(argument) === cell && isOfRun(argument))
      || running.some(node => file.assignmentsIn(node).some(({ left, right }) => {
        const token = right.type === 'Identifier' && file.cells.at(left) === cell ? file.scopes.variable(right) : undefined
        return token !== undefined && locals.has(token) && isOfRun(left)
      }))
  }

  #learned(seen: SeenTruth, test: TSESTree.Node, state: State, frame: Frame): State {
    const after = this.#learnedOf(seen, test, state, frame)
    return 'path' in seen.subject ? this.#toldBy(seen.subject, seen.truth, test, after, frame) : after
  }

  /** `if (this.closed) return`: what is emptied where that is set is taken to be there. */
  #toldBy(sign: Cell, seen: Truth, test: TSESTree.Node, state: State, { calls }: Frame): State {
    let after = state
    for (const cell of this.#context.signs.toldBy(sign, seen)) {
      if (!this.#context.watched.has(cell) || after.beliefs.has(cell)) continue
      after = withBelief(after, cell, { truth: 'truthy', guard: { node: test, calls }, by: 'sign', sign })
    }
    return after
  }

  #learnedOf({ subject, truth }: SeenTruth, test: TSESTree.Node, state: State, { calls }: Frame): State {
    const cell = 'path' in subject ? subject : state.copies.get(subject)
    if (!cell || !this.#context.watched.has(cell)) return state
    const before = state.beliefs.get(cell)
    // Of two tests that find nothing there, the first one lets the function go on.
    if (truth === 'falsy' && before?.truth === truth && before.by === 'test' && !before.gap) return state
    return withBelief(state, cell, { truth, guard: { node: test, calls }, by: 'test' })
  }

  /** What a call says by returning, whatever it runs. */
  returned(call: CallNode, state: State, frame: Frame): State {
    if (call.type !== 'CallExpression') return state
    const { program, tests } = this.#context
    let after = state
    for (const condition of tests.saidByReturning(call)) after = this.#learned(condition, call, after, frame)
    if (asserts(call) && program.file.calls.targets(call).length === 0) after = lookedAt(tests.look(call), [], after)
    return revalidatedBy(program, call, after)
  }

  /** `return request(this.socket)`: who waits for the function waits for what it gives back; undefined where that is no wait. */
  left(node: TSESTree.Node, state: State, frame: Frame, isRejected: boolean): State | undefined {
    const value = node.type === 'ReturnStatement' ? node.argument : node
    if (!value || !this.#context.waits.returnsWaiting(node)) return undefined
    const known = frame.isContinued === true ? withEarlierUses(this.#context, value, state, frame) : state
    return this.#aged({ node, calls: frame.calls }, value, known, frame, isRejected)
  }

  /** What is known behind a yield, where others can run meanwhile; `isRejected`: on the way on which what it waits for fails. */
  waited(node: Yield, state: State, frame: Frame, isRejected: boolean): State {
    if (!this.#context.waits.at(node)) return state
    const at = { node, calls: frame.calls }
    return this.#aged(at, node, without(state, this.#context.outcomes.writtenBy(node)), frame, isRejected)
  }

  /** What is known where a promise has settled that a function does not wait for itself: it has registered another behind it. */
  settled(promise: TSESTree.Node, state: State, frame: Frame, isRejected: boolean): State {
    const known = without(state, this.#context.outcomes.writtenBy(promise))
    return this.#aged({ node: promise, calls: frame.calls }, promise, known, frame, isRejected)
  }

  /** What is believed behind a wait, in the course of which others could run. */
  #aged(at: Occurrence, wait: TSESTree.Node, state: State, { running }: Frame, isRejected: boolean): State {
    let beliefs: Map<Cell, Belief> | undefined
    for (const [cell, belief] of state.beliefs) {
      const clears = belief.truth === 'falsy' ? noClears : this.#interference.during(cell, wait, running, state, isRejected)
      const behind = aged(belief, at, clears, isRejected ? this.#context.outcomes.abortersOf(wait, clears) : undefined)
      if (behind !== belief) (beliefs ??= new Map(state.beliefs)).set(cell, behind)
    }
    if (!beliefs && state.copies.size === 0 && state.answers.size === 0) return state
    return { ...state, beliefs: beliefs ?? state.beliefs, copies: new Map(), answers: new Map() }
  }
}

/** `this.client = this.client ?? (await connect())`: it looks, waits and writes in one. */
const hasOwnWait = (value: TSESTree.Node | undefined): boolean => value !== undefined && unwrap(value).type === 'LogicalExpression'

/** The cell that a local which is written again takes its value from: `let run = this.runs.get(id) ?? null`. */
function takenBy(file: SourceFile, value: TSESTree.Node): Cell | undefined {
  const node = unwrap(value)
  if (node.type === 'LogicalExpression') return node.operator !== '&&' && isNullish(node.right) ? takenBy(file, node.left) : undefined
  return file.cells.at(node)
}

/** What was just seen to be there is not seen missing, as long as nobody else could run. */
const isImpossible = (belief: Belief | undefined, truth: Truth): boolean =>
  belief !== undefined && !belief.gap && belief.by === 'test' && belief.truth !== truth && !(truth === 'truthy' && belief.isAsked === true)

/** Whether a test asks what the cell holds, and the function goes away with it, or else puts something else there. */
function mayTurnDown(program: Program, test: TSESTree.Node, cell: Cell): boolean {
  if (program.file.cells.carriedBy(test) === cell) return false
  for (let at = test; at.parent && !isFunction(at.parent); at = at.parent) {
    const { parent } = at
    if (parent.type !== 'IfStatement') continue
    const { consequent } = parent
    return parent.test === at && (leavesBy(consequent, ['Return', 'Throw', 'Continue', 'Break'])
      || fillsOf(program, cell).some(({ node }) => isInside(node, consequent)))
  }
  return false
}
