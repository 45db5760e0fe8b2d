import type { Owner } from '../owners.js'

/** One storage location of an owner. Two expressions that denote the same location give the same object. */
export interface Cell {
  readonly owner: Owner
  /** The properties that lead to it from the owner; empty for a captured variable. */
  readonly path: readonly string[]
  /** How it is called in messages: `#proc`, `socket`, `ref.current`. */
  readonly name: string
  /** Of an entry of a container, the text of its key. */
  readonly key?: string
}
