import type { TSESTree } from '@typescript-eslint/utils'
import { endEvents } from '../../../catalog/cancels.js'
import { enders } from '../../../catalog/releases.js'
import { listenerAdders } from '../../../catalog/tasks.js'
import {
  addTo, calleeName, enclosingFunction, grouped, isFunction, isInside, isNullish, memberName, receiver, unwrap,
  type CallNode, type Cell, type FunctionNode, type Variable,
} from '../../../source/index.js'
import { awaitsIn, isAwaited, isOnTheWay, settledBehind } from '../../../model/waits/awaits.js'
import {
  isOfOthersOnly, isRunByTests, isUnreached, isWaitedFor, placesOf, waysTo, type Link, type Place,
} from '../../../model/callers.js'
import { continuationsAt, linksUpTo, nextLink, registrationOf } from '../../../model/waits/continuations.js'
import { assignmentsTo, fillsOf, leftIn, type Writes } from '../../../model/cells/cell-writes.js'
import type { Truth } from '../../../model/cells/conditions.js'
import { byPlace } from './by-place.js'
import { preconditionsAt } from './preconditions.js'
import { cellsIn } from '../../../model/cells/mentions.js'
import type { Program } from '../../../model/program.js'
import { ownValueOf, type OwnValue } from './own-values.js'
import { rejectors } from '../../../model/cells/rejectors.js'
import { emptiedCells, type Replacement } from '../../../model/cells/replacements.js'

/** A place where a function empties a cell, one way by which that function comes to run, and what happens on it besides. */
export interface ClearingWrite extends Replacement {
  /** Who calls the function, from its own call up. */
  readonly way: readonly Link[]
  /** What the owner's other cells are known to hold where the cell is emptied, with no yield in between. */
  readonly preconditions: ReadonlyMap<Cell, Truth>
  /** What is left in other cells on the way: a test of one of them tells whether the cell was emptied. */
  readonly tokens: Writes
  /** Whether something is aborted on the way. */
  readonly aborts: boolean
  /** Cells whose resource is ended on the way, or from which such a resource was made. */
  readonly ended: ReadonlySet<Cell>
  /** The methods of the resources of cells whose answer is awaited before the cell is emptied: `await this.client.quit()`. */
  readonly awaitedMethods: ReadonlyMap<Cell, ReadonlySet<string>>
  /** Cells whose promise is rejected: `this.#opened?.reject(error)`. */
  readonly rejected: ReadonlySet<Cell>
  /** Whether the function waits between that and emptying the cell: whoever is thereby woken runs first. */
  readonly isEarly: boolean
  /** Whether it is the handle itself that says it is gone: what was asked of it fails. */
  readonly isByOwnEnd: boolean
  /** Whose value alone it empties, where it asks first: `if (this.reader === reader) this.reader = undefined`. */
  readonly ownValue: OwnValue | undefined
}

/** The places that empty cells and leave them empty, by cell. */
export function findClearingWrites(program: Program): ReadonlyMap<Cell, readonly ClearingWrite[]> {
  const found = [...emptiedCells(program.file)].map(([cell, replacements]) =>
    [cell, clearingWritesAmong(program, replacements)] as const)
  return new Map(found.filter(([, clears]) => clears.length > 0))
}

/** Those of the places where one cell is emptied that leave it empty. */
export const clearingWritesAmong = (program: Program, emptying: readonly Replacement[]): readonly ClearingWrite[] =>
  emptying.filter(replacement => !isAfterFailedRefill(program, replacement) && !isOtherArm(program, replacement))
    .flatMap(replacement => waysTo(program, replacement.home).filter(way => mayRun(program, outermostOf({ ...replacement, way })))
      .flatMap(way => clearingWriteOf(program, replacement, way) ?? []))

const mayRun = (program: Program, node: FunctionNode): boolean =>
  !isRunByTests(program, node) && !isUnreached(program, node) && !isOfOthersOnly(program, node)

/** The function at the far end of the way to a clear, which somebody outside runs. */
export const outermostOf = ({ home, way }: Pick<ClearingWrite, 'home' | 'way'>): FunctionNode => way.at(-1)?.caller ?? home

/** `try { this.tx = await begin() } catch { this.tx = undefined }`: it is emptied only where filling it anew has failed. */
function isAfterFailedRefill(program: Program, { node, cell }: Replacement): boolean {
  for (let at = node; at.parent && !isFunction(at); at = at.parent) {
    const { parent } = at
    if (parent.type !== 'CatchClause') continue
    const { block } = parent.parent
    return fillsOf(program, cell).some(({ node: fill, value }) => !isNullish(value) && isInside(fill, block))
  }
  return false
}

/** `load().then(it => { this.it = it }, () => { this.it = null })`: where one arm runs, the other one never does. */
function isOtherArm(program: Program, { home, cell }: Replacement): boolean {
  const call = home.parent
  if (call.type !== 'CallExpression' || calleeName(call) !== 'then') return false
  const [other] = call.arguments.filter(argument => argument !== home)
  const fills = fillsOf(program, cell).filter(({ value }) => !isNullish(value))
  return other !== undefined && fills.length > 0 && fills.every(fill => isInside(fill.node, other))
}

function clearingWriteOf(program: Program, replacement: Replacement, way: readonly Link[]): ClearingWrite | undefined {
  const { file } = program
  const { home, cell } = replacement
  const places = placesOf(replacement, way)
  const preconditions = places.some(place => awaitsFirst(program, cell, place)) ? undefined : preconditionsOf(program, cell, places)
  if (!preconditions) return undefined
  const own = program.closureOf(home)
  const acts = [...new Set([...own, ...way.map(({ caller }) => caller)])].map(inner => actsIn(program, inner))
  const earlier = madeBefore(program, home)
  const enderCalls = [...acts.flatMap(({ ending }) => ending), ...earlier.filter(call => isEnding(call))]
  const ended = new Set(enderCalls.flatMap(call => cellsIn(file, call.callee)))
  const told = [home, ...way.map(({ caller }) => caller)]
  if (told.some(node => isToldOf(endEvents, program, node, cell))) ended.add(cell)
  for (const from of [...ended]) for (const made of madeFrom(program).get(from) ?? []) ended.add(made)
  const first = enderCalls.filter(call => isBefore(call, replacement))
  const awaited = acts.flatMap(act => act.awaited).filter(call => places.some(place => isBefore(call, place)
    && isOnTheWay(file, call, place.node, new Set(cellsIn(file, call.callee)))))
  return {
    ...replacement, way, preconditions, ended, tokens: tokensOf(program, replacement, way),
    awaitedMethods: methodsOf(program, [...awaited, ...earlier.filter(call => isWaitedFor(call) || nextLink(call))]),
    rejected: new Set(acts.flatMap(({ rejected }) => rejected)),
    aborts: acts.some(({ aborts }) => aborts),
    isEarly: first.some(call => isWaitBetween(program, replacement, call)),
    ownValue: ownValueOf(program, replacement),
    isByOwnEnd: told.some(node => isToldOf(ownEnds, program, node, cell)),
  }
}

const isEnding = (call: CallNode): boolean => enders.has(calleeName(call) ?? '') && receiver(call) !== undefined

/** The calls that were made before a callback runs that stands behind a promise: in the callbacks before it, and where it was put there. */
function madeBefore({ file }: Program, home: FunctionNode): readonly CallNode[] {
  const call = registrationOf(home)
  if (!call) return []
  const callbacks = linksUpTo(call).flatMap(link => link === call ? [] : continuationsAt(file, link).map(({ callback }) => callback))
  return [...callbacks.flatMap(callback => file.callsIn(callback)),
    ...file.callsIn(enclosingFunction(call)).filter(({ range }) => range[1] <= home.range[0])]
}

/** What the calls in a function's own code do, by which a wait of somebody else may end. */
interface Acts {
  readonly ending: readonly CallNode[]
  readonly awaited: readonly CallNode[]
  readonly rejected: readonly Cell[]
  readonly aborts: boolean
}

const knownActs = new WeakMap<Program, Map<FunctionNode, Acts>>()

function actsIn(program: Program, node: FunctionNode): Acts {
  const byNode = knownActs.get(program) ?? new Map<FunctionNode, Acts>()
  knownActs.set(program, byNode)
  const known = byNode.get(node)
  if (known) return known
  const calls = program.file.callsIn(node)
  const acts: Acts = {
    ending: calls.filter(call => isEnding(call)),
    awaited: calls.filter(call => isAwaited(call)),
    rejected: calls.flatMap(call => rejectedBy(program, call)),
    aborts: calls.some(call => calleeName(call) === 'abort'),
  }
  byNode.set(node, acts)
  return acts
}

/** The cells whose promise a call rejects: `this.#opened.reject(error)`, `this.#failOpened(error)`. */
function rejectedBy(program: Program, call: CallNode): readonly Cell[] {
  if (calleeName(call) === 'reject' && receiver(call)) return cellsIn(program.file, call.callee)
  const called = program.file.cells.at(call.callee)
  return called ? rejectors(program).get(called) ?? [] : []
}

/** The methods that are called, by the cell of what they are called on; what that has made answers as long as it does. */
function methodsOf(program: Program, calls: readonly CallNode[]): ClearingWrite['awaitedMethods'] {
  const { cells } = program.file
  const named = grouped(calls, call => {
    const on = receiver(call)
    const cell = on && cells.carriedBy(on)
    return cell ? [cell, ...madeFrom(program).get(cell) ?? []] : []
  })
  return new Map([...named].map(([cell, asked]) => [cell, new Set(asked.map(call => calleeName(call) ?? ''))]))
}

/** `this.socket.on('close', () => { this.socket = null })`, `this.socket.onclose = …`: the handle itself says so, or what has made it. */
function isToldOf(events: RegExp, program: Program, { parent }: FunctionNode, cell: Cell): boolean {
  const { file } = program
  const tells = (source: TSESTree.Node): boolean => {
    const node = unwrap(source)
    // `channel.on('close', f).on('error', g)`
    if (node.type === 'CallExpression' && listenerAdders.has(calleeName(node) ?? '')) {
      const first = receiver(node)
      return first !== undefined && tells(first)
    }
    const on = file.cells.carriedBy(node)
    if (on) return on === cell || (madeFrom(program).get(on) ?? []).includes(cell)
    // `this.channel = channel; channel.on('close', …)`
    const local = node.type === 'Identifier' ? file.scopes.variable(node) : undefined
    return local !== undefined && assignmentsTo(program, cell).some(({ right }) =>
      file.scopes.variable(unwrap(right)) === local || isMadeBy(program, right, local))
  }
  if (parent.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression') {
    return /^on(?:close|error|end)$/.test(memberName(parent.left) ?? '') && tells(parent.left.object)
  }
  if (parent.type !== 'CallExpression' || !listenerAdders.has(calleeName(parent) ?? '')) return false
  const [on, event] = [receiver(parent), parent.arguments[0]]
  return on !== undefined && tells(on) && event?.type === 'Literal' && events.test(String(event.value))
}

/** `this.panel = makePanel()`, where `makePanel` returns the local that it has put the listener on. */
function isMadeBy({ file }: Program, value: TSESTree.Node, local: Variable): boolean {
  let call = unwrap(value)
  if (call.type === 'AwaitExpression') call = unwrap(call.argument)
  if (call.type !== 'CallExpression') return false
  return file.calls.targets(call).some(target =>
    local.identifiers.some(name => enclosingFunction(name) === target) && file.returns.some(statement =>
      statement.argument && file.scopes.variable(unwrap(statement.argument)) === local && enclosingFunction(statement) === target))
}

/** Those after which it answers nothing either: a stream that has ended may still be written to. */
const ownEnds = /^(?:closed?|error|exit|disconnect(?:ed)?|terminated?|abort(?:ed)?)$/

/** What is known on the way; undefined where the cell is filled again before anybody can look. */
function preconditionsOf(program: Program, cell: Cell, places: readonly Place[]): ClearingWrite['preconditions'] | undefined {
  const known = new Map<Cell, Truth>()
  let isAtOnce = true
  for (const place of places) {
    const preconditions = preconditionsAt(program, cell, place)
    if (!preconditions) return undefined
    if (isAtOnce) for (const [flag, truth] of preconditions) if (!known.has(flag)) known.set(flag, truth)
    isAtOnce &&= !awaitsIn(program.file, place.home).some(wait => isBefore(wait, place) && enclosingFunction(wait) === place.home)
  }
  return known
}

const isBefore = (inner: TSESTree.Node, { home, node }: Place): boolean =>
  inner.range[1] <= node.range[0] && enclosingFunction(inner) === home

/** `await this.closing; this.closing = null`: whoever empties it has waited for those who still need it, or for a function that does. */
const awaitsFirst = (program: Program, cell: Cell, place: Place): boolean =>
  waitedFor(program, cell, place.node, () => isAwaitedFirst(program, cell, place))

const waitedFor = byPlace<boolean>()

function isAwaitedFirst(program: Program, cell: Cell, { home, node }: Place): boolean {
  const { file } = program
  const isSettledBy = ({ argument }: TSESTree.AwaitExpression): boolean =>
    settledBehind(argument).some(promise => file.cells.carriedBy(promise) === cell)
  return awaitsIn(file, home).some(wait => wait.range[1] <= node.range[0] && isSettledBy(wait))
    || file.callsIn(home).some(call => call.range[1] <= node.range[0] && isAwaited(call) && file.calls.targets(call).some(target =>
      awaitsIn(file, target).some(wait => isSettledBy(wait) && isOnTheWay(file, wait, undefined, new Set([cell])))))
}

function isWaitBetween({ file }: Program, place: Place, from: TSESTree.Node): boolean {
  return awaitsIn(file, place.home).some(wait => wait.range[1] >= from.range[1] && isBefore(wait, place))
}

const madeByCell = new WeakMap<Program, ReadonlyMap<Cell, readonly Cell[]>>()

/** The cells that hold what a cell's resource has made, and that ends with it: `this.page = await this.browser.newPage()`. */
function madeFrom(program: Program): ReadonlyMap<Cell, readonly Cell[]> {
  const found = madeByCell.get(program) ?? findMade(program)
  madeByCell.set(program, found)
  return found
}

function findMade({ file }: Program): ReadonlyMap<Cell, readonly Cell[]> {
  const found = new Map<Cell, Cell[]>()
  for (const { left, right } of file.assignments) {
    const cell = file.cells.at(left)
    let value = unwrap(right)
    if (value.type === 'AwaitExpression') value = unwrap(value.argument)
    const on = value.type === 'CallExpression' ? receiver(value) : undefined
    const from = on && file.cells.carriedBy(on)
    if (cell && from && from !== cell) addTo(found, from, cell)
  }
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
