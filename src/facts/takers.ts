import type { TSESTree } from '@typescript-eslint/utils'
import { enders } from '../catalog/releases.js'
import { solve, type Flow, type Point } from '../order/index.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, isNullish, receiver, unwrap, walk, type CallNode, type Cell,
  type FunctionNode,
} from '../source/index.js'
import { awaitsIn } from './awaits.js'
import { truthsOn, type Truth } from './conditions.js'
import type { Program } from './program.js'
import { findReplacements, type Replacement } from './replacements.js'

/** A place where a function empties a cell, and what that function does besides. */
export interface Taker extends Replacement {
  /** What the owner's other cells are known to hold where the cell is emptied, with no yield in between. */
  readonly premises: ReadonlyMap<Cell, Truth>
  /** What the function, or all those that call it, leave in other cells: a test of one of them tells whether it has run. */
  readonly tokens: ReadonlyMap<Cell, Truth | undefined>
  /** Whether the function aborts something. */
  readonly aborts: boolean
  /** Cells whose resource the function ends, or from which such a resource was made. */
  readonly ended: ReadonlySet<Cell>
  /** Whether it waits between that and emptying the cell: whoever is thereby woken runs first. */
  readonly isEarly: boolean
}

/** The places that empty cells and leave them empty, by cell. */
export function findTakers(program: Program): ReadonlyMap<Cell, readonly Taker[]> {
  const found = new Map<Cell, readonly Taker[]>()
  for (const [cell, replacements] of findReplacements(program.file)) {
    const takers = replacements.filter(({ kind }) => kind === 'empties').flatMap(replacement => takerOf(program, replacement) ?? [])
    if (takers.length > 0) found.set(cell, takers)
  }
  return found
}

function takerOf(program: Program, replacement: Replacement): Taker | undefined {
  const { file } = program
  const { home, node } = replacement
  const premises = awaitsFirst(program, replacement) ? undefined : premisesOf(program, replacement)
  if (!premises) return undefined
  const own = program.closureOf(home)
  const callers = [...program.callers(home)].filter(isFunction)
  const around = callers.length === 1 && callers[0] ? [home, callers[0]] : [home]
  const calls = [...new Set([...own, ...around])].flatMap(inner => file.callsIn(inner))
  const enderCalls = calls.filter(call => receiver(call) && enders.has(calleeName(call) ?? ''))
  const ended = new Set(enderCalls.flatMap(call => cellsIn(program, call.callee)))
  for (const [made, from] of origins(program)) if (ended.has(from)) ended.add(made)
  const first = enderCalls.filter(call => enclosingFunction(call) === home && call.range[1] <= node.range[0])
  return {
    ...replacement, premises, ended, tokens: tokensOf(program, own, callers),
    aborts: calls.some(call => calleeName(call) === 'abort'),
    isEarly: first.some(call => isWaitBetween(program, home, call, node)),
  }
}

/** `await this.closing; this.closing = null`: whoever empties it has waited for those who still need it. */
function awaitsFirst({ file }: Program, { cell, home, node }: Replacement): boolean {
  return awaitsIn(file, home).some(({ range, argument }) => range[1] <= node.range[0] && file.cells.carriedBy(argument) === cell)
}

function isWaitBetween({ file }: Program, home: FunctionNode, from: TSESTree.Node, to: TSESTree.Node): boolean {
  return awaitsIn(file, home).some(node =>
    node.range[1] >= from.range[1] && node.range[1] <= to.range[0] && enclosingFunction(node) === home)
}

const made = new WeakMap<Program, readonly (readonly [made: Cell, from: Cell])[]>()

/** `this.page = await this.browser.newPage()`: what was made by something ends with it. */
function origins(program: Program): readonly (readonly [made: Cell, from: Cell])[] {
  const { file } = program
  const found = made.get(program) ?? file.assignments.flatMap(({ left, right }) => {
    const cell = file.cells.at(left)
    if (!cell) return []
    let value = unwrap(right)
    if (value.type === 'AwaitExpression') value = unwrap(value.argument)
    const on = value.type === 'CallExpression' ? receiver(value) : undefined
    const from = on && file.cells.carriedBy(on)
    return from && from !== cell ? [[cell, from] as const] : []
  })
  made.set(program, found)
  return found
}

/** What is left in cells by the function and what it calls, or by each of its callers before or behind the call. */
function tokensOf(program: Program, own: ReadonlySet<FunctionNode>, callers: readonly FunctionNode[]): Writes {
  const tokens = new Map(leftIn(program, own))
  const byCallers = callers.map(caller => leftIn(program, program.closureOf(caller)))
  for (const [cell, truth] of byCallers[0] ?? []) {
    if (byCallers.every(cells => cells.has(cell)) && !tokens.has(cell)) {
      tokens.set(cell, byCallers.every(cells => cells.get(cell) === truth) ? truth : undefined)
    }
  }
  return tokens
}

/** The cells along an expression: `this.a.b` and `this.a` of `this.a.b.close()`, or what a local was copied from. */
function cellsIn({ file }: Program, expression: TSESTree.Node): readonly Cell[] {
  const found: Cell[] = []
  walk(expression, file.code.visitorKeys, node => {
    const cell = file.cells.carriedBy(node)
    if (cell) found.push(cell)
    return true
  })
  return found
}

/** What is known where the cell is emptied; undefined where it is filled again before anybody can look. */
function premisesOf(program: Program, replacement: Replacement): ReadonlyMap<Cell, Truth> | undefined {
  const graph = program.graph(replacement.home)
  if (!graph) return undefined
  const seen: ReadonlyMap<Cell, Truth>[] = []
  /** Where others can see that the cell is empty. */
  const looks: TSESTree.Node[] = []
  const flow = emptinessFlow(program, replacement.cell, (point, state) => {
    if (point.kind === 'yield' && state.isEmptied) looks.push(point.node)
    if ((point.kind !== 'write' && point.kind !== 'delete') || point.node !== replacement.node) return false
    seen.push(state.known)
    return true
  })
  const { exit, thrown } = solve(graph, { known: new Map(), left: new Map(), isEmptied: false }, { ...flow, followsThrown: true })
  const ended = [exit, ...(exit ? [] : [thrown])]
  if (looks.length === 0 && !ended.some(state => state?.isEmptied)) return undefined
  const [first, ...others] = seen
  return new Map([...first ?? []].filter(([key, truth]) => others.every(known => known.get(key) === truth)))
}

/** What the owner's cells are known to hold, and whether one of them has been emptied and not been filled since. */
interface Emptiness {
  readonly known: ReadonlyMap<Cell, Truth>
  /** What was written to cells on the way: no premise of it, but a function that is called finds it. */
  readonly left: ReadonlyMap<Cell, Truth>
  readonly isEmptied: boolean
}

/** `empties` is asked at each point whether it is the one that empties the cell. */
function emptinessFlow(
  program: Program, cell: Cell, empties: (point: Point, state: Emptiness) => boolean, depth = 0,
): Flow<Emptiness> {
  const { file } = program
  return {
    spend: program.budget.spend,
    point(point, state) {
      if (empties(point, state)) return { behind: { ...state, isEmptied: true } }
      if (point.kind === 'yield') return { behind: { known: new Map(), left: new Map(), isEmptied: state.isEmptied } }
      if (point.kind === 'call' && point.node.type !== 'TaggedTemplateExpression') {
        return { behind: state.isEmptied && fills(program, point.node, cell, state, depth) ? { ...state, isEmptied: false } : state }
      }
      if (point.kind !== 'write' && point.kind !== 'delete') return { behind: state }
      const written = file.cells.at(point.kind === 'write' ? point.write.target : point.target)
      if (!written) return { behind: state }
      const refilled = written === cell && point.kind === 'write' && !isNullish(point.write.value)
      const truth = point.kind === 'write' && point.write.value ? truthOf(point.write.value) : undefined
      const left = truth ? new Map(state.left).set(written, truth) : without(state.left, written)
      return { behind: { known: without(state.known, written), left, isEmptied: state.isEmptied && !refilled } }
    },
    edge(edge, state) {
      let { known } = state
      for (const { subject, truth } of truthsOn(file, edge)) {
        if (!('path' in subject)) continue
        const before = known.get(subject)
        if (before !== undefined && before !== truth) return undefined
        if (before === undefined) known = new Map(known).set(subject, truth)
      }
      return known === state.known ? state : { ...state, known }
    },
    join(known, arriving) {
      const common = onBoth(known.known, arriving.known)
      const left = onBoth(known.left, arriving.left)
      const isEmptied = known.isEmptied || arriving.isEmptied
      const isSame = common.size === known.known.size && left.size === known.left.size && isEmptied === known.isEmptied
      return isSame ? known : { known: common, left, isEmptied }
    },
  }
}

/** Whether a call puts something into the empty cell: `this.ensureEngine()`. `if (this.wanted) this.spawn()` in it leaves it empty, too. */
const fills = (program: Program, call: CallNode, cell: Cell, state: Emptiness, depth: number): boolean =>
  program.file.runBy(call).some(target => mayFill(program, target, cell) && !mayLeaveEmpty(program, target, cell, state, depth + 1))

const mayFill = (program: Program, target: FunctionNode, cell: Cell): boolean =>
  [...program.closureOf(target)].some(inner => program.file.assignments.some(assignment =>
    enclosingFunction(assignment) === inner && program.file.cells.at(assignment.left) === cell && !isNullish(assignment.right)))

/** Whether a function has a way through it, begun with the cell empty, that does not fill it. Unknown is no. */
function mayLeaveEmpty(program: Program, target: FunctionNode, cell: Cell, { known, left }: Emptiness, depth: number): boolean {
  const graph = depth > deepestFilling ? undefined : program.graph(target)
  if (!graph) return false
  const entry: Emptiness = { known: new Map([...known, ...left]).set(cell, 'falsy'), left: new Map(), isEmptied: true }
  return solve(graph, entry, emptinessFlow(program, cell, () => false, depth)).exit?.isEmptied === true
}

/** How many calls lead from where a cell is emptied to where it is filled again, at most. */
const deepestFilling = 3

const onBoth = (some: ReadonlyMap<Cell, Truth>, others: ReadonlyMap<Cell, Truth>): ReadonlyMap<Cell, Truth> =>
  new Map([...some].filter(([key, truth]) => others.get(key) === truth))

const without = (known: ReadonlyMap<Cell, Truth>, cell: Cell): ReadonlyMap<Cell, Truth> =>
  known.has(cell) ? new Map([...known].filter(([key]) => key !== cell)) : known

type Writes = ReadonlyMap<Cell, Truth | undefined>

const writes = new WeakMap<Program, ReadonlyMap<TSESTree.Node, Writes>>()

/** The cells that these functions write. */
export const writtenIn = (program: Program, nodes: ReadonlySet<FunctionNode>): ReadonlySet<Cell> => new Set(leftIn(program, nodes).keys())

/** The cells that these functions write, with what they leave there where it is always the same. */
function leftIn(program: Program, nodes: ReadonlySet<FunctionNode>): Writes {
  const byHome = writes.get(program) ?? findWrites(program)
  writes.set(program, byHome)
  const left = new Map<Cell, Truth | undefined>()
  for (const node of nodes) {
    for (const [cell, truth] of byHome.get(node) ?? []) left.set(cell, left.has(cell) && left.get(cell) !== truth ? undefined : truth)
  }
  return left
}

function findWrites({ file }: Program): ReadonlyMap<TSESTree.Node, Writes> {
  const found = new Map<TSESTree.Node, Map<Cell, Truth | undefined>>()
  const note = (place: TSESTree.Node, target: TSESTree.Node, truth: Truth | undefined) => {
    const cell = file.cells.at(target)
    if (!cell) return
    const home = enclosingFunction(place)
    const cells = found.get(home) ?? new Map<Cell, Truth | undefined>()
    found.set(home, cells)
    cells.set(cell, cells.has(cell) && cells.get(cell) !== truth ? undefined : truth)
  }
  for (const assignment of file.assignments) {
    if (assignment.left.type !== 'ArrayPattern') note(assignment, assignment.left, truthOf(assignment.right))
    else for (const element of assignment.left.elements) if (element) note(assignment, element, undefined)
  }
  for (const deletion of file.deletions) note(deletion, deletion.argument, 'falsy')
  for (const update of file.updates) note(update, update.argument, undefined)
  return found
}

/** What a value that is written out is taken for. */
function truthOf(value: TSESTree.Node): Truth | undefined {
  const node = unwrap(value)
  if (isNullish(node)) return 'falsy'
  if (node.type === 'Literal') return node.value ? 'truthy' : 'falsy'
  return node.type === 'NewExpression' || node.type === 'ObjectExpression' ? 'truthy' : undefined
}

/** Whether a function runs nowhere but as part of another: everybody who calls it is that one, or is called by it alone. */
export function runsOnlyIn(program: Program, node: FunctionNode, outer: FunctionNode, depth = 0): boolean {
  if (node === outer || (isInside(node, outer) && program.runsHere(node))) return true
  if (depth > 4 || !isHidden(program, node)) return false
  const callers = [...program.callers(node)]
  return callers.length > 0 && callers.every(caller =>
    isFunction(caller) && caller !== node && runsOnlyIn(program, caller, outer, depth + 1))
}

/** Whether nothing but the calls that the file shows can run a function. */
export function isHidden({ file }: Program, node: FunctionNode): boolean {
  const { parent } = node
  if (parent.type === 'CallExpression' && parent.callee === node) return true
  if (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') {
    const isPrivate = parent.key.type === 'PrivateIdentifier' || parent.accessibility === 'private'
      || (parent.key.type === 'Identifier' && parent.key.name.startsWith('_'))
    return isPrivate && !file.isHandedOn(parent.key)
  }
  const name = node.type === 'FunctionDeclaration' ? node.id : parent.type === 'VariableDeclarator' ? parent.id : undefined
  const variable = name && file.scopes.variable(name)
  if (!variable || isExported(node)) return false
  return variable.references.every(({ identifier, init }) => init === true
    || (identifier.parent.type === 'CallExpression' && identifier.parent.callee === identifier))
}

const isExported = (node: FunctionNode): boolean => {
  const statement = node.type === 'FunctionDeclaration' ? node : node.parent.parent
  return statement?.parent?.type.startsWith('Export') ?? false
}
