import type { TSESTree } from '@typescript-eslint/utils'
import { closers, connectionEnds } from '../../catalog/releases.js'
import type { Vocabulary } from '../../catalog/settings.js'
import type { Point } from '../../order/index.js'
import {
  calleeName, enclosingFunction, fieldOf, isConstructor, isFunction, isNullish, keyName, receiver, unwrap,
  type CallNode, type Cell, type FunctionNode, type SourceFile,
} from '../../source/index.js'
import type { Program } from '../../model/program.js'
import { isNamed } from '../../model/vocabulary.js'

/** A cell that no longer holds its resource behind a point. */
export interface Release {
  readonly cell: Cell
  /** The place that names the cell. */
  readonly node: TSESTree.Node
  /** Whether the cell is emptied; otherwise the resource in it is ended, which counts under `strict` only. */
  readonly empties: boolean
  /** Whether the cell holds a container, which is emptied. */
  readonly clears?: boolean
}

/** `cells` are emptied and closed; `all` counts as well connections that are ended, and containers that are cleared. */
export type Scope = 'cells' | 'all'

/** What a point releases. */
export function releaseAt(file: SourceFile, point: Point, vocabulary: Vocabulary, scope: Scope = 'cells'): Release | undefined {
  switch (point.kind) {
    case 'write':
      return isNullish(point.write.value) ? emptied(file, point.write.target) : undefined
    case 'delete':
      return emptied(file, point.target)
    case 'call':
      return point.node.type === 'CallExpression' ? closed(file, point.node, vocabulary, scope) : undefined
    default:
      return undefined
  }
}

function emptied(file: SourceFile, target: TSESTree.Node): Release | undefined {
  const cell = file.cells.at(target)
  return cell && { cell, node: unwrap(target), empties: true }
}

function closed(file: SourceFile, call: CallNode, vocabulary: Vocabulary, scope: Scope): Release | undefined {
  const named = isNamed(file, call, vocabulary.release)
  const name = calleeName(call) ?? ''
  const clears = scope === 'all' && name === 'clear'
  if (!named && !closers.has(name) && !clears && (scope !== 'all' || !connectionEnds.has(name))) return undefined
  // `giveBack(this.#conn)`, where settings name the function
  const given = named ? call.arguments.find(argument => file.cells.carriedBy(argument)) : undefined
  const resource = given ?? receiver(call)
  const cell = resource && file.cells.carriedBy(resource)
  if (cell) return { cell, node: unwrap(resource), empties: named || clears, ...clears && { clears } }
  // `this.dropConnection()`, where settings name a function of the file that gives something back
  const dropped = named && call.arguments.length === 0 ? droppedBy(file, call) : undefined
  return dropped && { cell: dropped, node: unwrap(call.callee), empties: true }
}

/** What an own function hands to somebody, or else ends: the first that it names. */
function droppedBy(file: SourceFile, call: CallNode): Cell | undefined {
  const calls = file.calls.targets(call).flatMap(target => file.callsIn(target))
  const given = calls.flatMap(({ arguments: values }) => values.flatMap(value => file.cells.carriedBy(value) ?? []))
  return given[0] ?? calls.flatMap(inner => file.cells.carriedBy(receiver(inner) ?? inner) ?? [])[0]
}

/** What a function releases in its own code. */
export interface OwnRelease {
  readonly home: FunctionNode
  readonly cell: Cell
  /** The assignment, the call or the deletion. */
  readonly node: TSESTree.Node
  /** Whether the cell is emptied; otherwise what it holds is ended. */
  readonly empties: boolean
}

type Known = WeakMap<Program, ReadonlyMap<Vocabulary, readonly OwnRelease[]>>

const known: Readonly<Record<Scope, Known>> = { cells: new WeakMap(), all: new WeakMap() }

/** The releases of a file. What a constructor sets to null was never there. */
export function releasesIn(program: Program, vocabulary: Vocabulary, scope: Scope = 'cells'): readonly OwnRelease[] {
  const releases = known[scope].get(program)?.get(vocabulary)
  if (releases) return releases
  const found = findReleases(program.file, vocabulary, scope)
  known[scope].set(program, new Map([[vocabulary, found]]))
  return found
}

function findReleases(file: SourceFile, vocabulary: Vocabulary, scope: Scope): readonly OwnRelease[] {
  const found: OwnRelease[] = []
  const note = (node: TSESTree.Node, cell: Cell | undefined, empties = true) => {
    if (!cell) return
    const home = enclosingFunction(node)
    if (isFunction(home) && !isConstructor(home) && !isHeldIn(file, home, cell)) found.push({ home, cell, node, empties })
  }
  for (const assignment of file.assignments) {
    for (const target of emptiedBy(fieldOf(assignment, 'left'), fieldOf(assignment, 'right'))) note(assignment, file.cells.at(target))
  }
  for (const deletion of file.deletions) note(deletion, file.cells.at(deletion.argument))
  for (const call of file.callNodes) {
    const release = call.type === 'CallExpression' ? closed(file, call, vocabulary, scope) : undefined
    if (release) note(call, release.cell, release.empties)
  }
  return found
}

/** `this.wake = () => { this.wake = undefined; clearTimeout(timer) }`: what the cell holds takes itself out, and so runs once at most. */
const isHeldIn = (file: SourceFile, { parent }: FunctionNode, cell: Cell): boolean =>
  parent.type === 'AssignmentExpression' && isFunction(parent.right) && file.cells.at(parent.left) === cell

/** The places that are given null: `this.a` and `this.b` of `[this.a, this.b] = [null, null]`. */
function emptiedBy(target: TSESTree.Node, value: TSESTree.Node): readonly TSESTree.Node[] {
  if (target.type === 'ArrayPattern' && value.type === 'ArrayExpression') {
    return target.elements.flatMap((element, index) => {
      const given = value.elements[index]
      return element && given ? emptiedBy(element, given) : []
    })
  }
  if (target.type === 'ObjectPattern' && value.type === 'ObjectExpression') {
    return target.properties.flatMap(part => part.type !== 'Property' ? [] : value.properties.flatMap(property =>
      property.type === 'Property' && keyName(property) === keyName(part) ? emptiedBy(part.value, property.value) : []))
  }
  return isNullish(value) ? [target] : []
}

/** Which functions release which of these cells in their own code. */
export function releasersOf(releases: readonly OwnRelease[], cells: ReadonlySet<Cell>): ReadonlyMap<FunctionNode, ReadonlySet<Cell>> {
  const found = new Map<FunctionNode, Set<Cell>>()
  for (const { home, cell } of releases) {
    if (cells.has(cell) && cell.owner.identity !== home) found.set(home, (found.get(home) ?? new Set()).add(cell))
  }
  return found
}
