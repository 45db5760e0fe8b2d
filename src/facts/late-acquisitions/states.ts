import type { TSESTree } from '@typescript-eslint/utils'
import { mentionsOf } from '../../model/cells/mentions.js'
import { constantName } from '../../model/cells/held.js'
import type { Program } from '../../model/program.js'
import {
  addTo, enclosingFunction, isFunction, isInside, unwrap, type Cell, type FunctionNode, type SourceFile,
} from '../../source/index.js'
import type { Store } from './stores.js'
import type { Teardown } from './teardowns.js'

/** The states that a teardown writes into a cell, and where it does. */
export interface LastState {
  readonly names: ReadonlySet<string>
  readonly node: TSESTree.AssignmentExpression
}

/** The states that a teardown writes, by cell. */
export function lastStatesOf({ file }: Program, { closure }: Pick<Teardown, 'closure'>): ReadonlyMap<Cell, LastState> {
  const found = new Map<Cell, LastState>()
  for (const home of closure) {
    for (const assignment of file.assignmentsIn(home)) {
      const name = stateName(file, assignment)
      const cell = name === undefined ? undefined : file.cells.at(assignment.left)
      if (!cell || name === undefined) continue
      const known = found.get(cell)
      found.set(cell, { names: new Set([...known?.names ?? [], name]), node: known?.node ?? assignment })
    }
  }
  return found
}

/** The writes of a state that is none of those which a teardown leaves in the cell, by the function that has them. */
export function findStates(program: Program, cells: ReadonlySet<Cell>): ReadonlyMap<TSESTree.Node, readonly Store[]> {
  const { file, budget } = program
  const found = new Map<TSESTree.Node, Store[]>()
  for (const assignment of file.assignments) {
    budget.spend()
    const name = stateName(file, assignment)
    const cell = name === undefined || isOver(name) ? undefined : file.cells.at(assignment.left)
    if (!cell || !cells.has(cell)) continue
    addTo(found, enclosingFunction(assignment), {
      place: cell, node: assignment, at: assignment.left, value: assignment.right, key: undefined, isTimer: false,
    })
  }
  return found
}

/** Whether a state is written over the one that a teardown has left; a flag that the function itself takes back is of its own operation. */
export function revives(file: SourceFile, store: Store, last: LastState, home: FunctionNode): boolean {
  const { place, node } = store
  if (!isAnotherState(file, store, last)) return false
  const outermost = outermostFunction(home)
  return !file.assignments.some(other => other !== node && isInside(other, outermost) && file.cells.at(other.left) === place
    && last.names.has(stateName(file, other) ?? ''))
}

/**
 * Whether a state says that there is something to end: the teardown asks it (`if (this.held) await this.release()`), or it is one of more
 * than two. A flag that the teardown only takes back mostly does no harm.
 */
export function isStateOfWork(program: Program, { closure }: Pick<Teardown, 'closure'>, { place, value }: Store): boolean {
  const state = unwrap(value)
  if (state.type !== 'Literal' || typeof state.value !== 'boolean') return true
  return 'path' in place && mentionsOf(program, new Set([place])).some(({ node }) =>
    closure.has(enclosingFunction(node) as FunctionNode) && isInTest(node))
}

/** Whether a place is in what a statement or an expression branches on. */
function isInTest(node: TSESTree.Node): boolean {
  for (let below = node, at = node.parent; at && !isFunction(at); below = at, at = at.parent) {
    if ('test' in at && at.test === below) return true
    if (at.type === 'LogicalExpression' && at.left === below) return true
  }
  return false
}

/** Whether what is written is not the last state itself. */
export const isAnotherState = (file: SourceFile, { node }: Store, { names }: LastState): boolean =>
  node.type === 'AssignmentExpression' && !names.has(stateName(file, node) ?? '')

/** The name of a state: true, false, a string, a member of an enum. */
function stateName(file: SourceFile, { operator, right }: TSESTree.AssignmentExpression): string | undefined {
  const value = unwrap(right)
  if (operator !== '=' || (value.type === 'Literal' && !/^(?:boolean|string)$/.test(typeof value.value))) return undefined
  return value.type === 'Literal' || value.type === 'MemberExpression' ? constantName(file, value) : undefined
}

const over = new RegExp([
  'clos', 'stop', 'end', 'fail', 'err', 'idle', 'disconnect', 'offline', 'inactive', 'dispos', 'destroy', 'terminat', 'shut', 'exit',
  'done',
  'complete', 'cancel', 'abort', 'uninit', 'none', 'unknown', 'lost', 'dead', 'kill',
].join('|'), 'i')

/** States in which nothing goes on: an owner that has ended may well be in one of them. */
const isOver = (name: string): boolean => over.test(name) || name === '""'

function outermostFunction(node: FunctionNode): FunctionNode {
  let found = node
  for (let at: TSESTree.Node = node; isFunction(at); at = enclosingFunction(at)) found = at
  return found
}
