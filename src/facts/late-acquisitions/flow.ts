import type { TSESTree } from '@typescript-eslint/utils'
import { continuations } from '../../catalog/settles.js'
import { endVerbs } from '../../catalog/teardowns.js'
import {
  calleeName, enclosingFunction, isDereferenced, isFunction, isInside, memberName, receiver, unwrap, wrapped, type CallNode,
  type FunctionNode,
} from '../../source/index.js'
import { isHidden } from '../../model/callers.js'
import { homeOfLocal } from '../../model/cells/cell-values.js'
import type { Program } from '../../model/program.js'
import type { Waits } from '../../model/waits/waits.js'
import { solve, type Edge, type Failures, type Flow, type Mask, type Point } from '../../order/index.js'
import type { Asks } from './asks.js'
import { placeOf } from './ends.js'
import { mayAsk } from './signs.js'
import type { Store } from './stores.js'
import type { Teardown } from './teardowns.js'

/**
 * What is known on the ways that lead here: the first wait since which nobody has asked, and the stores behind it that nobody has asked
 * about yet. Both are may-information: a path is enough.
 */
interface State {
  readonly pending: TSESTree.Node | undefined
  readonly stored: ReadonlySet<Store>
}

/** A store behind a wait. `at` is its place in the function at hand: the store, or the call of the function that has it. */
export interface Late {
  readonly store: Store
  readonly wait: TSESTree.Node
  readonly at: TSESTree.Node
}

/** The late stores of a function, and whether it has asked since its last wait wherever it returns. */
interface Solved {
  readonly late: readonly Late[]
  readonly isAsked: boolean
}

const nothing: State = { pending: undefined, stored: new Set() }

/** How many own calls lead from the wait to the store, at most. */
const deepestCall = 1

/**
 * The points that the flows of all teardowns ask for: waits, stores, calls that may end a value, ask, or store in their turn, and reads
 * that fail where a teardown has left nothing to read.
 */
export function lateMask(
  { file }: Program, storesIn: ReadonlyMap<TSESTree.Node, readonly Store[]>, teardowns: readonly Teardown[],
): Mask {
  const stores = new Set<TSESTree.Node>([...storesIn.values()].flatMap(own => own.map(({ node }) => node)))
  const emptied = new Set(teardowns.flatMap(({ writes }) => [...writes].flatMap(([cell, left]) => left === 'falsy' ? [cell] : [])))
  const names = new Set([...emptied].map(({ path }) => path.at(-1)))
  return {
    wants(point) {
      switch (point.kind) {
        case 'yield':
          return true
        case 'read': {
          const { node } = point
          if (!isDereferenced(node) || (node.type === 'MemberExpression' && !node.computed && !names.has(memberName(node)))) return false
          const cell = file.cells.at(node)
          return cell !== undefined && emptied.has(cell)
        }
        case 'write':
          return stores.has(point.node)
        case 'call':
          return point.node.type === 'CallExpression'
            && (stores.has(point.node) || endVerbs.has(calleeName(point.node) ?? '') || mayAsk(file, point.node)
              || file.runBy(point.node).length > 0)
        default:
          return false
      }
    },
  }
}

/** Follows functions from their waits to their stores, for one teardown. */
export class LateFlow {
  readonly #program: Program
  readonly #waits: Waits
  readonly #asks: Asks
  readonly #storesIn: ReadonlyMap<TSESTree.Node, readonly Store[]>
  readonly #byNode = new Map<TSESTree.Node, Store>()
  readonly #mask: Mask
  readonly #endsAsked = new Map<FunctionNode, boolean>()

  constructor(program: Program, waits: Waits, asks: Asks, storesIn: ReadonlyMap<TSESTree.Node, readonly Store[]>, mask: Mask) {
    this.#program = program
    this.#waits = waits
    this.#asks = asks
    this.#storesIn = storesIn
    this.#mask = mask
    for (const stores of storesIn.values()) for (const store of stores) this.#byNode.set(store.node, store)
  }

  /** The late stores of a function; `from` is the wait that it runs behind, where it is the callback of a promise. */
  run(node: FunctionNode, from: TSESTree.Node | undefined, depth = 0): readonly Late[] {
    return this.#solve(node, from, depth).late
  }

  #solve(node: FunctionNode, from: TSESTree.Node | undefined, depth: number): Solved {
    const graph = this.#program.graph(node)
    if (!graph) return { late: [], isAsked: false }
    const found = new Map<Store, Late>()
    const places = new Map<Store, TSESTree.Node>()
    const waitOf = new Map<Store, TSESTree.Node>()
    const confirm = (state: State): void => {
      for (const store of state.stored) {
        const wait = waitOf.get(store)
        if (wait) found.set(store, { store, wait, at: places.get(store) ?? store.node })
      }
    }
    const store = (state: State, stored: Store, at: TSESTree.Node): State => {
      if (!state.pending) return state
      places.set(stored, at)
      waitOf.set(stored, earliest(waitOf.get(stored), state.pending))
      return state.stored.has(stored) ? state : { ...state, stored: new Set([...state.stored, stored]) }
    }
    const flow: Flow<State> = {
      mask: this.#mask,
      work: this.#program.budget.work('late acquisitions'),
      point: (point, state, failures) => this.#point(point, state, node, depth, confirm, store, failures),
      edge: (edge, state) => this.#edge(edge, state),
      join,
    }
    const { exit } = solve(graph, from ? { ...nothing, pending: from } : nothing, flow)
    if (exit) confirm(exit)
    return { late: [...found.values()], isAsked: exit !== undefined && exit.pending === undefined }
  }

  #point(
    point: Point, state: State, home: FunctionNode, depth: number, confirm: (state: State) => void,
    store: (state: State, stored: Store, at: TSESTree.Node) => State, failures: Failures<State> | undefined,
  ): State | undefined {
    if (point.kind === 'yield') {
      if (!this.#isWait(point.node, depth)) return state
      confirm(state)
      // What a helper stores behind a wait of its own is told of by itself.
      return { pending: depth > 0 ? point.node : state.pending ?? point.node, stored: nothing.stored }
    }
    if (point.kind === 'read') return state.pending && this.#asks.byReading(point.node) ? { ...state, pending: undefined } : state
    if (point.kind === 'write') {
      const stored = this.#byNode.get(point.node)
      return stored ? store(state, stored, stored.at) : state
    }
    if (point.kind !== 'call' || point.node.type !== 'CallExpression') return state
    const stored = this.#byNode.get(point.node)
    if (stored) return store(state, stored, stored.at)
    if (!state.pending && state.stored.size === 0) return state
    const left = this.#withoutEnded(point.node, state)
    if (left !== state) {
      // An end that fails has been tried.
      failures?.areOnly([left])
      return left
    }
    if (this.#asks.byReturning(point.node)) return nothing
    return this.#called(point.node, state, home, depth, store)
  }

  /** `this.ws = ws; if (this.closed) ws.close()`: what the function ends itself needs no teardown. */
  #withoutEnded(call: TSESTree.CallExpression, state: State): State {
    const on = state.stored.size > 0 && endVerbs.has(calleeName(call) ?? '') ? receiver(call) : undefined
    const place = on && placeOf(this.#program.file, on)
    const name = on && unwrap(on)
    const isEnded = ({ place: stored, value }: Store): boolean => {
      const held = unwrap(value)
      return stored === place || (name?.type === 'Identifier' && held.type === 'Identifier' && held.name === name.name)
    }
    const kept = on ? [...state.stored].filter(store => !isEnded(store)) : []
    return on && kept.length < state.stored.size ? { ...state, stored: new Set(kept) } : state
  }

  /** A store inside an own helper, or in a callback that runs at once, that is called after the wait, with no check at its top. */
  #called(
    call: CallNode, state: State, home: FunctionNode, depth: number, store: (state: State, stored: Store, at: TSESTree.Node) => State,
  ): State {
    let after = state
    if (!state.pending || depth >= deepestCall) return after
    for (const target of this.#program.file.runBy(call)) {
      if (target === home || !this.#mayStore(target)) continue
      for (const late of this.#solve(target, state.pending, depth + 1).late) {
        // What is a local of the helper is made anew by each call, and so is the teardown that goes with it.
        const isOwn = 'path' in late.store.place && homeOfLocal(late.store.place) === target
        if (late.wait === state.pending && !isOwn) after = store(after, late.store, isInside(target, call) ? late.at : call.callee)
      }
    }
    return after
  }

  #mayStore(target: FunctionNode): boolean {
    return (this.#storesIn.get(target)?.length ?? 0) > 0
  }

  /** Whether others can run at this yield, and the function does not know behind it that its owner goes on. */
  #isWait(node: Extract<Point, { kind: 'yield' }>['node'], depth: number): boolean {
    if (node.type === 'YieldExpression' || !this.#waits.at(node)) return false
    if (node.type !== 'AwaitExpression' || depth > deepestCall) return true
    const targets = node.argument.type === 'CallExpression' ? this.#waits.ownTargets(node.argument) : []
    return targets.length === 0 || !targets.every(target => this.#hasAskedAtItsEnd(target))
  }

  /** Whether an own async function asks behind its last wait, on every way through it. */
  #hasAskedAtItsEnd(target: FunctionNode): boolean {
    const known = this.#endsAsked.get(target)
    if (known !== undefined) return known
    this.#endsAsked.set(target, false)
    const asked = this.#solve(target, undefined, deepestCall + 1).isAsked
    this.#endsAsked.set(target, asked)
    return asked
  }

  /** Whether everybody who waits for a hidden function asks right behind that wait: `await this.#open(); if (this.closed) …`. */
  isAskedByCallers(home: FunctionNode): boolean {
    if (!isHidden(this.#program, home)) return false
    const calls = this.#program.file.callsTo(home)
    return calls.length > 0 && calls.every(call => {
      const caller = enclosingFunction(call)
      const wait = wrapped(call).parent
      return isFunction(caller) && caller !== home && wait?.type === 'AwaitExpression' && this.#isAskedBehind(caller, wait)
    })
  }

  /** Whether a function asks behind one of its waits before it waits again or returns. */
  #isAskedBehind(node: FunctionNode, wait: TSESTree.AwaitExpression): boolean {
    const graph = this.#program.graph(node)
    let isMissed = false
    const flow: Flow<boolean> = {
      mask: this.#mask,
      work: this.#program.budget.work('late acquisitions'),
      point: (point, isPending) => {
        if (point.kind === 'yield') {
          isMissed ||= isPending
          return point.node === wait
        }
        return isPending && !(point.kind === 'call' && point.node.type === 'CallExpression' && this.#asks.byReturning(point.node))
      },
      edge: (edge, isPending) => isPending && !this.#asks.looksOnEdge(edge),
      join: (known, arriving) => known || arriving,
    }
    return graph !== undefined && solve(graph, false, flow).exit !== true && !isMissed
  }

  #edge(edge: Edge, state: State): State {
    if (!state.pending && state.stored.size === 0) return state
    return this.#asks.onEdge(edge) ? nothing : state
  }
}

function join(known: State, arriving: State): State {
  const pending = known.pending && arriving.pending ? earliest(known.pending, arriving.pending) : known.pending ?? arriving.pending
  const added = [...arriving.stored].filter(store => !known.stored.has(store))
  if (pending === known.pending && added.length === 0) return known
  return { pending, stored: added.length === 0 ? known.stored : new Set([...known.stored, ...added]) }
}

const earliest = (one: TSESTree.Node | undefined, other: TSESTree.Node): TSESTree.Node =>
  one && one.range[0] <= other.range[0] ? one : other

const registered = new WeakMap<Program, ReadonlyMap<FunctionNode, TSESTree.CallExpression>>()

/** The call of `then`, `catch` or `finally` that a function is a callback of, written in place, bound or by its name. */
export function continuationsByCallback(program: Program): ReadonlyMap<FunctionNode, TSESTree.CallExpression> {
  const found = registered.get(program) ?? findContinuations(program)
  registered.set(program, found)
  return found
}

function findContinuations({ file }: Program): ReadonlyMap<FunctionNode, TSESTree.CallExpression> {
  const found = new Map<FunctionNode, TSESTree.CallExpression>()
  for (const call of file.callNodes) {
    if (call.type !== 'CallExpression' || !continuations.has(calleeName(call) ?? '')) continue
    for (const argument of call.arguments) {
      for (const target of file.calls.functions(argument)) if (!found.has(target)) found.set(target, call)
    }
  }
  return found
}
