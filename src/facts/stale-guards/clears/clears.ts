import type { Cell } from '../../../source/index.js'
import type { Program } from '../../../model/program.js'
import type { Replacement } from '../../../model/cells/replacements.js'
import { clearingWritesAmong, type ClearingWrite } from './clearing-writes.js'

const none: readonly ClearingWrite[] = []

/** Who empties each cell, worked out where it is asked: of most cells that are emptied nobody wants to know. */
export class Clears {
  readonly #program: Program
  readonly #emptied: ReadonlyMap<Cell, readonly Replacement[]>
  readonly #unmounts: ReadonlyMap<Cell, readonly ClearingWrite[]>
  readonly #known = new Map<Cell, readonly ClearingWrite[]>()

  /** @param unmounts what empties cells without being written in the file */
  constructor(
    program: Program, emptied: ReadonlyMap<Cell, readonly Replacement[]>, unmounts: ReadonlyMap<Cell, readonly ClearingWrite[]>,
  ) {
    this.#program = program
    this.#emptied = emptied
    this.#unmounts = unmounts
  }

  of(cell: Cell): readonly ClearingWrite[] {
    const [emptying, unmounts] = [this.#emptied.get(cell), this.#unmounts.get(cell) ?? none]
    if (!emptying) return unmounts
    const known = this.#known.get(cell) ?? [...unmounts, ...clearingWritesAmong(this.#program, emptying)]
    this.#known.set(cell, known)
    return known
  }
}
