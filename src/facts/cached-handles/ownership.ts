import type { TSESTree } from '@typescript-eslint/utils'
import { enclosingFunction, isInside, isNullish, type Cell, type SourceFile } from '../../source/index.js'
import type { Copy } from '../../model/cells/copies.js'
import type { Program } from '../../model/program.js'
import type { Round } from './rounds.js'

/**
 * Whether the copy is the only holder from here on: `const socket = this.socket; this.socket = null` takes the handle over, and so
 * does a call of an own function that empties the cell. A round that puts the copy back into the cell owns it as well.
 */
export function isHandedOver({ file }: Program, { cell, name, home }: Copy, { place, turns }: Round): boolean {
  const start = Math.min(place.range[0], ...turns.filter(turn => isInside(turn, home)).map(turn => turn.range[0]))
  const isBetween = ({ range }: TSESTree.Node) => range[0] > name.range[0] && range[1] <= start
  const isThere = (node: TSESTree.Node) => enclosingFunction(node) === home && isBetween(node)
  const writes = file.assignments.filter(assignment => writesTo(file, assignment, cell))
  if (writes.some(write => isThere(write))) return true
  if (file.deletions.some(deletion => file.cells.at(deletion.argument) === cell && isThere(deletion))) return true
  const emptiers = new Set(writes.filter(write => isNullish(write.right)).map(write => enclosingFunction(write)))
  const calls = file.callsIn(home).filter(call => isBetween(call))
  if (calls.some(call => file.calls.targets(call).some(target => emptiers.has(target)))) return true
  return turns.some(turn => writes.some(write => isInside(write, turn) && isNamed(write.right, name.name)))
}

const isNamed = (node: TSESTree.Node, name: string): boolean => node.type === 'Identifier' && node.name === name

function writesTo(file: SourceFile, { left }: TSESTree.AssignmentExpression, cell: Cell): boolean {
  if (left.type === 'ArrayPattern') return left.elements.some(element => element !== null && file.cells.at(element) === cell)
  return file.cells.at(left) === cell
}
