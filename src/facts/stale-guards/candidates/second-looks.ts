import type { TSESTree } from '@typescript-eslint/utils'
import { isFunction, isInside, isLoop, isNullish, leavesBy, unwrap, type Cell, type SourceFile } from '../../../source/index.js'
import { conditionsWhere, type Truth } from '../../../model/cells/conditions.js'

/**
 * Whether the text shows that a cell was looked at, or filled, before a place is reached, and that nobody else could run since:
 *
 *     if (this.socket) this.socket.send(text)            if (!this.socket) return; this.socket.send(text)
 *
 * @param moment when the place is passed
 * @param isOpen whether others may come in somewhere between two positions of the function
 */
export function isLookedAtFirst(
  file: SourceFile, use: TSESTree.Node, moment: number, cell: Cell, isOpen: (from: number, to: number) => boolean,
): boolean {
  let end = moment
  for (let at = use; at.parent && !isFunction(at); at = at.parent) {
    const { parent } = at
    const looks = looksBefore(file, at, cell)
    if (looks.some(from => !isOpen(from, end))) return true
    // What stands in a loop may be passed behind whatever else does.
    if (isLoop(parent)) end = Math.max(end, parent.range[1])
  }
  return false
}

/** Where the looks at the cell begin behind which a part of its parent is reached. */
function looksBefore(file: SourceFile, node: TSESTree.Node, cell: Cell): readonly number[] {
  const { parent } = node
  const tells = (test: TSESTree.Node, truth: Truth): readonly number[] =>
    conditionsWhere(file, test, truth).some(({ subject, held }) => subject === cell && held.truth !== undefined) ? [test.range[0]] : []
  switch (parent?.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return node === parent.consequent ? tells(parent.test, 'truthy') : node === parent.alternate ? tells(parent.test, 'falsy') : []
    case 'LogicalExpression':
      return node !== parent.right || parent.operator === '??' ? [] : tells(parent.left, parent.operator === '&&' ? 'truthy' : 'falsy')
    case 'BlockStatement':
      return parent.body.slice(0, parent.body.indexOf(node as TSESTree.Statement)).flatMap(statement => {
        if (statement.type === 'IfStatement' && !statement.alternate) {
          return leavesBy(statement.consequent, ['Return', 'Throw', 'Continue', 'Break']) ? tells(statement.test, 'falsy') : []
        }
        const filled = statement.type === 'ExpressionStatement' ? unwrap(statement.expression) : undefined
        return filled?.type === 'AssignmentExpression' && filled.operator === '=' && file.cells.at(filled.left) === cell
          && !isNullish(filled.right) && !isInside(node, statement) ? [statement.range[1]] : []
      })
    default:
      return []
  }
}
