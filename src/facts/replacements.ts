import type { TSESTree } from '@typescript-eslint/utils'
import {
  calleeName, enclosingFunction, isClass, isConstructor, isFunction, isInside, isNullish, keyName, unwrap, type Cell,
  type FunctionNode, type SourceFile, type Variable,
} from '../source/index.js'

/** A place where a function takes away what a cell held. */
export interface Replacement {
  readonly cell: Cell
  readonly node: TSESTree.Node
  /** The function that does it. */
  readonly home: FunctionNode
  readonly kind: 'empties' | 'replaces'
  /** What is put there, where that is written out. */
  readonly value: TSESTree.Node | undefined
}

/** Functions whose name says that they put another thing in the place of one that was there. */
const replacing = /^[#_]*(?:re(?:connect|start|set|fresh|new|place|load|open|create|build|init|spawn)|swap|switch|rotate)/i

/** Calls whose result is no object that could be called on. */
const plainMakers = new Set([
  'Number', 'String', 'Boolean', 'parseInt', 'parseFloat', 'now', 'setTimeout', 'setInterval', 'setImmediate',
])

/**
 * Where functions, constructors aside, set a cell to null or to another object. What alone gives a cell its object is the start-up,
 * and what fills it only while it is empty takes nothing away; neither is a replacement.
 */
export function findReplacements(file: SourceFile): ReadonlyMap<Cell, readonly Replacement[]> {
  const writes = [...file.assignments.flatMap(assignment => writesOf(file, assignment)), ...deletionsOf(file)]
  const found = new Map<Cell, Replacement[]>()
  const fillers = fillersOf(file, writes)
  for (const write of writes) {
    const home = enclosingFunction(write.node)
    if (!isFunction(home) || isConstructor(home) || isMaker(write.cell, home)) continue
    const kind = kindOf(write.value)
    if (!kind || (kind === 'replaces' && !takesAway(file, write, home, fillers.get(write.cell) ?? new Set()))) continue
    const value = write.value === 'deleted' ? undefined : write.value
    found.set(write.cell, [...found.get(write.cell) ?? [], { cell: write.cell, node: write.node, home, kind, value }])
  }
  return found
}

/**
 * A constructor function, or the function whose local the cell is: what it sets up was never there before. Sucrase writes a field's
 * initial value as a method `__init()` that the constructor calls.
 */
function isMaker({ owner: { identity } }: Cell, home: FunctionNode): boolean {
  if (/^__init\d*$/.test(nameOf(home))) return true
  const [name] = 'identifiers' in identity ? (identity as Variable).identifiers : []
  return identity === home || (name !== undefined && enclosingFunction(name) === home)
}

interface CellWrite {
  readonly cell: Cell
  readonly node: TSESTree.Node
  readonly value: TSESTree.Node | 'deleted'
}

function writesOf(file: SourceFile, assignment: TSESTree.AssignmentExpression): CellWrite[] {
  const { left, right, operator } = assignment
  if (left.type === 'ArrayPattern' && right.type === 'ArrayExpression') {
    return left.elements.flatMap((element, index) => {
      const value = right.elements[index]
      const cell = element && value ? file.cells.at(element) : undefined
      return cell && value ? [{ cell, node: assignment, value }] : []
    })
  }
  const cell = operator === '=' || operator === '&&=' ? file.cells.at(left) : undefined
  return cell ? [{ cell, node: assignment, value: right }] : []
}

const deletionsOf = (file: SourceFile): CellWrite[] => file.deletions.flatMap(deletion => {
  const cell = file.cells.at(deletion.argument)
  return cell ? [{ cell, node: deletion, value: 'deleted' as const }] : []
})

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

/** The functions that put something other than null into a cell. */
function fillersOf(file: SourceFile, writes: readonly CellWrite[]): ReadonlyMap<Cell, ReadonlySet<TSESTree.Node>> {
  const fillers = new Map<Cell, Set<TSESTree.Node>>()
  for (const { cell, node, value } of writes) {
    if (value === 'deleted' || isNullish(value)) continue
    fillers.set(cell, (fillers.get(cell) ?? new Set()).add(enclosingFunction(node)))
  }
  return fillers
}

/** Whether the owner has something in the cell from its beginning: a field's own value, a property's, a variable's. */
function isFilledFromStart({ owner, path }: Cell): boolean {
  const [name] = path
  const identity = owner.identity as TSESTree.Node | Variable
  if (owner.kind === 'variable' && 'defs' in identity) {
    const [def] = identity.defs
    const init = def?.type === 'Variable' ? def.node.init : undefined
    return path.length === 0 && init !== undefined && init !== null && !isNullish(init)
  }
  if (!('type' in identity) || path.length !== 1) return false
  const members: readonly TSESTree.Node[] = isClass(identity) ? identity.body.body
    : identity.type === 'ObjectExpression' ? identity.properties : []
  return members.some(member => (member.type === 'PropertyDefinition' || member.type === 'Property')
    && keyName(member) === name && member.value !== null && !isNullish(member.value))
}

function takesAway(file: SourceFile, write: CellWrite, home: FunctionNode, fillers: ReadonlySet<TSESTree.Node>): boolean {
  if (isOnlyWhenEmpty(file, write, home)) return false
  return [...fillers].some(filler => filler !== home) || isFilledFromStart(write.cell) || replacing.test(nameOf(home))
}

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
  statement.type === 'IfStatement' && leaves(statement.consequent) && asks(file, statement.test, cell, 'truthy')

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

function leaves(statement: TSESTree.Statement): boolean {
  if (statement.type === 'BlockStatement') return statement.body.some(inner => leaves(inner))
  return statement.type === 'ReturnStatement' || statement.type === 'ThrowStatement'
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
