import type { TSESTree } from '@typescript-eslint/utils'
import {
  calleeName, enclosingFunction, fieldOf, grouped, isConstructor, isFunction, isInside, isNullish, leavesBy, unwrap, type Cell,
  type FunctionNode, type SourceFile,
} from '../../source/index.js'
import { homeOfLocal, initialOf } from './cell-values.js'

/** A place where a function takes away what a cell held. */
export interface Replacement {
  readonly cell: Cell
  readonly node: TSESTree.Node
  /** The function that does it; of an unmount, which is no function of the file, one that looks into the cell. */
  readonly home: FunctionNode
  /** An unmount empties what a template has filled. */
  readonly kind: 'empties' | 'replaces' | 'unmounts'
  /** What is put there, where that is written out. */
  readonly value: TSESTree.Node | undefined
}

/** Functions whose name says that they put another thing in the place of one that was there. */
const replacing = /^[#_]*(?:re(?:connect|start|set|fresh|new|place|load|open|create|build|init|spawn)|swap|switch|rotate)/i

/** Calls whose result is no object that could be called on. */
const plainMakers = new Set([
  'Number', 'String', 'Boolean', 'parseInt', 'parseFloat', 'now', 'setTimeout', 'setInterval', 'setImmediate',
])

/** What is known of the writes of one file: of most cells it is never asked what they lose. */
interface Written {
  readonly byCell: ReadonlyMap<Cell, readonly CellWrite[]>
  readonly replacements: Map<Cell, readonly Replacement[]>
  emptied: ReadonlyMap<Cell, readonly Replacement[]> | undefined
}

const ofFiles = new WeakMap<SourceFile, Written>()

function writtenIn(file: SourceFile): Written {
  const known = ofFiles.get(file)
  if (known) return known
  const writes = [...file.assignments.flatMap(assignment => writesOf(file, assignment)), ...deletionsOf(file), ...entryWrites(file)]
  const written: Written = { byCell: grouped(writes, ({ cell }) => [cell]), replacements: new Map(), emptied: undefined }
  ofFiles.set(file, written)
  return written
}

/**
 * Where functions, constructors aside, set a cell to null or to another object. What alone gives a cell its object is the start-up,
 * and what fills it only while it is empty takes nothing away; neither is a replacement.
 */
export function replacementsOf(file: SourceFile, cell: Cell): readonly Replacement[] {
  const { byCell, replacements } = writtenIn(file)
  const known = replacements.get(cell)
  if (known) return known
  const writes = byCell.get(cell) ?? []
  const fillers = fillersAmong(writes)
  const found = writes.flatMap(write => {
    const replacement = replacementBy(file, write)
    if (!replacement) return []
    return replacement.kind === 'replaces' && !takesAway(file, write, replacement.home, fillers) ? [] : [replacement]
  })
  replacements.set(cell, found)
  return found
}

/** The cells that functions set to null, and where. */
export function emptiedCells(file: SourceFile): ReadonlyMap<Cell, readonly Replacement[]> {
  const written = writtenIn(file)
  return written.emptied ??= new Map([...written.byCell].flatMap(([cell, writes]) => {
    const emptying = writes.filter(({ value }) => kindOf(value) === 'empties').flatMap(write => replacementBy(file, write) ?? [])
    return emptying.length > 0 ? [[cell, emptying] as const] : []
  }))
}

/** The replacement that a write is, if one that puts something else there takes anything away. */
function replacementBy(file: SourceFile, { cell, node, target, value }: CellWrite): Replacement | undefined {
  const home = enclosingFunction(node)
  if (!isFunction(home) || isConstructor(home) || isMaker(cell, home)) return undefined
  const kind = kindOf(value)
  if (!kind || (cell.key === undefined && !mayChange(file, target, kind))) return undefined
  return { cell, node, home, kind, value: value === 'deleted' ? undefined : value }
}

/**
 * A constructor function, or the function whose local the cell is: what it sets up was never there before. Sucrase writes a field's
 * initial value as a method `__init()` that the constructor calls.
 */
function isMaker(cell: Cell, home: FunctionNode): boolean {
  return /^__init\d*$/.test(nameOf(home)) || cell.owner.identity === home || homeOfLocal(cell) === home
}

/** Whether the types, where there are any, let the place hold a handle that this takes away. */
function mayChange({ types }: SourceFile, target: TSESTree.Node, kind: Replacement['kind']): boolean {
  return !types.isReadonly(target) && !types.isPrimitive(target) && !(kind === 'empties' && types.isNeverEmpty(target))
}

interface CellWrite {
  readonly cell: Cell
  /** The place as it is written. */
  readonly target: TSESTree.Node
  readonly node: TSESTree.Node
  readonly value: TSESTree.Node | 'deleted'
}

function writesOf(file: SourceFile, assignment: TSESTree.AssignmentExpression): CellWrite[] {
  const left = fieldOf(assignment, 'left')
  const right = fieldOf(assignment, 'right')
  const operator = fieldOf(assignment, 'operator')
  if (left.type === 'ArrayPattern' && right.type === 'ArrayExpression') {
    return left.elements.flatMap((element, index) => {
      const value = right.elements[index]
      if (!element || !value) return []
      const cell = file.cells.at(element)
      return cell ? [{ cell, target: element, node: assignment, value }] : []
    })
  }
  const cell = operator === '=' || operator === '&&=' ? file.cells.at(left) : undefined
  return cell ? [{ cell, target: left, node: assignment, value: right }] : []
}

const deletionsOf = (file: SourceFile): CellWrite[] => file.deletions.flatMap(deletion => {
  const cell = file.cells.at(deletion.argument)
  return cell ? [{ cell, target: deletion.argument, node: deletion, value: 'deleted' as const }] : []
})

/** What is done to entries of containers, by their methods and by putting another container in the place of theirs. */
function entryWrites(file: SourceFile): CellWrite[] {
  if (!file.entries.areAny) return []
  const written = [...file.entries.all].flatMap(({ node, cell, does, value }): CellWrite[] =>
    does === 'drop' ? [{ cell, target: node, node, value: 'deleted' }]
      : does === 'fill' && value ? [{ cell, target: node, node, value }] : [])
  return [...written, ...file.entries.cleared.map(({ cell, node }) => ({ cell, target: node, node, value: 'deleted' as const }))]
}

function kindOf(value: TSESTree.Node | 'deleted'): Replacement['kind'] | undefined {
  if (value === 'deleted' || isNullish(value)) return 'empties'
  return isFresh(value) ? 'replaces' : undefined
}

/** Whether the value is an object made here: nobody else has seen it. */
function isFresh(value: TSESTree.Node): boolean {
  const node = unwrap(value)
  switch (node.type) {
    case 'NewExpression':
    case 'ObjectExpression':
    case 'ArrayExpression':
      return true
    case 'CallExpression':
      return !plainMakers.has(calleeName(node) ?? '')
    case 'AwaitExpression':
      return isFresh(node.argument)
    case 'AssignmentExpression':
      return isFresh(node.right)
    default:
      return false
  }
}

/** The functions that put something other than null into the cell that is written. */
const fillersAmong = (writes: readonly CellWrite[]): ReadonlySet<TSESTree.Node> =>
  new Set(writes.flatMap(({ node, value }) => value === 'deleted' || isNullish(value) ? [] : [enclosingFunction(node)]))

function takesAway(file: SourceFile, write: CellWrite, home: FunctionNode, fillers: ReadonlySet<TSESTree.Node>): boolean {
  if (isOnlyWhenEmpty(file, write, home)) return false
  const initial = initialOf(write.cell)
  const isFilledFromStart = initial !== undefined && !isNullish(initial)
  return [...fillers].some(filler => filler !== home) || isFilledFromStart || replacing.test(nameOf(home)) || runsItselfAgain(file, home)
}

/** `function open() { socket = new WebSocket(url); socket.onclose = () => open() }`: a callback of its own fills the cell anew. */
const runsItselfAgain = (file: SourceFile, home: FunctionNode): boolean =>
  file.callsTo(home).some(call => isInside(call, home.body) && enclosingFunction(call) !== home)

/** `if (!this.client) this.client = connect()`, `if (this.client) return this.client`. */
function isOnlyWhenEmpty(file: SourceFile, { cell, node }: CellWrite, home: FunctionNode): boolean {
  for (let at: TSESTree.Node = node; at.parent && at !== home; at = at.parent) {
    const { parent } = at
    if (parent.type === 'IfStatement' && parent.consequent === at && asks(file, parent.test, cell, 'falsy')) return true
    const isFallback = parent.type === 'LogicalExpression' && parent.right === at && parent.operator !== '&&'
    if (isFallback && asks(file, parent.left, cell, 'truthy')) return true
    const before = parent.type === 'BlockStatement' ? parent.body.filter(statement => statement.range[1] <= node.range[0]) : []
    if (before.some(statement => leavesWhenFilled(file, statement, cell))) return true
  }
  return false
}

const leavesWhenFilled = (file: SourceFile, statement: TSESTree.Statement, cell: Cell): boolean =>
  statement.type === 'IfStatement' && leavesBy(statement.consequent, ['Return', 'Throw']) && asks(file, statement.test, cell, 'truthy')

/** Whether a test, or a part of it, looks at whether the cell is filled. */
function asks(file: SourceFile, test: TSESTree.Node, cell: Cell, truth: 'truthy' | 'falsy'): boolean {
  const node = unwrap(test)
  if (node.type === 'LogicalExpression') return asks(file, node.left, cell, truth) || asks(file, node.right, cell, truth)
  const opposite = truth === 'truthy' ? 'falsy' : 'truthy'
  if (node.type === 'UnaryExpression' && node.operator === '!') return asks(file, node.argument, cell, opposite)
  if (node.type === 'BinaryExpression' && isNullish(node.right) && file.cells.carriedBy(node.left) === cell) {
    return node.operator.startsWith('!') === (truth === 'truthy')
  }
  return truth === 'truthy' && file.cells.carriedBy(node) === cell
}

/** The name that a function goes by. */
export function nameOf(node: FunctionNode): string {
  if (node.id) return node.id.name
  const { parent } = node
  if ('key' in parent && parent.key.type === 'PrivateIdentifier') return `#${parent.key.name}`
  if ('key' in parent && parent.key.type === 'Identifier') return parent.key.name
  if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name
  if (parent.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression' && isInside(node, parent.right)) {
    return parent.left.property.type === 'Identifier' ? parent.left.property.name : ''
  }
  return ''
}
