import type { TSESTree } from '@typescript-eslint/utils'
import { addTo, calleeName, isFunction, memberName, wrapped, type Cell } from '../../source/index.js'
import { restingPlaces } from '../tasks/handles.js'
import type { Program } from '../program.js'

const known = new WeakMap<Program, ReadonlyMap<Cell, readonly Cell[]>>()

/**
 * The cells that hold what rejects a promise, each with the cells that hold the promise:
 *
 *     this.done = new Promise((resolve, reject) => { this.fail = reject }).then(finish)
 */
export function rejectors(program: Program): ReadonlyMap<Cell, readonly Cell[]> {
  const found = known.get(program) ?? findRejectors(program)
  known.set(program, found)
  return found
}

/** `new Promise(…).catch(log)`, `new Promise(…).then(finish, log)`: what is kept of it does not fail with it. */
function isCaught(promise: TSESTree.Expression): boolean {
  const { parent } = wrapped(promise)
  const call = parent?.type === 'MemberExpression' ? parent.parent : undefined
  if (parent?.type !== 'MemberExpression' || call?.type !== 'CallExpression' || call.callee !== parent) return false
  return memberName(parent) === 'catch' || call.arguments.length > 1 || isCaught(call)
}

function findRejectors({ file }: Program): ReadonlyMap<Cell, readonly Cell[]> {
  const found = new Map<Cell, Cell[]>()
  for (const { left, right } of file.assignments) {
    const [def] = right.type === 'Identifier' ? file.scopes.variable(right)?.defs ?? [] : []
    if (def?.type !== 'Parameter' || !isFunction(def.node) || def.node.params[1] !== def.name) continue
    const executor = def.node
    const rejector = file.cells.at(left)
    if (!rejector || executor.parent.type !== 'NewExpression' || calleeName(executor.parent) !== 'Promise') continue
    if (isCaught(executor.parent)) continue
    for (const place of restingPlaces(file, executor.parent)) if ('path' in place) addTo(found, rejector, place)
  }
  return found
}
