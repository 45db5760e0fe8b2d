import type { TSESTree } from '@typescript-eslint/utils'
import { enclosingFunction, isFunction, unwrap, type Cell, type FunctionNode } from '../../source/index.js'
import { assignmentsTo } from '../../model/cells/cell-writes.js'
import { mentionsOf } from '../../model/cells/mentions.js'
import { originsOf } from '../../model/origins.js'
import type { Program } from '../../model/program.js'

/**
 * Whether the file shows that two runs can meet where a cell is filled: whoever needs the value runs it, or an event does. Of `start()` and
 * `connect()` there is mostly one caller, who waits.
 *
 *     async query(text) {
 *       this.client ??= await connect()        // made on demand, for whoever asks
 *       return this.client.query(text)
 *     }
 *
 * So is the entry of a collection: whoever calls for that key fills it.
 *
 * @param way the write, and the calls that lead to it
 */
export function isOnDemand(program: Program, entry: FunctionNode, [write, ...calls]: readonly TSESTree.Node[], cell: Cell): boolean {
  if (!write) return false
  if (cell.key !== undefined) return true
  const home = enclosingFunction(write)
  if (originsOf(program, entry).isByEvent || [home, entry].some(node => isFunction(node) && givesBack(program, node, cell))) return true
  const made = branchOf(write)
  const reads = mentionsOf(program, new Set([cell])).map(({ node }) => node)
  return [...made ? [made] : [], ...calls, ...isFunction(home) ? program.file.callsTo(home) : []].some(place =>
    reads.some(read => read.range[0] >= place.range[1] && enclosingFunction(read) === enclosingFunction(place)))
}

/** What is passed over where the cell is full: `if (!this.client) { … }`, `this.client ??= await connect()`. */
function branchOf(write: TSESTree.Node): TSESTree.Node | undefined {
  if (write.type === 'AssignmentExpression' && (write.operator === '??=' || write.operator === '||='
    || unwrap(write.right).type === 'LogicalExpression')) return write
  let found: TSESTree.Node | undefined
  for (let at: TSESTree.Node | undefined = write; at && !isFunction(at); at = at.parent) if (at.type === 'IfStatement') found = at
  return found
}

/** `return this.client`, `this.client = client; return client` */
function givesBack(program: Program, home: FunctionNode, cell: Cell): boolean {
  const { file } = program
  const stored = assignmentsTo(program, cell).map(({ right }) => unwrap(right)).filter(value => value.type === 'Identifier')
    .map(value => file.scopes.variable(value))
  const isIt = (value: TSESTree.Node): boolean => {
    const node = unwrap(value)
    if (node.type === 'AssignmentExpression' || node.type === 'LogicalExpression') return isIt(node.right)
    return file.cells.carriedBy(node) === cell || (node.type === 'Identifier' && stored.includes(file.scopes.variable(node)))
  }
  if (home.body.type !== 'BlockStatement') return isIt(home.body)
  return file.returns.some(statement => statement.argument && enclosingFunction(statement) === home && isIt(statement.argument))
}
