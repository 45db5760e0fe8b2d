import type { TSESTree } from '@typescript-eslint/utils'
import { addTo, enclosingFunction, fieldOf, isNullish, unwrap, type Cell, type FunctionNode } from '../../source/index.js'
import type { Truth } from './conditions.js'
import type { Program } from '../program.js'

/** What is left in cells; undefined where that is not always the same. */
export type Writes = ReadonlyMap<Cell, Truth | undefined>

const writes = new WeakMap<Program, ReadonlyMap<TSESTree.Node, Writes>>()

const assigned = new WeakMap<Program, ReadonlyMap<Cell, readonly TSESTree.AssignmentExpression[]>>()

/** The assignments to a cell, in the order of the text. */
export function assignmentsTo(program: Program, cell: Cell): readonly TSESTree.AssignmentExpression[] {
  const byCell = assigned.get(program) ?? findAssignments(program)
  assigned.set(program, byCell)
  return byCell.get(cell) ?? []
}

function findAssignments({ file }: Program): ReadonlyMap<Cell, readonly TSESTree.AssignmentExpression[]> {
  const found = new Map<Cell, TSESTree.AssignmentExpression[]>()
  for (const assignment of file.assignments) {
    const target = file.cells.at(fieldOf(assignment, 'left'))
    if (target) addTo(found, target, assignment)
  }
  return found
}

/** A place that gives a cell a value: an assignment, or a call that fills an entry of a container. */
export interface Fill {
  readonly node: TSESTree.Node
  readonly value: TSESTree.Expression
}

/** The places that give a cell a value, nothing included, in the order of the text of either kind. */
export const fillsOf = (program: Program, cell: Cell): readonly Fill[] => [
  ...assignmentsTo(program, cell).map(node => ({ node, value: node.right })),
  ...cell.key === undefined ? [] : program.file.entries.of(cell).flatMap(({ node, does, value }) =>
    does === 'fill' && value ? [{ node, value }] : []),
]

const homes = new WeakMap<Program, ReadonlyMap<Cell, readonly TSESTree.Node[]>>()

/** The functions whose own code writes a cell. */
export function writersOf(program: Program, cell: Cell): readonly TSESTree.Node[] {
  const byCell = homes.get(program) ?? findWriters(program)
  homes.set(program, byCell)
  return byCell.get(cell) ?? []
}

function findWriters(program: Program): ReadonlyMap<Cell, readonly TSESTree.Node[]> {
  const found = new Map<Cell, TSESTree.Node[]>()
  for (const [home, cells] of writesByHome(program)) for (const cell of cells.keys()) addTo(found, cell, home)
  return found
}

/** The cells that these functions write. */
export const writtenIn = (program: Program, nodes: ReadonlySet<FunctionNode>): ReadonlySet<Cell> => new Set(leftIn(program, nodes).keys())

/** The cells that these functions write, with what they leave there where it is always the same. */
export function leftIn(program: Program, nodes: ReadonlySet<FunctionNode>): Writes {
  const byHome = writesByHome(program)
  const left = new Map<Cell, Truth | undefined>()
  for (const node of nodes) {
    for (const [cell, truth] of byHome.get(node) ?? []) left.set(cell, left.has(cell) && left.get(cell) !== truth ? undefined : truth)
  }
  return left
}

function writesByHome(program: Program): ReadonlyMap<TSESTree.Node, Writes> {
  const byHome = writes.get(program) ?? findWrites(program)
  writes.set(program, byHome)
  return byHome
}

function findWrites({ file }: Program): ReadonlyMap<TSESTree.Node, Writes> {
  const found = new Map<TSESTree.Node, Map<Cell, Truth | undefined>>()
  const note = (place: TSESTree.Node, target: TSESTree.Node, truth: Truth | undefined) => {
    const cell = file.cells.at(target)
    if (cell) noteCell(place, cell, truth)
  }
  const noteCell = (place: TSESTree.Node, cell: Cell, truth: Truth | undefined) => {
    const home = enclosingFunction(place)
    const cells = found.get(home) ?? new Map<Cell, Truth | undefined>()
    found.set(home, cells)
    cells.set(cell, cells.has(cell) && cells.get(cell) !== truth ? undefined : truth)
  }
  for (const assignment of file.assignments) {
    const left = fieldOf(assignment, 'left')
    if (left.type !== 'ArrayPattern') note(assignment, left, truthOf(fieldOf(assignment, 'right')))
    else for (const element of left.elements) if (element) note(assignment, element, undefined)
  }
  for (const deletion of file.deletions) note(deletion, deletion.argument, 'falsy')
  for (const update of file.updates) note(update, update.argument, undefined)
  for (const { node, does, value } of file.entries.all) {
    if (does === 'fill') note(node, node, value && truthOf(value))
    if (does === 'drop') note(node, node, 'falsy')
  }
  for (const { cell, node } of file.entries.cleared) noteCell(node, cell, 'falsy')
  return found
}

/** What a value that is written out is taken for. */
export function truthOf(value: TSESTree.Node): Truth | undefined {
  const node = unwrap(value)
  if (isNullish(node)) return 'falsy'
  // Of a number or a state it counts what it is, not whether it is true.
  if (node.type === 'Literal') return typeof node.value === 'boolean' ? node.value ? 'truthy' : 'falsy' : undefined
  return node.type === 'NewExpression' || node.type === 'ObjectExpression' ? 'truthy' : undefined
}

