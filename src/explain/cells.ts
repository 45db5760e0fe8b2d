import type { TSESTree } from '@typescript-eslint/utils'
import type { Cell, Facts } from '../facts/index.js'
import { endedBy, endedEntries } from '../model/cells/ended-cells.js'
import { assignmentsTo } from '../model/cells/cell-writes.js'
import { replacementsOf } from '../model/cells/replacements.js'
import { Tests } from '../model/cells/tests.js'
import type { Program } from '../model/program.js'
import { cellText } from '../report/cell-text.js'
import { addTo, isClass, isConstructor, isFunction, isNullish, wrapped, type Owner as CellOwner, type Variable } from '../source/index.js'
import { inOrder, placeOf } from './places.js'
import type { CellFacts, Owner, Place, Write } from './shape.js'

/** Lists the cells that the file names, without methods: those of their owner, and those of what another cell holds. */
export function cellsOf(facts: Facts, program: Program): readonly CellFacts[] {
  const mentions = mentionsIn(program)
  const guards = guardsIn(facts, program)
  const ends = endsIn(program)
  return [...mentions].flatMap(([cell, nodes]) => {
    const writes = writesTo(facts, program, cell, ends.get(cell) ?? [])
    if (isMethod(program, cell) || (writes.length === 0 && nodes.every(isCalled))) return []
    const reads = nodes.filter(node => !isOnlyWritten(node)).map(node => placeOf(facts, node))
    const at = nodes[0] ?? facts.code.ast
    return [{
      name: nameOfCell(facts, cell, at), owner: ownerOf(cell.owner, at),
      reads: inOrder(reads), guards: guards.get(cell) ?? [], writes: inOrder(writes),
    }]
  })
}

/** Names a cell as its first mention does, wherever it is asked for. */
export const nameOfCell = (facts: Facts, cell: Cell, near: TSESTree.Node = facts.code.ast): string => {
  const known = names.get(cell) ?? cellText(facts, cell, near)
  names.set(cell, known)
  return known
}

const names = new WeakMap<Cell, string>()

function mentionsIn({ file, budget }: Program): ReadonlyMap<Cell, readonly TSESTree.Node[]> {
  const found = new Map<Cell, TSESTree.Node[]>()
  const members = [...file.membersByName.values()].flat()
  const names = file.scopes.variables.flatMap(({ references }) => references.map(({ identifier }) => identifier as TSESTree.Node))
  const entries = [...file.entries.all].map(({ node }) => node)
  for (const node of new Set<TSESTree.Node>([...members, ...names, ...entries])) {
    budget.spend()
    const cell = file.cells.at(node)
    if (cell) addTo(found, cell, node)
  }
  return found
}

/** A field that only has the name of a method: `this.stop` in `this.stop()`. */
const isMethod = (program: Program, cell: Cell): boolean => {
  const name = cell.path.at(-1)
  return name !== undefined && assignmentsTo(program, cell).length === 0 && cell.path.length === 1
    && program.file.owners.functions(cell.owner, name).length > 0
}

/** The tests of the control-flow graphs, by the cells that they look at. */
function guardsIn(facts: Facts, program: Program): ReadonlyMap<Cell, readonly Place[]> {
  const tests = new Tests(program)
  const found = new Map<Cell, Map<TSESTree.Node, Place>>()
  for (const node of program.file.functions) {
    for (const { next } of program.graph(node)?.blocks ?? []) {
      for (const test of next.flatMap(edge => edge.test ?? [])) {
        for (const cell of tests.look(test).cells) {
          const places = found.get(cell) ?? new Map<TSESTree.Node, Place>()
          found.set(cell, places.set(test, placeOf(facts, test)))
        }
      }
    }
  }
  return new Map([...found].map(([cell, places]) => [cell, inOrder([...places.values()])]))
}

function endsIn({ file }: Program): ReadonlyMap<Cell, readonly TSESTree.Node[]> {
  const found = new Map<Cell, TSESTree.Node[]>()
  for (const call of file.callNodes) {
    const ended = endedBy(file, call)
    for (const cell of ended ? [ended] : endedEntries(file, call)) addTo(found, cell, call)
  }
  return found
}

function writesTo(facts: Facts, program: Program, cell: Cell, ends: readonly TSESTree.Node[]): readonly Write[] {
  const replacements = replacementsOf(program.file, cell)
  const told = new Set(replacements.map(({ node }) => node))
  const { entries } = program.file
  const fills = cell.key === undefined ? [] : entries.of(cell).flatMap(({ node, does }) => does === 'fill' ? [node] : [])
  const sets = [...assignmentsTo(program, cell).filter(({ right }) => !isNullish(right)), ...fills].filter(node => !told.has(node))
  return [
    ...sets.map(node => ({ does: 'set' as const, ...placeOf(facts, node) })),
    ...replacements.map(({ kind, node }): Write => ({ does: kind === 'replaces' ? 'replace' : 'clear', ...placeOf(facts, node) })),
    ...ends.map(node => ({ does: 'end' as const, ...placeOf(facts, node) })),
  ]
}

function ownerOf({ kind, identity, isStatic }: CellOwner, near: TSESTree.Node): Owner {
  if ('references' in identity) {
    const { name, defs: [def] } = identity as Variable
    return { kind, name, line: (def?.name as TSESTree.Node | undefined ?? near).loc.start.line }
  }
  if (!('loc' in identity)) return { kind, name: (identity as { readonly name: string }).name, line: near.loc.start.line }
  const node = identity as TSESTree.Node
  return { kind, name: `${isStatic ? 'static ' : ''}${ownName(node)}`, line: node.loc.start.line }
}

function ownName(node: TSESTree.Node): string {
  if ((isClass(node) || (isFunction(node) && !isConstructor(node))) && node.id) return node.id.name
  const { parent } = node
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name
  return isClass(node) ? 'an unnamed class' : 'an object'
}

/** `kill` of `this.proc.kill()`: the method of what a cell holds. */
const isCalled = (node: TSESTree.Node): boolean => {
  const place = wrapped(node)
  return place.parent?.type === 'CallExpression' && place.parent.callee === place
}

const isOnlyWritten = (node: TSESTree.Node): boolean =>
  node.parent?.type === 'AssignmentExpression' && node.parent.left === node && node.parent.operator === '='
