import type { TSESTree } from '@typescript-eslint/utils'
import type { Program } from '../../model/program.js'
import { later, momentOf, steps, stepsOf, type Event, type Moment } from '../../order/index.js'
import { addTo, enclosingFunction, type FunctionNode } from '../../source/index.js'
import type { Store } from './stores.js'

/** A store that a function comes to, itself or in a helper that it calls. */
interface Reached {
  readonly store: Store
  readonly event: Event
}

/** Whether a function may store something behind a wait, as far as the order of its text tells: only then it is followed. */
export class StoreOrders {
  readonly #program: Program
  readonly #storesIn: ReadonlyMap<TSESTree.Node, readonly Store[]>
  readonly #waits: ReadonlyMap<TSESTree.Node, readonly Event[]>
  readonly #late = new Map<FunctionNode, boolean>()
  readonly #reached = new Map<FunctionNode, readonly Reached[]>()

  constructor(program: Program, storesIn: ReadonlyMap<TSESTree.Node, readonly Store[]>) {
    this.#program = program
    this.#storesIn = storesIn
    this.#waits = waitsByHome(program)
  }

  /**
   * @param from the wait that the function runs behind, where it is the callback of a promise
   * @param counts whether a store would be reported if it came late
   */
  mayStoreLate(home: FunctionNode, from: TSESTree.Node | undefined, counts: (store: Store) => boolean): boolean {
    if (!from && !this.#mayComeLate(home)) return false
    const events = this.#storesFrom(home).filter(({ store }) => counts(store)).map(({ event }) => event)
    return from || events.length === 0 ? events.length > 0 : this.#areBehindWait(home, events)
  }

  /** Whether anything that the function stores may come behind a wait: the same for all who ask. */
  #mayComeLate(home: FunctionNode): boolean {
    const known = this.#late.get(home) ?? this.#areBehindWait(home, this.#storesFrom(home).map(({ event }) => event))
    this.#late.set(home, known)
    return known
  }

  #areBehindWait(home: FunctionNode, stores: readonly Event[]): boolean {
    const waits = this.#waits.get(home) ?? []
    return waits.length > 0 && (stepsOf([...waits, ...stores]) & steps.firstTwo) !== 0
  }

  #storesFrom(home: FunctionNode): readonly Reached[] {
    const known = this.#reached.get(home)
    if (known) return known
    const { file } = this.#program
    const own = (this.#storesIn.get(home) ?? []).map(store =>
      ({ store, event: { moment: momentOf(store.node, later.stores), steps: steps.second } }))
    const called = file.callsIn(home).flatMap(call => file.runBy(call).flatMap(target => this.#storesIn.get(target) ?? [])
      .map(store => ({ store, event: { moment: momentOf(call), steps: steps.second } })))
    const found = [...own, ...called]
    this.#reached.set(home, found)
    return found
  }
}

const anyTime: Moment = { from: -1, to: Infinity, loop: undefined }

const known = new WeakMap<Program, ReadonlyMap<TSESTree.Node, readonly Event[]>>()

/** Where each function waits. */
function waitsByHome(program: Program): ReadonlyMap<TSESTree.Node, readonly Event[]> {
  const found = known.get(program) ?? findWaits(program)
  known.set(program, found)
  return found
}

function findWaits({ file }: Program): ReadonlyMap<TSESTree.Node, readonly Event[]> {
  const found = new Map<TSESTree.Node, Event[]>()
  const note = (node: TSESTree.Node, end: TSESTree.Node): void => {
    addTo(found, enclosingFunction(node), { moment: momentOf(end, later.waits), steps: steps.first })
  }
  for (const node of file.awaits) note(node, node)
  // Such a declaration waits where the block around it ends.
  const isAnywhere = /\bawait\s+using\b/.test(file.code.text)
  for (const node of isAnywhere ? file.functions : []) addTo(found, node, { moment: anyTime, steps: steps.first })
  for (const loop of file.loopsWithYield) if (loop.type === 'ForOfStatement' && loop.await) note(loop, loop.right)
  return found
}
