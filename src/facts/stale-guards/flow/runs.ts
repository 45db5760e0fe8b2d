import type { TSESTree } from '@typescript-eslint/utils'
import type { Solution } from '../../../order/index.js'
import { isFunction, isInside, type CallNode } from '../../../source/index.js'
import type { Occurrence } from '../../../model/occurrence.js'
import { deepestCall, type Frame } from './frames.js'
import type { Belief, State } from './state.js'
import type { StaleContext } from '../types.js'

/** Whether a run is followed to its end, or as far as its first yield. */
export type Mode = 'whole' | 'begun'

/** One function, solved for what was known where it was called. */
export interface Run {
  readonly frame: Frame
  readonly entry: State
  readonly mode: Mode
  readonly solution: Solution<State> | undefined
  /** What is known behind it. */
  readonly behind: State | undefined
  /** What is known where an error has left it, for those who wait for it. */
  readonly thrown: State | undefined
  /** Whether nothing in it relies on a guard, wherever it is called from. */
  isSilent?: boolean
}

/** Solved runs of functions, by what they depend on: a function that is called again with the same is not solved again. */
export class RunMemo {
  readonly #context: StaleContext
  readonly #runs = new Map<string, Run>()

  constructor(context: StaleContext) {
    this.#context = context
  }

  get(frame: Frame, state: State, mode: Mode): Run | undefined {
    const run = this.#runs.get(this.#keyOf(frame, state, mode))
    return run && movesOf(run.entry, state) ? run : undefined
  }

  keep(run: Run): Run {
    this.#runs.set(this.#keyOf(run.frame, run.entry, run.mode), run)
    return run
  }

  #keyOf({ node, calls, running, isAwaited }: Frame, state: State, mode: Mode): string {
    const { ids, summaries } = this.#context
    // Who runs around the function tells which clears its waits keep out, and which calls are too deep to be followed.
    const isAlone = isAwaited !== true && !summaries.mayWait(node) && summaries.height(node, deepestCall - calls.length) < Infinity
    const around = isAlone ? '' : running.map(outer => ids.of(outer)).join()
    // A use in a call whose failure nobody minds is none.
    const caught = calls.filter(call => isInTry(call)).map(call => ids.of(call)).join()
    return `${mode} ${isAwaited === true ? 'awaited ' : ''}${String(ids.of(node))} ${around} ${caught} ${this.#keyOfState(state)}`
  }

  #keyOfState({ beliefs, own, copies, answers }: State): string {
    const { ids } = this.#context
    const parts = [...beliefs].map(([cell, belief]) => `${String(ids.of(cell))}:${this.#keyOfBelief(belief)}`)
    for (const [cell, truth] of own) parts.push(`${String(ids.of(cell))}${truth}`)
    for (const map of [copies, answers]) for (const [local, value] of map) parts.push(`${String(ids.of(local))}=${String(ids.of(value))}`)
    return parts.sort().join()
  }

  readonly #beliefs = new WeakMap<Belief, string>()

  /** The places without the calls that lead to them. */
  #keyOfBelief(belief: Belief): string {
    const known = this.#beliefs.get(belief)
    if (known !== undefined) return known
    const { ids } = this.#context
    const { truth, by, guard, gap, isAsked, sign } = belief
    const clears = gap && [...gap.clears].map(clear => ids.of(clear)).sort((one, other) => one - other).join('.')
    const behind = gap ? `${String(ids.of(gap.at.node))}-${String(clears)}${gap.isUsed === true ? 'u' : ''}` : ''
    const key = `${truth}${by}${isAsked === true ? '?' : ''}${sign ? String(ids.of(sign)) : ''}@${String(ids.of(guard.node))}/${behind}`
    this.#beliefs.set(belief, key)
    return key
  }
}

/** Whether a handler in the same function may take no notice when the call fails. */
function isInTry(call: CallNode): boolean {
  for (let at: TSESTree.Node = call; at.parent && !isFunction(at); at = at.parent) {
    const { parent } = at
    if (parent.type === 'TryStatement' && parent.handler && isInside(call, parent.block)) return true
  }
  return false
}

/** What a run leads to where it is called from elsewhere: places in it are reached by other calls, and places before it are others. */
export function moved(run: Run, to: Frame, state: State, behind: State | undefined): State | undefined {
  const { frame: from, entry } = run
  if (!behind || behind.isDead || isExact(run, to, state)) return behind
  const moves = movesOf(entry, state) ?? new Map<Occurrence, Occurrence>()
  const place = (occurrence: Occurrence): Occurrence => {
    const known = moves.get(occurrence)
    if (known) return known
    const after = { node: occurrence.node, calls: [...to.calls, ...occurrence.calls.slice(from.calls.length)] }
    moves.set(occurrence, after)
    return after
  }
  const beliefs = new Map([...behind.beliefs].map(([cell, belief]) => {
    const { guard, gap } = belief
    return [cell, { ...belief, guard: place(guard), ...gap && { gap: { ...gap, at: place(gap.at) } } }]
  }))
  return { ...behind, beliefs }
}

/** Whether a run has been solved for just this: for these calls, and for the same places behind what is known. */
export function isExact({ frame: from, entry }: Run, to: Frame, state: State): boolean {
  if (!isSame(from.calls, to.calls)) return false
  const moves = entry === state ? [] : movesOf(entry, state)
  return moves !== undefined && [...moves].every(([one, other]) => isSame(one.calls, other.calls))
}

/** The places that one state names against those that a like one names in their stead; undefined where two stand for one. */
function movesOf(from: State, to: State): Map<Occurrence, Occurrence> | undefined {
  const moves = new Map<Occurrence, Occurrence>()
  const isOne = (one: Occurrence, other: Occurrence): boolean => {
    const known = moves.get(one)
    if (known) return isSame(known.calls, other.calls)
    moves.set(one, other)
    return true
  }
  for (const [cell, { guard, gap }] of from.beliefs) {
    const other = to.beliefs.get(cell)
    if (!other || !isOne(guard, other.guard)) return undefined
    if (gap && other.gap && !isOne(gap.at, other.gap.at)) return undefined
  }
  return moves
}

const isSame = (some: readonly CallNode[], others: readonly CallNode[]): boolean =>
  some === others || (some.length === others.length && some.every((call, index) => call === others[index]))
