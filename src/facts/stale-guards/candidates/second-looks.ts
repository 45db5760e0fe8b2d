import type { TSESTree } from '@typescript-eslint/utils'
import {
  isFunction, isInFinally, isInLoop, isInside, isLoop, isNullish, leavesBy, unwrap, type Cell, type SourceFile,
} from '../../../source/index.js'
import { conditionsWhere, type Truth } from '../../../model/cells/conditions.js'

/**
 * Whether the text shows that a cell was looked at, or filled, before a place is reached, and that nobody else could run since:
 *
 *     if (this.socket) this.socket.send(text)            if (!this.socket) return; this.socket.send(text)
 *
 * @param moment when the place is passed
 * @param isOpen whether others may come in somewhere between two positions of the function, on a way to the place
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
    if (isLoop(parent) && isRepeated(parent, at)) end = Math.max(end, parent.range[1])
  }
  return false
}

/** Whether a part of a loop is passed in each round: what it goes over is not, nor what it begins with. */
function isRepeated(loop: TSESTree.Node, part: TSESTree.Node): boolean {
  return loop.type === 'ForStatement' ? loop.init !== part
    : (loop.type !== 'ForOfStatement' && loop.type !== 'ForInStatement') || loop.right !== part
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
    const { consequent, test } = statement
    const [last] = consequent.type === 'BlockStatement' ? consequent.body.slice(-1) : [consequent]
    // `if (!this.ready) this.ready = new Deferred()`
    const isLook = (leavesBy(consequent, ['Return', 'Throw', 'Continue', 'Break']) || (last !== undefined && isFill(file, last, cell)))
      && isTold(file, test, 'falsy', cell)
    return isLook ? [{ end, from: test.range[0] }] : []
  }
  return isFill(file, statement, cell) ? [{ end, from: end }] : []
}

function isFill(file: SourceFile, statement: TSESTree.Statement, cell: Cell): boolean {
  const filled = statement.type === 'ExpressionStatement' ? unwrap(statement.expression) : undefined
  return filled?.type === 'AssignmentExpression' && filled.operator === '=' && file.cells.at(filled.left) === cell
    && !isNullish(filled.right)
}

/** Whether control that comes to the one place has not come by the other: they stand in two arms of a test, or the other's arm returns. */
export function isOnAnotherWay(other: TSESTree.Node, place: TSESTree.Node): boolean {
  for (let at = other; at.parent && !isFunction(at); at = at.parent) {
    const { parent } = at
    if (isInside(place, parent)) return isArm(parent, at) && !isInside(place, parent.test) && !isInLoop(parent)
    const isLeft = parent.type === 'IfStatement' && at === parent.consequent && leavesBy(parent.consequent, ['Return'])
    if (isLeft) return !isInFinally(place)
  }
  return false
}

const isArm = (node: TSESTree.Node, part: TSESTree.Node): node is TSESTree.IfStatement | TSESTree.ConditionalExpression =>
  (node.type === 'IfStatement' || node.type === 'ConditionalExpression') && node.test !== part
