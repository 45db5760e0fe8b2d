import type { TSESTree } from '@typescript-eslint/utils'
import { calleeName, isDereferenced, isFunction, wrapped, type CallNode, type FunctionNode, type Variable } from '../../source/index.js'
import { isHidden, isWaitedFor } from '../../model/callers.js'
import { isFailureIgnored } from '../../model/waits/failures.js'
import type { FileContext } from './types.js'
import { asksWhetherCleared } from './looks.js'
import type { Belief } from './flow/state.js'

/** Whether the program fails here when the cell is empty, or says by `!` that it is not. */
export const relies = (node: TSESTree.Node): boolean => isDereferenced(node) || node.parent?.type === 'TSNonNullExpression'

/** Whether the use of a local stands in the statement behind the one that fills it: nothing is asked between the two. */
function isNext(filled: TSESTree.Node, use: TSESTree.Node): boolean {
  const [one, other] = [filled, use].map(node => statementOf(node))
  if (!one || !other || one.parent !== other.parent || one.parent?.type !== 'BlockStatement') return false
  const { body } = one.parent
  return body.indexOf(other as TSESTree.Statement) === body.indexOf(one as TSESTree.Statement) + 1
}

/** The use of a local that fails in a cell's stead, right behind where the local took what that held. */
export function useBehind({ references }: Variable, filled: TSESTree.Node): TSESTree.Node | undefined {
  const first = references.find(({ init, identifier }) => init !== true && identifier.range[0] > filled.range[0])
  const use = first?.identifier as TSESTree.Node | undefined
  return use && isNext(filled, use) && relies(use) ? use : undefined
}

function statementOf(node: TSESTree.Node): TSESTree.Node | undefined {
  for (let at = node; at.parent && !isFunction(at); at = at.parent) if (at.parent.type === 'BlockStatement') return at
  return undefined
}

/** Whether somebody may have emptied the cell that is believed to be full, and no use has told yet. */
export const mayBeCleared = ({ truth, gap }: Belief): boolean =>
  truth === 'truthy' && gap !== undefined && gap.clears.size > 0 && gap.isUsed !== true

/** Whether nobody minds when this use fails, or types say that it cannot. */
export function isHarmless(
  { tests, program }: FileContext, entry: FunctionNode, use: TSESTree.Node, belief: Belief, calls: readonly CallNode[],
): boolean {
  const { types } = program.file
  if (types.isReadonly(use) || types.isNeverEmpty(use)) return true
  const asks = (test: TSESTree.Node) => asksWhetherCleared(tests.look(test), belief)
  if ([use, ...calls].some(place => isFailureIgnored(program.file, place, asks))) return true
  // Every caller of a function that only this file calls, and waits for, may ignore its failure.
  const callers = isHidden(program, entry) ? program.file.callsTo(entry) : []
  return callers.length > 0 && callers.every(call =>
    isCaughtAway(call) || (isWaitedFor(call) && isFailureIgnored(program.file, call, asks)))
}

/** `void this.#poll().catch(() => {})` */
function isCaughtAway(call: CallNode): boolean {
  const member = wrapped(call).parent
  const chained = member?.type === 'MemberExpression' && member.object === wrapped(call) ? member.parent : undefined
  const [handler] = chained?.type === 'CallExpression' && calleeName(chained) === 'catch' ? chained.arguments : []
  return handler !== undefined && isFunction(handler) && handler.body.type === 'BlockStatement' && handler.body.body.length === 0
}
