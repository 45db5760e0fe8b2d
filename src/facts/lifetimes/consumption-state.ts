import { either, isSame, type Held } from '../../model/cells/held.js'
import type { Cell, Variable } from '../../source/index.js'

/** What is known where a task runs. */
export interface State {
  readonly known: ReadonlyMap<Cell | Variable, Held>
  /** Locals that took their value before the task first yielded, or that the task took out of the cell: a reference of its own. */
  readonly own: ReadonlySet<Variable>
  /** Cells that the task itself gave a value since the last yield. */
  readonly fresh: ReadonlySet<Cell>
  /** Cells that were checked before the last yield, and not since. */
  readonly relied: ReadonlySet<Cell>
  readonly hasYielded: boolean
}

export const start: State = { known: new Map(), own: new Set(), fresh: new Set(), relied: new Set(), hasYielded: false }
export const later: State = { ...start, hasYielded: true }

/** Behind a yield others may have run: only locals are as they were. */
export function afterYield(state: State): State {
  const known = new Map([...state.known].filter(([subject]) => !('path' in subject)))
  const checked = [...state.known].flatMap(([subject, { truth }]) => 'path' in subject && truth === 'truthy' ? [subject] : [])
  const relied = checked.length > 0 ? new Set([...state.relied, ...checked]) : state.relied
  return { ...state, known, fresh: new Set(), relied, hasYielded: true }
}

export function join(known: State, arriving: State): State {
  if (known === arriving) return known
  const facts = common(known.known, arriving.known)
  const own = new Set([...known.own].filter(variable => arriving.own.has(variable)))
  const fresh = new Set([...known.fresh, ...arriving.fresh].filter(cell => isPresent(known, cell) && isPresent(arriving, cell)))
  const hasYielded = known.hasYielded || arriving.hasYielded
  const relied = arriving.relied.size > 0 ? new Set([...known.relied, ...arriving.relied]) : known.relied
  const addsNothing = areSame(facts, known.known) && own.size === known.own.size && fresh.size === known.fresh.size
    && [...fresh].every(cell => known.fresh.has(cell)) && relied.size === known.relied.size
    && hasYielded === known.hasYielded
  return addsNothing ? known : { known: facts, own, fresh, relied, hasYielded }
}

/** `this.#socket ??= connect()`: there either way, and where it was missing by the task's own doing. */
const isPresent = ({ known, fresh }: State, cell: Cell): boolean => fresh.has(cell) || known.get(cell)?.truth === 'truthy'

export function common<Key>(one: ReadonlyMap<Key, Held>, other: ReadonlyMap<Key, Held>): ReadonlyMap<Key, Held> {
  if (one === other) return one
  return new Map([...one].flatMap(([key, held]) => {
    const second = other.get(key)
    const known = second && either(held, second)
    return known ? [[key, known]] : []
  }))
}

const areSame = <Key>(one: ReadonlyMap<Key, Held>, other: ReadonlyMap<Key, Held>): boolean =>
  one === other || (one.size === other.size && [...one].every(([key, held]) => isSameAt(other, key, held)))

function isSameAt<Key>(known: ReadonlyMap<Key, Held>, key: Key, held: Held): boolean {
  const other = known.get(key)
  return other !== undefined && isSame(held, other)
}

/** Whether all that can be found from `state` was found from `before`: that one knew no more. */
export function covers(before: State, state: State): boolean {
  return (before.hasYielded || !state.hasYielded)
    && [...before.known].every(([subject, held]) => isSameAt(state.known, subject, held))
    && [...before.fresh].every(cell => state.fresh.has(cell))
    && [...before.own].every(variable => state.own.has(variable))
    && [...state.relied].every(cell => before.relied.has(cell))
}
