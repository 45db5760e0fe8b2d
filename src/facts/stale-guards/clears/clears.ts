import type { Cell } from '../../../source/index.js'
import type { Program } from '../../../model/program.js'
import type { Replacement } from '../../../model/cells/replacements.js'
import { clearingWritesAmong, type ClearingWrite } from './clearing-writes.js'

const none: readonly ClearingWrite[] = []

/** Who empties each cell, worked out where it is asked: of most cells that are emptied nobody wants to know. */
export class Clears {
  readonly #program: Program
  readonly #replacements: ReadonlyMap<Cell, readonly Replacement[]>
  readonly #known = new Map<Cell, readonly ClearingWrite[]>()

  constructor(program: Program, replacements: ReadonlyMap<Cell, readonly Replacement[]>) {
    this.#program = program
    this.#replacements = replacements
  }

  of(cell: Cell): readonly ClearingWrite[] {
    const replacements = this.#replacements.get(cell)
    if (!replacements) return none
    const known = this.#known.get(cell) ?? clearingWritesAmong(this.#program, replacements)
    this.#known.set(cell, known)
    return known
  }
}
