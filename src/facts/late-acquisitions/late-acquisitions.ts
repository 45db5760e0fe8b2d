import type { TSESTree } from '@typescript-eslint/utils'
import { continuations } from '../../catalog/settles.js'
import type { Program } from '../../model/program.js'
import type { Handle } from '../../model/tasks/handles.js'
import { Waits } from '../../model/waits/waits.js'
import { calleeName, isFunction, type FunctionNode } from '../../source/index.js'
import { Asks } from './asks.js'
import { Ends, type End } from './ends.js'
import { Exclusions } from './exclusions.js'
import { continuationsByCallback, LateFlow } from './flow.js'
import { findStores, onlySetsState, type Store } from './stores.js'
import { findTeardowns, type Teardown } from './teardowns.js'

/** A resource that a function stores after a wait, although a teardown that ends only what is stored may have run meanwhile. */
export interface LateAcquisition {
  readonly kind: 'late' | 'rearmed'
  readonly place: Handle
  /** Where the report stands. */
  readonly at: TSESTree.Node
  readonly store: Store
  readonly wait: TSESTree.Node
  readonly home: FunctionNode
  readonly teardown: FunctionNode
  /** The call that ends what the place holds. */
  readonly end: End
  /** Whether only the strict preset tells: a timer that merely sets a flag. */
  readonly isMinor: boolean
}

const waiting = /\bawait\b|\.(?:then|catch|finally)\(/
const ending = /(?:clos|dispos|destroy|stop|shut|kill|terminat|disconnect|unmount|clean|cancel|abort|quit|teardown|leave|effect)/i

/** Whether the text has the words without which nothing is stored late. */
export const mayAcquireLate = (text: string): boolean => waiting.test(text) && ending.test(text)

/** Finds the late acquisitions of a file, one for each function. */
export function findLateAcquisitions(program: Program): readonly LateAcquisition[] {
  const { file } = program
  if (!file.functions.some(node => node.async) && !file.callNodes.some(call => continuations.has(calleeName(call) ?? ''))) return []
  const teardowns = findTeardowns(program, new Ends(program))
  if (teardowns.length === 0) return []
  const storesIn = findStores(program, new Set(teardowns.flatMap(teardown => [...teardown.ends.keys()])))
  if (storesIn.size === 0) return []
  const search = new Search(program, storesIn)
  const found = new Map<FunctionNode, LateAcquisition>()
  for (const teardown of teardowns) {
    for (const late of search.missedBy(teardown)) {
      const known = found.get(late.home)
      if (!known || isBefore(late, known)) found.set(late.home, late)
    }
  }
  return [...found.values()].toSorted((one, other) => one.at.range[0] - other.at.range[0])
}

/** Of several, the first store in the text, and of the teardowns that miss it the first one. */
const isBefore = (one: LateAcquisition, other: LateAcquisition): boolean => one.isMinor !== other.isMinor ? other.isMinor
  : one.at.range[0] < other.at.range[0] || (one.at === other.at && one.teardown.range[0] < other.teardown.range[0])

class Search {
  readonly #program: Program
  readonly #storesIn: ReadonlyMap<TSESTree.Node, readonly Store[]>
  readonly #waits: Waits
  readonly #continuations: ReadonlyMap<FunctionNode, TSESTree.CallExpression>
  /** The functions that store something, and those that call one which does. */
  readonly #fillers: ReadonlySet<FunctionNode>

  constructor(program: Program, storesIn: ReadonlyMap<TSESTree.Node, readonly Store[]>) {
    this.#program = program
    this.#storesIn = storesIn
    this.#waits = new Waits(program)
    this.#continuations = continuationsByCallback(program)
    const homes = [...storesIn.keys()].filter(isFunction)
    this.#fillers = new Set([...homes, ...homes.flatMap(home => [...program.callers(home)].filter(isFunction))])
  }

  missedBy(teardown: Teardown): readonly LateAcquisition[] {
    const flow = new LateFlow(this.#program, this.#waits, new Asks(this.#program, teardown, this.#storesIn), this.#storesIn)
    const exclusions = new Exclusions(this.#program, teardown)
    return [...this.#fillers].flatMap(home => {
      this.#program.budget.spend()
      const from = this.#continuations.get(home)
      if ((!from && !home.async) || !this.#fillsFor(home, teardown) || exclusions.excludesFunction(home)) return []
      return flow.run(home, from).flatMap(late => {
        if (exclusions.excludesStore(home, late)) return []
        const { store, wait, at } = late
        const end = teardown.ends.get(store.place)?.find(({ isTolerant }) => isTolerant)
        if (!end || store.isTimer !== end.isClear) return []
        return [{
          kind: store.isTimer ? 'rearmed' as const : 'late' as const,
          place: store.place, at, store, wait, home, teardown: teardown.node, end,
          isMinor: store.isTimer && onlySetsState(this.#program.file, store.value),
        }]
      })
    })
  }

  /** Whether the function, or one that it calls, stores into a place that the teardown ends. */
  #fillsFor(home: FunctionNode, teardown: Teardown): boolean {
    const own = this.#storesIn.get(home) ?? []
    const called = this.#program.file.callsIn(home).flatMap(call =>
      this.#program.file.calls.targets(call).flatMap(target => this.#storesIn.get(target) ?? []))
    return [...own, ...called].some(({ place }) => teardown.ends.has(place))
  }
}
