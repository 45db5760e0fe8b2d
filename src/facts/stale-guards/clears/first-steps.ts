import type { TSESTree } from '@typescript-eslint/utils'
import { enclosingFunction, isFunction, isNullish, type Cell, type FunctionNode } from '../../../source/index.js'
import { isWaitedFor } from '../../../model/callers.js'
import type { Program } from '../../../model/program.js'

/**
 * Whether a function that empties a cell is the step of a run that fills it, and the function that waits is one behind it: whoever calls
 * the first waits for it, and runs the other then. Only a second run could come in between, and that one fills the cell again.
 *
 *     async merge() { await this.choose(); await this.move() }
 *     async choose() { this.target = null; this.target = await find() }
 */
export function isStepBefore(program: Program, home: FunctionNode, cell: Cell, waiting: TSESTree.Node): boolean {
  const { file } = program
  const calls = file.callsTo(home)
  const isFilled = file.assignmentsIn(home).some(({ left, right }) => file.cells.at(left) === cell && !isNullish(right))
  return isFilled && calls.length > 0 && calls.every(call => {
    const run = enclosingFunction(call)
    if (!isFunction(run) || run === home || !isWaitedFor(call)) return false
    return file.callsIn(run).some(later => later.range[0] >= call.range[1] && isWaitedFor(later)
      && file.calls.targets(later).some(step => isFunction(waiting) && program.closureOf(step).has(waiting)))
  })
}
