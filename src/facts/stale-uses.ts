import type { TSESTree } from '@typescript-eslint/utils'
import { isDereferenced, type CallNode, type FunctionNode } from '../source/index.js'
import { isHidden, isWaitedFor } from './callers.js'
import { isFailureIgnored } from './failures.js'
import type { Surroundings } from './stale-guards.js'
import { asksWhetherTaken } from './stale-looks.js'
import type { Belief } from './stale-state.js'

/** Whether the program fails here when the cell is empty, or says by `!` that it is not. */
export const relies = (node: TSESTree.Node): boolean => isDereferenced(node) || node.parent?.type === 'TSNonNullExpression'

/** Whether somebody may have emptied the cell that is believed to be full, and no use has told yet. */
export const isTaken = ({ truth, gap, isUsed }: Belief): boolean =>
  truth === 'truthy' && gap !== undefined && gap.takers.size > 0 && isUsed !== true

/** Whether nobody minds when this use fails, or types say that it cannot. */
export function isHarmless(
  { tests, program }: Surroundings, entry: FunctionNode, use: TSESTree.Node, belief: Belief, calls: readonly CallNode[],
): boolean {
  const { types } = program.file
  if (types.isReadonly(use) || types.isNeverEmpty(use)) return true
  const asks = (test: TSESTree.Node) => asksWhetherTaken(tests.look(test), belief)
  if ([use, ...calls].some(place => isFailureIgnored(place, asks))) return true
  // Every caller of a function that only this file calls, and waits for, may ignore its failure.
  const callers = isHidden(program, entry) ? program.file.callsTo(entry) : []
  return callers.length > 0 && callers.every(call => isWaitedFor(call) && isFailureIgnored(call, asks))
}
