import type { TSESTree } from '@typescript-eslint/utils'
import { enders } from '../catalog/releases.js'
import { continuations } from '../catalog/settles.js'
import { listenerAdders } from '../catalog/tasks.js'
import {
  calleeName, enclosingFunction, grouped, isFunction, isInside, isNullish, memberName, receiver, unwrap, walk, wrapped,
  type CallNode, type Cell, type FunctionNode,
} from '../source/index.js'
import { awaitsIn, settledBehind } from './awaits.js'
import { isHidden, isPartOfCaller, isRunByTests, waysTo, type Link } from './callers.js'
import { assignmentsTo, leftIn, type Writes } from './cell-writes.js'
import type { Truth } from './conditions.js'
import { premisesAt, type Emptying } from './emptiness.js'
import type { Program } from './program.js'
import { rejectors } from './rejectors.js'
import { findReplacements, type Replacement } from './replacements.js'

/** A place where a function empties a cell, one way by which that function comes to run, and what happens on it besides. */
export interface Taker extends Replacement {
  /** Who calls the function, from its own call up. */
  readonly way: readonly Link[]
  /** What the owner's other cells are known to hold where the cell is emptied, with no yield in between. */
  readonly premises: ReadonlyMap<Cell, Truth>
  /** What is left in other cells on the way: a test of one of them tells whether the cell was emptied. */
  readonly tokens: Writes
  /** Whether something is aborted on the way. */
  readonly aborts: boolean
  /** Cells whose resource is ended on the way, or from which such a resource was made. */
  readonly ended: ReadonlySet<Cell>
  /** What is asked of the resource of cells, with a wait for the answer, before the cell is emptied: `await this.client.quit()`. */
  readonly answers: ReadonlyMap<Cell, ReadonlySet<string>>
  /** Cells whose promise is rejected: `this.#opened?.reject(error)`. */
  readonly rejected: ReadonlySet<Cell>
  /** Whether the function waits between that and emptying the cell: whoever is thereby woken runs first. */
  readonly isEarly: boolean
  /** Whether it is the handle itself that says it is gone: what was asked of it fails. */
  readonly isTold: boolean
  /** Whether it empties only what its own function has put there: `if (this.reader === reader) this.reader = undefined`. */
  readonly isOfOwn: boolean
}

/** The places that empty cells and leave them empty, by cell; of those cells alone that are asked for, where they are. */
export function findTakers(
  program: Program, replacementsByCell = findReplacements(program.file), asked?: ReadonlySet<Cell>,
): ReadonlyMap<Cell, readonly Taker[]> {
  const found = new Map<Cell, readonly Taker[]>()
  for (const [cell, replacements] of replacementsByCell) {
    if (asked?.has(cell) === false) continue
    const takers = replacements.filter(({ kind, home }) => kind === 'empties' && !isRunByTests(home))
      .filter(replacement => !isAfterFailedRefill(program, replacement) && !isOtherArm(program, replacement))
      .flatMap(replacement => waysTo(program, replacement.home).filter(way => isReached(program, way.at(-1)?.caller ?? replacement.home))
        .flatMap(way => takerOf(program, replacement, way) ?? []))
    if (takers.length > 0) found.set(cell, takers)
  }
  return found
}

/** Whether anything in the file can run a function, where it is private: nobody knows when others do. */
const isReached = (program: Program, node: FunctionNode): boolean => !isHidden(program, node) || program.file.callsTo(node).length > 0

/** `try { this.tx = await begin() } catch { this.tx = undefined }`: it is emptied only where filling it anew has failed. */
function isAfterFailedRefill(program: Program, { node, cell }: Replacement): boolean {
  for (let at = node; at.parent && !isFunction(at); at = at.parent) {
    const { parent } = at
    if (parent.type !== 'CatchClause') continue
    const { block } = parent.parent
    return assignmentsTo(program, cell).some(({ left, right }) => !isNullish(right) && isInside(left, block))
  }
  return false
}

/** `load().then(it => { this.it = it }, () => { this.it = null })`: where one arm runs, the other one never does. */
function isOtherArm(program: Program, { home, cell }: Replacement): boolean {
  const call = home.parent
  if (call.type !== 'CallExpression' || calleeName(call) !== 'then') return false
  const [other] = call.arguments.filter(argument => argument !== home)
  const fills = assignmentsTo(program, cell).filter(({ right }) => !isNullish(right))
  return other !== undefined && fills.length > 0 && fills.every(fill => isInside(fill, other))
}

function takerOf(program: Program, replacement: Replacement, way: readonly Link[]): Taker | undefined {
  const { file } = program
  const { home, cell } = replacement
  const places = placesOf(replacement, way)
  const premises = places.some(place => awaitsFirst(program, cell, place)) ? undefined : premisesOf(program, cell, places)
  if (!premises) return undefined
  const own = program.closureOf(home)
  const calls = [...new Set([...own, ...way.map(({ caller }) => caller)])].flatMap(inner => file.callsIn(inner))
  const enderCalls = calls.filter(call => receiver(call) && enders.has(calleeName(call) ?? ''))
  const ended = new Set(enderCalls.flatMap(call => cellsIn(program, call.callee)))
  const isTold = [home, ...way.map(({ caller }) => caller)].some(told => isToldOfEnd(program, told, cell))
  if (isTold) ended.add(cell)
  for (const [made, from] of origins(program)) if (ended.has(from)) ended.add(made)
  const first = enderCalls.filter(call => isBefore(call, replacement))
  const answered = calls.filter(call => receiver(call) && isAwaited(call) && places.some(place => isBefore(call, place)))
  return {
    ...replacement, way, premises, ended, tokens: tokensOf(program, replacement, way),
    answers: answersOf(program, answered),
    rejected: new Set(calls.flatMap(call => rejectedBy(program, call))),
    aborts: calls.some(call => calleeName(call) === 'abort'),
    isEarly: first.some(call => isWaitBetween(program, replacement, call)),
    isOfOwn: isOfOwn(program, replacement), isTold,
  }
}

/** The cells whose promise a call rejects: `this.#opened.reject(error)`, `this.#failOpened(error)`. */
function rejectedBy(program: Program, call: CallNode): readonly Cell[] {
  if (calleeName(call) === 'reject' && receiver(call)) return cellsIn(program, call.callee)
  const called = program.file.cells.at(call.callee)
  return called ? rejectors(program).get(called) ?? [] : []
}

function answersOf(program: Program, calls: readonly CallNode[]): Taker['answers'] {
  const named = grouped(calls, call => cellsIn(program, call.callee))
  const answers = new Map([...named].map(([cell, asked]) => [cell, new Set(asked.map(call => calleeName(call) ?? ''))]))
  // What a resource has made answers as long as that one does: `page = await browser.newPage()`.
  for (const [made, from] of origins(program)) {
    const names = answers.get(from)
    if (names) answers.set(made, new Set([...answers.get(made) ?? [], ...names]))
  }
  return answers
}

/** `this.socket.on('close', () => { this.socket = null })`, `this.socket.onclose = …`: the handle itself says so, or what has made it. */
function isToldOfEnd(program: Program, { parent }: FunctionNode, cell: Cell): boolean {
  const { file } = program
  const tells = (source: TSESTree.Node): boolean => {
    const on = file.cells.carriedBy(source)
    return on === cell || origins(program).some(([made, from]) => made === cell && from === on)
  }
  if (parent.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression') {
    return /^on(?:close|error|end)$/.test(memberName(parent.left) ?? '') && tells(parent.left.object)
  }
  if (parent.type !== 'CallExpression' || !listenerAdders.has(calleeName(parent) ?? '')) return false
  const [on, event] = [receiver(parent), parent.arguments[0]]
  return on !== undefined && tells(on) && event?.type === 'Literal' && endEvents.test(String(event.value))
}

/** Events by which a handle says that nothing more comes of it. */
const endEvents = /^(?:close|end|error|exit|disconnect|terminat|abort)/

function isOfOwn({ file }: Program, { node, cell, home }: Replacement): boolean {
  for (let at = node; at.parent && at !== home; at = at.parent) {
    const { parent } = at
    const test = parent.type === 'IfStatement' && parent.consequent === at ? unwrap(parent.test) : undefined
    if (test?.type !== 'BinaryExpression' || !/^===?$/.test(test.operator)) continue
    const sides = [unwrap(test.left), unwrap(test.right)]
    const local = sides.find(side => side.type === 'Identifier' && file.cells.at(side) === undefined)
    const def = local && file.scopes.variable(local)?.defs[0]
    if (def?.type === 'Variable' && enclosingFunction(def.name) === home && sides.some(side => file.cells.at(side) === cell)) return true
  }
  return false
}

/** Where the cell is emptied in the function, and in each that waits for it on the way. */
export function placesOf({ home, node }: Emptying, way: readonly Link[]): readonly Emptying[] {
  const places: Emptying[] = [{ home, node }]
  let inner = home
  for (const { caller, call } of way) {
    if (!isPartOfCaller(inner, call)) break
    places.push({ home: caller, node: call })
    inner = caller
  }
  return places
}

/** What is known on the way; undefined where the cell is filled again before anybody can look. */
function premisesOf(program: Program, cell: Cell, places: readonly Emptying[]): Taker['premises'] | undefined {
  const known = new Map<Cell, Truth>()
  let isAtOnce = true
  for (const place of places) {
    const premises = premisesAt(program, cell, place)
    if (!premises) return undefined
    if (isAtOnce) for (const [flag, truth] of premises) if (!known.has(flag)) known.set(flag, truth)
    isAtOnce &&= !awaitsIn(program.file, place.home).some(wait => isBefore(wait, place) && enclosingFunction(wait) === place.home)
  }
  return known
}

const isBefore = (inner: TSESTree.Node, { home, node }: Emptying): boolean =>
  inner.range[1] <= node.range[0] && enclosingFunction(inner) === home

/** `await this.client.quit()`, `await this.client.quit().catch(log)` */
function isAwaited(call: CallNode): boolean {
  const { parent } = wrapped(call)
  if (parent?.type !== 'MemberExpression') return parent?.type === 'AwaitExpression'
  const chained = parent.parent
  return chained.type === 'CallExpression' && chained.callee === parent && continuations.has(memberName(parent) ?? '') && isAwaited(chained)
}

/** `await this.closing; this.closing = null`: whoever empties it has waited for those who still need it, or for a function that does. */
function awaitsFirst(program: Program, cell: Cell, { home, node }: Emptying): boolean {
  const { file } = program
  const isAwaitedIn = (within: FunctionNode, end: number): boolean => awaitsIn(file, within).some(({ range, argument }) =>
    range[1] <= end && settledBehind(argument).some(promise => file.cells.carriedBy(promise) === cell))
  return isAwaitedIn(home, node.range[0]) || file.callsIn(home).some(call => call.range[1] <= node.range[0] && isAwaited(call)
    && file.calls.targets(call).some(target => isAwaitedIn(target, Infinity)))
}

function isWaitBetween({ file }: Program, place: Emptying, from: TSESTree.Node): boolean {
  return awaitsIn(file, place.home).some(wait => wait.range[1] >= from.range[1] && isBefore(wait, place))
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

/** What is left in cells by the function and what it calls, and by those who call it, before or behind the call. */
function tokensOf(program: Program, { home }: Replacement, way: readonly Link[]): Writes {
  const tokens = new Map(leftIn(program, program.closureOf(home)))
  for (const { caller } of way) {
    for (const [cell, truth] of leftIn(program, program.closureOf(caller))) if (!tokens.has(cell)) tokens.set(cell, truth)
  }
  if (way.length > 0) return tokens
  // A function that anybody may call is taken for called as the file shows it.
  const [first, ...others] = [...program.callers(home)].filter(isFunction).map(caller => leftIn(program, program.closureOf(caller)))
  for (const [cell, truth] of first ?? []) {
    const isLeftByAll = others.every(cells => cells.has(cell)) && !tokens.has(cell)
    if (isLeftByAll) tokens.set(cell, others.every(cells => cells.get(cell) === truth) ? truth : undefined)
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

