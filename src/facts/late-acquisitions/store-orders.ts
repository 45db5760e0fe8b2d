import type { TSESTree } from '@typescript-eslint/utils'
import type { Program } from '../../model/program.js'
import type { Handle } from '../../model/tasks/handles.js'
import { later, momentOf, steps, stepsOf, type Event, type Moment } from '../../order/index.js'
import { addTo, enclosingFunction, type FunctionNode } from '../../source/index.js'
import type { Store } from './stores.js'

/** A store that a function comes to, itself or in a helper that it calls. */
interface Reached {
  readonly place: Handle
  readonly event: Event
}

/** Whether a function may store something behind a wait, as far as the order of its text tells: only then it is followed. */
export class StoreOrders {
  readonly #program: Program
  readonly #storesIn: ReadonlyMap<TSESTree.Node, readonly Store[]>
  readonly #waits: ReadonlyMap<TSESTree.Node, readonly Event[]>
  readonly #reached = new Map<FunctionNode, readonly Reached[]>()

  constructor(program: Program, storesIn: ReadonlyMap<TSESTree.Node, readonly Store[]>) {
    this.#program = program
    this.#storesIn = storesIn
    this.#waits = waitsByHome(program)
  }

  /** @param from the wait that the function runs behind, where it is the callback of a promise */
  mayStoreLate(home: FunctionNode, from: TSESTree.Node | undefined, places: ReadonlySet<Handle>): boolean {
    const reached = this.#storesFrom(home).filter(({ place }) => places.has(place)).map(({ event }) => event)
    if (reached.length === 0 || from) return reached.length > 0
    return (stepsOf([...this.#waits.get(home) ?? [], ...reached]) & steps.firstTwo) !== 0
  }

  #storesFrom(home: FunctionNode): readonly Reached[] {
    const known = this.#reached.get(home)
    if (known) return known
    const { file } = this.#program
    const own = (this.#storesIn.get(home) ?? []).map(({ place, node }) =>
      ({ place, event: { moment: momentOf(node, later.stores), steps: steps.second } }))
    const called = file.callsIn(home).flatMap(call => file.calls.targets(call).flatMap(target => this.#storesIn.get(target) ?? [])
      .map(({ place }) => ({ place, event: { moment: momentOf(call), steps: steps.second } })))
    const found = [...own, ...called]
    this.#reached.set(home, found)
    return found
  }
}

const anyTime: Moment = { from: -1, to: Infinity, loop: undefined }

/** Where each function waits. */
function waitsByHome({ file }: Program): ReadonlyMap<TSESTree.Node, readonly Event[]> {
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
