import type { TSESTree } from '@typescript-eslint/utils'
import type { Cell, FunctionNode } from '../../../source/index.js'
import type { FileContext } from '../types.js'
import type { State } from '../flow/state.js'
import { placesOf, runsOnlyIn } from '../../../model/callers.js'
import { isOfOthers } from './own-values.js'
import type { ClearingWrite } from './clearing-writes.js'

const none: ReadonlySet<ClearingWrite> = new Set()

/** Who may have emptied a cell while a function stood at a yield. */
export class Interference {
  readonly #around: FileContext
  readonly #entry: FunctionNode
  readonly #running = new Map<ClearingWrite, boolean>()

  constructor(around: FileContext, entry: FunctionNode) {
    this.#around = around
    this.#entry = entry
  }

  /** Whether the clear can run at all while the function, or what it calls, waits. */
  mayRun(clear: ClearingWrite): boolean {
    const known = this.#running.get(clear) ?? this.#mayRun(clear)
    this.#running.set(clear, known)
    return known
  }

  #mayRun(clear: ClearingWrite): boolean {
    const { program, locks } = this.#around
    if (clear.kind === 'unmounts') return true
    const homes = placesOf(clear, clear.way).map(place => place.home)
    return !homes.some(home => runsOnlyIn(program, home, this.#entry) || runsOnlyIn(program, this.#entry, home))
      && !locks.exclude(this.#entry, clear)
  }

  /** Whether any clear of the cell may run in the course of a wait of the function, whatever is known there. */
  mayRunDuring(cell: Cell, node: TSESTree.Node): boolean {
    const { clears, outcomes } = this.#around
    return clears.of(cell).some(clear => {
      const found = this.mayRun(clear) ? outcomes.of(clear, cell, node) : undefined
      return found !== undefined && (found.fulfilled || found.rejected)
    })
  }

  /**
   * The clears of the cell that can run while these functions wait. `isRejected` asks about the way on which the wait fails.
   */
  during(
    cell: Cell, node: TSESTree.Node, running: readonly FunctionNode[], state: State, isRejected: boolean,
  ): ReadonlySet<ClearingWrite> {
    const { program, clears, outcomes } = this.#around
    let found: Set<ClearingWrite> | undefined
    for (const clear of clears.of(cell)) {
      program.budget.spend()
      if (!this.mayRun(clear) || !outcomes.of(clear, cell, node)[isRejected ? 'rejected' : 'fulfilled']) continue
      if (clear.kind === 'unmounts' || this.#isLetIn(clear, cell, running, state)) (found ??= new Set()).add(clear)
    }
    return found ?? none
  }

  /** Whether the functions that wait let a clear run, with what is known where they do. */
  #isLetIn(clear: ClearingWrite, cell: Cell, running: readonly FunctionNode[], state: State): boolean {
    const { program, locks } = this.#around
    if ([...clear.preconditions].some(([flag, truth]) => (state.own.get(flag) ?? truth) !== truth)) return false
    if (state.beliefs.get(cell)?.by === 'assignment' && isOfOthers(program, clear, running)) return false
    const places = running.length > 1 ? placesOf(clear, clear.way) : []
    return running.every(own => own === this.#entry
      || (!places.some(({ home }) => runsOnlyIn(program, home, own)) && !locks.exclude(own, clear)))
  }
}
