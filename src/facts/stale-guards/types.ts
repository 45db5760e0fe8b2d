import type { TSESTree } from '@typescript-eslint/utils'
import type { Mention } from '../../model/cells/mentions.js'
import type { Program } from '../../model/program.js'
import type { Waits } from '../../model/waits/waits.js'
import type { Cell, FunctionNode } from '../../source/index.js'
import type { Clears } from './clears/clears.js'
import type { Signs } from './clears/signs.js'
import type { ClearingWrite } from './clears/clearing-writes.js'
import type { WaitOutcomes } from './clears/wait-outcomes.js'
import type { Mask } from '../../order/index.js'
import type { Locks } from '../../model/exclusion/locks.js'
import type { Overlaps } from './overlaps.js'
import type { Tests } from '../../model/cells/tests.js'
import type { Ids } from './flow/ids.js'
import type { Lessons } from './flow/lessons.js'
import type { Summaries } from './flow/summaries.js'

/**
 * How code relies on what it saw before a yield: it reads through the cell; it fills a cell that it saw empty; it writes back what it
 * read before; it empties a cell that by now may hold another run's value; it takes the place of a run that others have waited for, too; it
 * throws away what others have added to a list; it makes once more what another run is about to get ready; it
 * puts back data that was dropped because it had changed.
 */
export type StaleUse = 'dereferences' | 'overwrites' | 'revives' | 'clobbers' | 'overtakes' | 'discards' | 'latches' | 'refills'

/** A use that relies on a guard from before a yield. */
export interface StaleGuard {
  readonly kind: StaleUse
  readonly cell: Cell
  /** The place that relies on the guard, or the call in whose course it does. */
  readonly use: TSESTree.Node
  /** That place itself, be it in a function that is called. */
  readonly usedAt: TSESTree.Node
  readonly guard: TSESTree.Node
  readonly by: 'test' | 'assignment' | 'use' | 'sign'
  /** The cell that was looked at in the other's stead. */
  readonly sign?: Cell
  readonly yield: TSESTree.Node
  /** Who writes the cell the other way; the function itself, where two runs of it get in each other's way. */
  readonly clear: ClearingWrite | undefined
  /** All of them. */
  readonly clears: readonly ClearingWrite[]
  readonly home: FunctionNode
  /** The same for all uses that rely on one guard over one yield, however the two were reached. */
  readonly origin: string
  /** Who adds to the list that is thrown away. */
  readonly adder?: FunctionNode
  /** Whether guard, yield and use stand in one function. */
  readonly isWhole: boolean
}

/** What is asked about the file. */
export interface FileContext {
  readonly program: Program
  readonly clears: Clears
  readonly outcomes: WaitOutcomes
  /** Cells whose resource somebody ends, or somebody has opened: one that is overwritten is never ended. */
  readonly ended: ReadonlySet<Cell>
  /** Where a cell is read that is emptied or ended. */
  readonly reads: (cell: Cell) => readonly Mention[]
  readonly tests: Tests
  readonly waits: Waits
  readonly locks: Locks
  readonly overlaps: Overlaps
  readonly signs: Signs
}

/** What is asked where functions are followed. */
export interface StaleContext extends FileContext {
  /** The cells of which it is followed what is believed. */
  readonly watched: ReadonlySet<Cell>
  /** Cells of which it counts what the function itself has left there: a clear asks for them. */
  readonly flags: ReadonlySet<Cell>
  readonly summaries: Summaries
  readonly lessons: Lessons
  readonly ids: Ids
  /** The points that can change what is known of the watched cells. */
  readonly mask: Mask
}
