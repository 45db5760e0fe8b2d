import { enclosingFunction, isInside, isNullish } from '../source/index.js'
import type { Copy } from './copies.js'
import type { Program } from './program.js'
import type { Round } from './rounds.js'

/**
 * Whether the copy is the only holder from here on: `const socket = this.socket; this.socket = null` takes the handle over, and so
 * does a call of an own function that empties the cell. A handle that the same function has just made is its own as well.
 */
export function isTaken(program: Program, { cell, name, home }: Copy, { place, turns }: Round): boolean {
  const { file } = program
  const start = Math.min(place.range[0], ...turns.filter(turn => isInside(turn, home)).map(turn => turn.range[0]))
  const isBetween = (node: { readonly range: readonly [number, number] }) => node.range[0] > name.range[0] && node.range[1] <= start
  const writes = file.assignments.filter(assignment => file.cells.at(assignment.left) === cell
    || (assignment.left.type === 'ArrayPattern' && assignment.left.elements.some(element => element && file.cells.at(element) === cell)))
  if (writes.some(write => enclosingFunction(write) === home && isBetween(write))) return true
  if (file.deletions.some(deletion => file.cells.at(deletion.argument) === cell && enclosingFunction(deletion) === home && isBetween(deletion))) return true
  const emptiers = new Set(writes.filter(write => isNullish(write.right)).map(write => enclosingFunction(write)))
  if (file.callsIn(home).some(call => isBetween(call) && file.calls.targets(call).some(target => emptiers.has(target)))) return true
  return turns.some(turn => writes.some(write => isInside(write, turn)
    && write.right.type === 'Identifier' && write.right.name === name.name))
}
