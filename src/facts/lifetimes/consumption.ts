import type { TSESTree } from '@typescript-eslint/utils'
import { handleCancels } from '../../catalog/cancels.js'
import { timerClears } from '../../catalog/tasks.js'
import { solve, type Edge, type Flow, type Point } from '../../order/index.js'
import {
  calleeName, isDereferenced, isFunction, isInside, isNullish, unwrap, wrapped,
  type Cell, type FunctionNode, type SourceFile, type Variable,
} from '../../source/index.js'
import { answersOf } from '../../model/cells/answers.js'
import { conditionsOn, conditionsWhere, type Condition } from '../../model/cells/conditions.js'
import { both, isSame, type Held } from '../../model/cells/held.js'
import { isAwaited } from './suspensions.js'
import { isHandedOn } from './handed-on.js'
import { localsFrom, type ConsumptionScope } from './consumption-scope.js'
import { afterYield, common, covers, join, later, start, type State } from './consumption-state.js'
import type { Program } from '../../model/program.js'
import type { Task } from '../../model/tasks/tasks.js'

/** How one task depends on one cell. */
export interface Consumption {
  /** Where the task dereferences the cell. */
  readonly uses: readonly TSESTree.Node[]
  /** What is known at each use, with no yield in between. */
  readonly knownAt: ReadonlyMap<TSESTree.Node, ReadonlyMap<Cell | Variable, Held>>
  /** Cells that are known to hold this before each use, with no yield in between: setting one to the opposite stops the task. */
  readonly stopFlags: ReadonlyMap<Cell, Held>
  /** Cells that the loop around the uses tests in each turn: setting one ends the task, though not before a use behind a yield. */
  readonly loopFlags: ReadonlyMap<Cell, Held>
  /** Whether each use comes behind a test of the cell itself, with no yield in between. */
  readonly isGuarded: boolean
  /**
   * Whether a timer or a listener checks the cell in the same turn before each use, and is never suspended in one, as it is in
   * `await this.#proc.read()`. No order of release and cancel can hurt it.
   */
  readonly isNullSafe: boolean
  /** Whether the task only hands the resource on: it is null to nobody's harm, but a closed one is used. */
  readonly isOnlyHandedOn: boolean
  /** Whether the uses put something into the container that the cell holds. */
  readonly fills?: boolean
  /** Whether the uses are writes to what the owner has: the cell holds the promise of the task. */
  readonly writes?: boolean
  /** Whether each use comes behind a wait that was given a signal: once that is aborted, the task comes to none of them. */
  readonly endsBySignal?: boolean
  /** Whether the uses write to the file or the directory whose path the cell holds. */
  readonly removes?: boolean
}

/** For each cell, where it is used, and what is known there. */
type Uses = Map<Cell, Map<TSESTree.Node, ReadonlyMap<Cell | Variable, Held>>>

const deepestCall = 3

/** The cells that a task consumes: those it dereferences in its own turn, straight or through functions that it calls. */
export function consumptionOf(
  program: Program, task: Task, scope: ConsumptionScope, from: State = start,
): ReadonlyMap<Cell, Consumption> {
  const reading = new Reading(program, task, scope)
  for (const callback of task.callbacks) reading.run(callback, from, 0)
  return reading.result()
}

/** One task's code, run symbolically. */
class Reading {
  readonly #program: Program
  readonly #task: Task
  readonly #scope: ConsumptionScope
  readonly #uses: Uses = new Map()
  readonly #handedOn: Uses = new Map()
  /** Cells that a callback checks, and uses behind a yield that came after the check. */
  readonly #stale = new Set<Cell>()
  readonly #done = new Map<FunctionNode, State[]>()
  readonly #running = new Set<FunctionNode>()

  constructor(program: Program, task: Task, scope: ConsumptionScope) {
    this.#program = program
    this.#task = task
    this.#scope = scope
  }

  result(): ReadonlyMap<Cell, Consumption> {
    return new Map([...this.#handedOn, ...this.#uses].map(([cell, uses]) => {
      const everywhere = [...uses.values()].reduce(common)
      const flags = new Map([...everywhere].flatMap(([subject, held]) => 'path' in subject ? [[subject, held]] : []))
      const isGuarded = flags.get(cell)?.truth === 'truthy'
      const isNullSafe = isGuarded && this.#task.kind !== 'promise' && !this.#stale.has(cell) && ![...uses.keys()].some(isAwaited)
      flags.delete(cell)
      const loopFlags = loopFlagsOf(this.#program.file, cell, [...uses.keys()], flags)
      return [cell, {
        uses: [...uses.keys()], knownAt: uses, stopFlags: flags, loopFlags, isGuarded, isNullSafe, isOnlyHandedOn: !this.#uses.has(cell),
      }]
    }))
  }

  /** Runs a function from what is known where it is called; gives what is known when it returns. */
  run(node: FunctionNode, state: State, depth: number): State | undefined {
    if (this.#running.has(node) || depth > deepestCall) return state
    const seen = this.#done.get(node) ?? []
    if (seen.some(before => covers(before, state))) return { ...state, hasYielded: state.hasYielded || node.async }
    this.#done.set(node, [...seen, state])
    const graph = this.#program.graph(node)
    if (!graph) return state
    this.#running.add(node)
    const flow: Flow<State> = {
      mask: this.#scope.mask(this.#task),
      point: (point, known) => this.#point(point, known, depth),
      edge: (edge, known) => this.#edge(edge, known),
      join,
      work: this.#program.budget.work('consumption'),
    }
    const { exit } = solve(graph, state, flow)
    this.#running.delete(node)
    return exit
  }

  #edge(edge: Edge, state: State): State | undefined {
    let { known } = state
    for (const { subject, held } of conditionsOn(this.#program.file, edge)) {
      const before = known.get(subject)
      const after = before ? both(before, held) : held
      if (!after) return undefined
      if (!before || !isSame(before, after)) known = new Map(known).set(subject, after)
    }
    const safe = this.#task.kind === 'promise' ? [] : [...known].flatMap(([subject, { truth }]) =>
      'path' in subject && truth === 'truthy' && state.known.get(subject)?.truth !== 'truthy' ? [subject] : [])
    if (safe.length > 0 && this.#answersForNull(edge)) return { ...state, known, fresh: new Set([...state.fresh, ...safe]) }
    return known === state.known ? state : { ...state, known }
  }

  /** A getter that has an answer of its own for null makes null a state like others, as `?.` does. */
  #answersForNull({ test, of }: Edge): boolean {
    const { calls } = this.#program.file
    const running = [...this.#running].at(-1)
    if (running && !this.#task.callbacks.includes(running) && answersOf(running).length > 1) return true
    return [test, of].some(side => {
      const node = side && unwrap(side)
      const functions = node?.type === 'MemberExpression' ? calls.getters(node)
        : node?.type === 'CallExpression' ? calls.functions(node.callee) : []
      return functions.some(target => answersOf(target).length > 1)
    })
  }

  #point(point: Point, state: State, depth: number): State {
    switch (point.kind) {
      case 'read':
        this.#read(point.node, state)
        if (point.node.type === 'MemberExpression') {
          for (const getter of this.#program.file.calls.getters(point.node)) {
            if (this.#scope.mayRead(getter)) this.run(getter, state, depth + 1)
          }
        }
        return state
      case 'write':
        return this.#write(point, state)
      case 'yield':
        return afterYield(state)
      case 'call':
        return point.node.type === 'TaggedTemplateExpression' ? state : this.#call(point.node, state, depth)
      case 'function':
        if (this.#task.kind === 'promise' && !this.#program.runsInPlace(point.node) && !this.#program.taskCallbacks.has(point.node)) {
          this.run(point.node, later, depth + 1)
        }
        return state
      default:
        return state
    }
  }

  #call(call: TSESTree.CallExpression | TSESTree.NewExpression, state: State, depth: number): State {
    let after = state
    for (const target of this.#scope.followed(call)) {
      if (this.#program.taskCallbacks.has(target) && this.#task.callbacks.includes(target)) continue
      const returned = this.run(target, state, depth + 1)
      if (returned && !target.async) after = after === state ? returned : join(after, returned)
    }
    return after
  }

  #read(node: TSESTree.Node, state: State): void {
    const { file } = this.#program
    if (isCancelled(node)) return
    const cell = file.cells.at(node)
    if (cell) {
      if (!this.#scope.asksFor(cell)) return
      if (this.#isStale(cell, node, state)) this.#noteStale(cell, node, state)
      if (!this.#counts(cell, state)) return
      if (isDereferenced(node) && !isOptionalCall(node, cell, state)) note(this.#uses, cell, node, state)
      else if (isHandedOn(file, node)) note(this.#handedOn, cell, node, state)
      return
    }
    // A local that carries a cell's value: reading through it is reading the cell, unless the local was tested.
    const variable = node.type === 'Identifier' ? file.scopes.variable(node) : undefined
    if (!variable || !isDereferenced(node) || state.known.get(variable)?.truth === 'truthy' || state.own.has(variable)) return
    const copied = file.cells.copiedFrom(variable)
    const isCopiedHere = this.#task.callbacks.some(callback => variable.defs[0] && isInside(variable.defs[0].name, callback))
      || [...this.#running].some(running => variable.defs[0] && isInside(variable.defs[0].name, running))
    if (copied && isCopiedHere && this.#scope.asksFor(copied) && this.#counts(copied, state)) note(this.#uses, copied, node, state)
  }

  /**
   * An async function runs later from its first yield on. A callback of a timer or listener is the opposite: its cancel keeps it from
   * being called, and has no hold on what it does behind a yield of its own.
   */
  #counts(cell: Cell, state: State): boolean {
    return state.hasYielded === (this.#task.kind === 'promise') && !state.fresh.has(cell)
  }

  /** `if (!this.#feed) return; await fetch(url); this.#feed.show()` in a timer: the check was made for this use. */
  #isStale(cell: Cell, node: TSESTree.Node, state: State): boolean {
    return this.#task.kind !== 'promise' && state.hasYielded && state.relied.has(cell) && !state.fresh.has(cell)
      && state.known.get(cell)?.truth !== 'truthy' && isDereferenced(node)
  }

  #noteStale(cell: Cell, node: TSESTree.Node, state: State): void {
    this.#stale.add(cell)
    note(this.#uses, cell, node, { ...state, known: new Map(state.known).set(cell, { truth: 'truthy' }) })
  }

  #write({ write }: Point & { kind: 'write' }, state: State): State {
    const { file } = this.#program
    const target = unwrap(write.target)
    const cell = file.cells.at(target)
    const variable = target.type === 'Identifier' ? file.scopes.variable(target) : undefined
    if (cell) {
      const known = new Map(state.known)
      known.delete(cell)
      const fresh = new Set(state.fresh)
      if (/^(?:\?\?|\|\|)?=$/.test(write.operator) && !isNullish(write.value)) fresh.add(cell)
      return { ...state, known, fresh, own: isNullish(write.value) ? this.#takenFrom(cell, state) : state.own }
    }
    if (variable && !state.hasYielded && this.#task.kind === 'promise' && file.cells.copiedFrom(variable)) {
      return { ...state, own: new Set(state.own).add(variable) }
    }
    return state
  }

  /** `const done = this.done; this.done = null; done()`: what the task took out of the cell is its own, whoever empties that meanwhile. */
  #takenFrom(cell: Cell, { own }: State): ReadonlySet<Variable> {
    const taken = localsFrom(this.#program.file, cell)
    return taken.length > 0 ? new Set([...own, ...taken]) : own
  }
}

function note(found: Uses, cell: Cell, node: TSESTree.Node, { known }: State): void {
  const uses = found.get(cell) ?? new Map<TSESTree.Node, ReadonlyMap<Cell | Variable, Held>>()
  found.set(cell, uses)
  const before = uses.get(node)
  uses.set(node, before ? common(before, known) : known)
}

/** The cells, other than this one and those that stop each use, which the loops around all of these uses look at before each turn. */
export function loopFlagsOf(
  file: SourceFile, cell: Cell, uses: readonly TSESTree.Node[], stopFlags: ReadonlyMap<Cell, Held>,
): ReadonlyMap<Cell, Held> {
  const found = new Map<Cell, Held>()
  for (const { subject, held } of loopConditions(file, uses)) {
    if ('path' in subject && subject !== cell && !stopFlags.has(subject)) found.set(subject, held)
  }
  return found
}

/** What the loops around all of these uses look at before each turn. */
function loopConditions(file: SourceFile, uses: readonly TSESTree.Node[]): readonly Condition[] {
  const [first, ...others] = uses
  const found: Condition[] = []
  for (let at = first?.parent; at && !isFunction(at); at = at.parent) {
    const loop = at
    if (loop.type !== 'WhileStatement' && loop.type !== 'DoWhileStatement' && loop.type !== 'ForStatement') continue
    if (loop.test && others.every(use => isInside(use, loop))) found.push(...conditionsWhere(file, loop.test, 'truthy'))
  }
  return found
}

/** A handle that is only cancelled is not consumed: `this.#ac.abort()`, `clearTimeout(this.retry.timer)`. */
export function isCancelled(node: TSESTree.Node): boolean {
  const place = wrapped(node)
  const { parent } = place
  if (parent?.type === 'CallExpression') return parent.callee !== place && timerClears.has(calleeName(parent) ?? '')
  if (parent?.type !== 'MemberExpression' || parent.object !== place) return false
  const call = parent.parent
  if (call.type === 'CallExpression' && call.callee === parent) return handleCancels.has(calleeName(call) ?? '')
  return isCancelled(parent)
}

/** `if (this.resolve) this.resolve()`: a function that is called only while it is there has its absence as the stop flag. */
function isOptionalCall(node: TSESTree.Node, cell: Cell, { known }: State): boolean {
  const place = wrapped(node)
  return place.parent?.type === 'CallExpression' && place.parent.callee === place && known.get(cell)?.truth === 'truthy'
}
