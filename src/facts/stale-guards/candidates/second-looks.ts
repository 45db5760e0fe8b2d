import type { TSESTree } from '@typescript-eslint/utils'
import { isFunction, isLoop, isNullish, leavesBy, unwrap, type Cell, type SourceFile } from '../../../source/index.js'
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
  const tells = (test: TSESTree.Node, truth: Truth): readonly number[] => isTold(file, test, truth, cell) ? [test.range[0]] : []
  switch (parent?.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return node === parent.consequent ? tells(parent.test, 'truthy') : node === parent.alternate ? tells(parent.test, 'falsy') : []
    case 'LogicalExpression':
      return node !== parent.right || parent.operator === '??' ? [] : tells(parent.left, parent.operator === '&&' ? 'truthy' : 'falsy')
    case 'BlockStatement': {
      // The last one is the nearest: who could not come in since an earlier one could not since that.
      const last = looksIn(file, parent, cell).findLast(({ end }) => end <= node.range[0])
      return last ? [last.from] : []
    }
    default:
      return []
  }
}

const isTold = (file: SourceFile, test: TSESTree.Node, truth: Truth, cell: Cell): boolean =>
  conditionsWhere(file, test, truth).some(({ subject, held }) => subject === cell && held.truth !== undefined)

/** A statement of a block that looks at a cell for all that stands behind it, and where the look begins. */
interface BlockLook {
  readonly end: number
  readonly from: number
}

const known = new WeakMap<TSESTree.BlockStatement, Map<Cell, readonly BlockLook[]>>()

/** The looks at a cell among the statements of a block, read once however many places stand behind them. */
function looksIn(file: SourceFile, block: TSESTree.BlockStatement, cell: Cell): readonly BlockLook[] {
  const byCell = known.get(block) ?? new Map<Cell, readonly BlockLook[]>()
  known.set(block, byCell)
  const looks = byCell.get(cell) ?? block.body.flatMap(statement => lookAt(file, statement, cell))
  byCell.set(cell, looks)
  return looks
}

function lookAt(file: SourceFile, statement: TSESTree.Statement, cell: Cell): readonly BlockLook[] {
  const end = statement.range[1]
  if (statement.type === 'IfStatement' && !statement.alternate) {
    const isLook = leavesBy(statement.consequent, ['Return', 'Throw', 'Continue', 'Break']) && isTold(file, statement.test, 'falsy', cell)
    return isLook ? [{ end, from: statement.test.range[0] }] : []
  }
  const filled = statement.type === 'ExpressionStatement' ? unwrap(statement.expression) : undefined
  const isFill = filled?.type === 'AssignmentExpression' && filled.operator === '=' && file.cells.at(filled.left) === cell
    && !isNullish(filled.right)
  return isFill ? [{ end, from: end }] : []
}
