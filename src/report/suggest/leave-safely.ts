import type { TSESTree } from '@typescript-eslint/utils'
import type { Cell, Facts } from '../../facts/index.js'
import { calleeName, enclosingFunction, isFunction, isInside, walk, type FunctionNode } from '../../source/index.js'

/**
 * Whether the function may end before `place`: it would skip no reset of a flag that it set before, and no end of what it opened.
 *
 *     this.busy = true
 *     await this.socket.ready()
 *     this.socket.send(data)      // a `return` before this line leaves `busy` set forever
 *     this.busy = false
 */
export function canLeaveAt({ program }: Facts, home: FunctionNode, place: TSESTree.Node, except?: Cell): boolean {
  if (!program) return false
  const { file } = program
  const isSkipped = (node: TSESTree.Node) => node.range[0] >= place.range[0] && !isInFinallyOf(node, place)
  const own = file.assignmentsIn(home)
  const before = new Set(own.filter(({ range }) => range[1] <= place.range[0]).map(({ left }) => file.cells.at(left)))
  const resets = own.some(assignment => {
    const cell = file.cells.at(assignment.left)
    return cell !== undefined && cell !== except && before.has(cell) && assignment.right.type === 'Literal' && isSkipped(assignment)
  })
  return !resets && !closingCalls(file, home).some(isSkipped)
}

/** The calls that end what a function opened, for each function that was asked for. */
const closing = new WeakMap<FunctionNode, readonly TSESTree.Node[]>()

function closingCalls(file: NonNullable<Facts['program']>['file'], home: FunctionNode): readonly TSESTree.Node[] {
  const known = closing.get(home)
  if (known) return known
  const found = file.callsIn(home).filter(call => call.callee.type !== 'MemberExpression'
    && /^(?:release|unlock|clear(?:Timeout|Interval)$|cleanup|hide|dismiss)/i.test(calleeName(call) ?? ''))
  closing.set(home, found)
  return found
}

/** Whether the node runs even if the code leaves at the place. */
function isInFinallyOf(node: TSESTree.Node, place: TSESTree.Node): boolean {
  for (let at = node; at.parent && !isFunction(at); at = at.parent) {
    if (at.parent.type === 'TryStatement' && at.parent.finalizer === at && isInside(place, at.parent)) return true
  }
  return false
}

const answers = new WeakMap<FunctionNode, boolean>()

/** Whether the function returns a value, by its type or by one of its statements. */
export function returnsValue({ code }: Facts, home: FunctionNode): boolean {
  const returned = home.returnType?.typeAnnotation
  const type = returned?.type === 'TSTypeReference' ? returned.typeArguments?.params[0]?.type : undefined
  if (type !== undefined) return type !== 'TSVoidKeyword' && type !== 'TSUndefinedKeyword'
  const known = answers.get(home)
  if (known !== undefined) return known
  let found = home.body.type !== 'BlockStatement'
  walk(home.body, code.visitorKeys, node => {
    if (node.type === 'ReturnStatement' && node.argument && enclosingFunction(node) === home) found = true
    return !found && !isFunction(node)
  })
  answers.set(home, found)
  return found
}
