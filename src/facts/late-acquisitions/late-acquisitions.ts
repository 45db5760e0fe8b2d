import type { TSESTree } from '@typescript-eslint/utils'
import { isHidden } from '../../model/callers.js'
import { locksOf, type Locks } from '../../model/exclusion/locks.js'
import type { Program } from '../../model/program.js'
import type { Handle } from '../../model/tasks/handles.js'
import { isHosted, onlySetsState } from '../../model/tasks/harmless-timers.js'
import { isCleanUp, isRunAtExit } from '../../model/teardown-names.js'
import { waitsOf, type Waits } from '../../model/waits/waits.js'
import type { Mask } from '../../order/index.js'
import { continuations } from '../../catalog/settles.js'
import { calleeName, enclosingFunction, isFunction, isInside, receiver, unwrap, type Cell, type FunctionNode } from '../../source/index.js'
import { Asks } from './asks.js'
import { isOfBriefOperation } from './brief-operations.js'
import { endBeforeNext, endBehindClear, findCloseHandlers, opensAgain, type CloseHandler } from './close-handlers.js'
import { Exclusions, sameKey } from './exclusions.js'
import { continuationsByCallback, lateMask, LateFlow, type Late } from './flow.js'
import { isForOneCaller, isOverlapShown } from './overlaps.js'
import { StoreOrders } from './store-orders.js'
import type { End } from './ends.js'
import { findStates, isAnotherState, isStateOfWork, lastStatesOf, revives, type LastState } from './states.js'
import { findStores, onlyRuns, type Store } from './stores.js'
import { teardownsOf, isBehindShownState, marksOf, type Marks, type Teardown } from './teardowns.js'

/** A resource, or a state, that a function stores after a wait, although a teardown may have run meanwhile. */
export interface LateAcquisition {
  readonly kind: 'late' | 'rearmed' | 'revived' | 'reopens'
  readonly place: Handle
  /** Where the report stands. */
  readonly at: TSESTree.Node
  readonly store: Store
  readonly wait: TSESTree.Node
  readonly home: FunctionNode
  readonly teardown: FunctionNode
  /** What ends what the place holds, or the write of the last state. */
  readonly end: TSESTree.Node
  /** Whether only the strict preset tells. */
  readonly isMinor: boolean
  /** Whether most of its kind do no harm, so that no preset tells. */
  readonly isDoubtful: boolean
  /** By what else in the file it can be told that the teardown has run. */
  readonly marks: Marks
}

const noMarks: Marks = { flags: [], counters: [] }

const waiting = /\bawait\b|\.(?:then|catch|finally)\(/
const ending = new RegExp([
  'clos', 'dispos', 'destroy', 'stop', 'shut', 'kill', 'terminat', 'disconnect', 'unmount', 'clean', 'cancel', 'abort', 'quit', 'teardown',
  'leave', 'effect', 'release', 'detach', 'deactivat', 'unload', 'hangup', 'logout', 'halt', 'exit',
].join('|'), 'i')

/** Whether the text has the words without which nothing is stored late, and no state comes back to life. */
export const mayAcquireLate = (text: string): boolean => waiting.test(text) && ending.test(text)

/** Whether the text has the words without which no close handler opens anything again. */
export const mayReopen = (text: string): boolean => listening.test(text) && ending.test(text)

const listening = /\.on(?:close|end|exit|disconnect)\b|(?:\bon(?:ce)?|Listener)\(\s*['"](?:close|end|exit|disconnect)/

/** Finds the late acquisitions of a file, one for each function. */
export function findLateAcquisitions(program: Program): readonly LateAcquisition[] {
  const { file } = program
  if (!file.functions.some(node => node.async) && !file.callNodes.some(call => continuations.has(calleeName(call) ?? ''))) return []
  const teardowns = teardownsOf(program).filter(teardown => teardown.ends.size > 0)
  if (teardowns.length === 0) return []
  const storesIn = findStores(program, new Set(teardowns.flatMap(teardown => [...teardown.ends.keys()])))
  if (storesIn.size === 0) return []
  const search = new Search(program, storesIn)
  return firstOf(teardowns.flatMap(teardown => search.missedBy(withoutRefills(teardown, storesIn))))
}

/** `cleanup() { clearTimeout(this.later); this.later = setTimeout(…) }`: what fills a place itself is no end of what is there. */
function withoutRefills(teardown: Teardown, storesIn: ReadonlyMap<TSESTree.Node, readonly Store[]>): Teardown {
  const isFilled = (home: TSESTree.Node, place: Handle): boolean => storesIn.get(home)?.some(store => store.place === place) ?? false
  const ends = [...teardown.ends].flatMap(([place, all]) => {
    const kept = isFilled(teardown.node, place) ? [] : all.filter(({ call }) => !isFilled(enclosingFunction(call), place))
    return kept.length > 0 ? [[place, kept] as const] : []
  })
  return { ...teardown, ends: new Map(ends) }
}

/** The teardowns of an owner as a whole, which others than the owner run. */
const ofOwners = (program: Program): readonly Teardown[] =>
  teardownsOf(program).filter(({ nouns, node }) => nouns.length === 0 && !isHidden(program, node))

/** Finds the states that are written over the last one of an owner. */
export function findRevivals(program: Program): readonly LateAcquisition[] {
  const withStates = ofOwners(program).flatMap(teardown => {
    const last = lastStatesOf(program, teardown)
    return last.size > 0 ? [{ teardown, last }] : []
  })
  const storesIn = withStates.length === 0 ? undefined : findStates(program, new Set(withStates.flatMap(({ last }) => [...last.keys()])))
  if (!storesIn || storesIn.size === 0) return []
  const search = new Search(program, storesIn)
  return firstOf(withStates.flatMap(({ teardown, last }) => search.revivedOver(teardown, last)))
}

/** Finds what the close handlers of handles open again when a teardown has ended them. */
export function findReopenings(program: Program): readonly LateAcquisition[] {
  const handlers = findCloseHandlers(program)
  const closing = handlers.length === 0 ? [] : ofOwners(program).filter(({ ends }) => handlers.some(({ place }) => ends.has(place)))
  const storesIn = closing.length === 0 ? undefined : findStores(program, new Set(closing.flatMap(({ ends }) => [...ends.keys()])))
  if (!storesIn || storesIn.size === 0) return []
  const search = new Search(program, storesIn)
  return firstOf(closing.flatMap(teardown => search.reopenedBehind(teardown, handlers.filter(({ place }) => teardown.ends.has(place)))))
}

/** One for each function, or for each timer that comes back to where it is armed. */
function firstOf(all: readonly LateAcquisition[]): readonly LateAcquisition[] {
  const found = new Map<TSESTree.Node, LateAcquisition>()
  for (const late of all) {
    const key = late.at === late.store.at ? enclosingFunction(late.at) : late.home
    const known = found.get(key)
    if (!known || isBefore(late, known)) found.set(key, late)
  }
  return [...found.values()].toSorted((one, other) => one.at.range[0] - other.at.range[0])
}

/** Of several, the first store in the text, and of the teardowns that miss it the first one. */
const isBefore = (one: LateAcquisition, other: LateAcquisition): boolean => one.isDoubtful !== other.isDoubtful ? other.isDoubtful
  : one.isMinor !== other.isMinor ? other.isMinor
  : one.at.range[0] < other.at.range[0] || (one.at === other.at && one.teardown.range[0] < other.teardown.range[0])

class Search {
  readonly #program: Program
  readonly #storesIn: ReadonlyMap<TSESTree.Node, readonly Store[]>
  readonly #waits: Waits
  readonly #locks: Locks
  readonly #mask: Mask
  readonly #orders: StoreOrders
  readonly #continuations: ReadonlyMap<FunctionNode, TSESTree.CallExpression>
  /** The functions that store something, and those that call one which does. */
  readonly #fillers: ReadonlySet<FunctionNode>

  constructor(program: Program, storesIn: ReadonlyMap<TSESTree.Node, readonly Store[]>) {
    this.#program = program
    this.#storesIn = storesIn
    this.#waits = waitsOf(program)
    this.#locks = locksOf(program)
    this.#mask = lateMask(program, storesIn, teardownsOf(program))
    this.#orders = new StoreOrders(program, storesIn)
    this.#continuations = continuationsByCallback(program)
    const homes = [...storesIn.keys()].filter(isFunction)
    this.#fillers = new Set([...homes, ...homes.flatMap(home => [...program.callers(home)].filter(isFunction))])
  }

  missedBy(teardown: Teardown): readonly LateAcquisition[] {
    const asks = new Asks(this.#program, teardown, this.#storesIn)
    const endsOf = new Map<Store, End | undefined>()
    const endOf = (store: Store): End | undefined => {
      if (!endsOf.has(store)) endsOf.set(store, this.#endMissing(teardown, store, asks))
      return endsOf.get(store)
    }
    return this.#judge(teardown, asks, store => endOf(store) !== undefined, (late, home) => {
      const { store, wait, at } = late
      const end = endOf(store)
      if (!end) return undefined
      const isTimer = store.isTimer || end.isClear
      const isHarmless = isTimer && onlySetsState(this.#program.file, store.value)
      const isMinor = isHarmless || (isTimer && isHosted(this.#program.file, store.value)) || this.#isMinor(teardown, late, home)
      return {
        kind: isTimer ? 'rearmed' : 'late', place: store.place, store, wait, home, teardown: teardown.node, end: end.call,
        marks: marksOf(this.#program, teardown), at: isTimer && this.#armsAgain(store, home) ? store.at : at,
        isMinor, isDoubtful: isHarmless || (isMinor && !isTimer && isForOneCaller(this.#program, teardown, home)),
      }
    })
  }

  /** Whether only the strict preset tells: the miss does little harm, or the file gives no ground to expect it. */
  #isMinor(teardown: Teardown, late: Late, home: FunctionNode): boolean {
    return isHidden(this.#program, teardown.node) || isOfBriefOperation(this.#program.file, late.store)
      || isRunAtExit(this.#program, teardown.node) || !isOverlapShown(this.#program, teardown, late, home)
  }

  /** The end that would not reach what is stored, if that came late; undefined where nobody would miss it. */
  #endMissing(teardown: Teardown, store: Store, asks: Asks): End | undefined {
    const end = teardown.ends.get(store.place)?.find(({ isTolerant, key }) => isTolerant
      && (key === undefined || store.key === undefined || sameKey(key, store.key)))
    if (!end || (!isCleanUp(teardown.node) && isBehindShownState(this.#program, end.call))) return undefined
    const isTimer = store.isTimer || end.isClear
    return isTimer && (onlyRuns(this.#program.file, store.value, teardown.closure) || asks.isAskedByTask(store)) ? undefined : end
  }

  revivedOver(teardown: Teardown, last: ReadonlyMap<Cell, LastState>): readonly LateAcquisition[] {
    const { file } = this.#program
    const stateOf = ({ place }: Store): LastState | undefined => 'path' in place ? last.get(place) : undefined
    const counts = (store: Store): boolean => {
      const state = stateOf(store)
      return state !== undefined && isAnotherState(file, store, state)
    }
    return this.#judge(teardown, new Asks(this.#program, teardown, this.#storesIn), counts, ({ store, wait, at }, home) => {
      const state = stateOf(store)
      if (!state || !revives(file, store, state, home)) return undefined
      return {
        kind: 'revived', place: store.place, store, wait, home, teardown: teardown.node, end: state.node, at, isMinor: true, marks: noMarks,
        isDoubtful: !isStateOfWork(this.#program, teardown, store),
      }
    })
  }

  reopenedBehind(teardown: Teardown, handlers: readonly CloseHandler[]): readonly LateAcquisition[] {
    const flow = new LateFlow(this.#program, this.#waits, new Asks(this.#program, teardown, this.#storesIn), this.#storesIn, this.#mask)
    const exclusions = new Exclusions(this.#program, teardown, this.#locks)
    return handlers.filter(({ node }) => !exclusions.excludesFunction(node)).flatMap(handler =>
      flow.run(handler.node, handler.from).flatMap(({ store }) => {
        const end = !store.isTimer ? endBeforeNext(this.#program, teardown, store, handler)
          : opensAgain(this.#program, store) ? endBehindClear(this.#program, teardown, store, handler) : undefined
        return end ? [{
          kind: 'reopens' as const, place: store.place, store, wait: handler.from, home: handler.node, teardown: teardown.node,
          end: end.call, at: store.at, isMinor: isRunAtExit(this.#program, teardown.node), isDoubtful: false,
          marks: noMarks,
        }] : []
      }))
  }

  /** @param counts whether a store would be reported if it came late */
  #judge(
    teardown: Teardown, asks: Asks, counts: (store: Store) => boolean,
    judge: (late: Late, home: FunctionNode) => LateAcquisition | undefined,
  ): readonly LateAcquisition[] {
    const flow = new LateFlow(this.#program, this.#waits, asks, this.#storesIn, this.#mask)
    const exclusions = new Exclusions(this.#program, teardown, this.#locks)
    return [...this.#fillers].flatMap(home => {
      this.#program.budget.spend()
      const from = this.#continuationOf(home)
      if ((!from && !home.async) || !this.#orders.mayStoreLate(home, from, counts)) return []
      if (exclusions.excludesFunction(home)) return []
      const lates = flow.run(home, from)
      if (lates.length === 0 || flow.isAskedByCallers(home)) return []
      return lates.flatMap(late => {
        const found = judge(late, home)
        return found && !exclusions.excludesStore(home, late, found.end) ? [found] : []
      })
    })
  }

  /** The call that a function is a continuation of, if others can run before it settles. */
  #continuationOf(home: FunctionNode): TSESTree.CallExpression | undefined {
    const call = this.#continuations.get(home)
    const on = call && receiver(call)
    const targets = on?.type === 'CallExpression' ? this.#waits.ownTargets(on) : []
    return targets.length > 0 && !targets.some(target => this.#waits.of(target)) ? undefined : call
  }

  /** Whether the task of a timer comes back to where it is armed: one report tells of all who arm it. */
  #armsAgain({ value }: Store, home: FunctionNode): boolean {
    const call = unwrap(value)
    const [callback] = call.type === 'CallExpression' ? call.arguments : []
    return callback !== undefined && this.#program.file.calls.functions(callback).some(target =>
      [...this.#program.closureOf(target)].some(part => part === home || isInside(home, part)))
  }}
