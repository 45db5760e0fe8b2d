import type { TSESTree } from '@typescript-eslint/utils'
import { endingNames } from '../../catalog/cancels.js'
import { timerClears } from '../../catalog/tasks.js'
import { endingFunctions, endVerbs } from '../../catalog/teardowns.js'
import { assignmentsTo } from '../../model/cells/cell-writes.js'
import { emptiedBehind } from '../../model/cells/ended-cells.js'
import { mentions } from '../../model/cells/mentions.js'
import type { Program } from '../../model/program.js'
import { handleOf, type Handle } from '../../model/tasks/handles.js'
import {
  calleeName, enclosingFunction, isFunction, isNullish, leavesBy, memberName, receiver, unwrap,
  type Cell, type FunctionNode, type SourceFile,
} from '../../source/index.js'

/** A call that ends what a place holds. */
export interface End {
  readonly place: Handle
  readonly call: TSESTree.CallExpression
  /** Of an entry of a collection, the text of its key; undefined where the place itself, or every entry, is ended. */
  readonly key: string | undefined
  /** Whether it clears a timer. */
  readonly isClear: boolean
  /** Whether it does nothing where the place is empty: one that presumes a full place presumes that filling it is over. */
  readonly isTolerant: boolean
}

/** Answers which ends the code of a function holds. */
export class Ends {
  readonly #program: Program
  readonly #known = new Map<FunctionNode, readonly End[]>()

  constructor(program: Program) {
    this.#program = program
  }

  in(node: FunctionNode): readonly End[] {
    const known = this.#known.get(node)
    if (known) return known
    const found = this.#program.file.callsIn(node).flatMap(call => call.type === 'CallExpression' ? this.#of(call) : [])
    this.#known.set(node, found)
    return found
  }

  #of(call: TSESTree.CallExpression): readonly End[] {
    this.#program.budget.spend()
    return endsOf(this.#program, call).map(end => ({ ...end, isTolerant: end.isClear || isTolerant(this.#program, end) }))
  }
}

type Found = Omit<End, 'isTolerant'>

/** Whether the function that makes a call sets a flag: what a teardown gives up under another name, a start may take again. */
const saysForGood = (file: SourceFile, call: TSESTree.Node): boolean => file.assignmentsIn(enclosingFunction(call))
  .some(({ left, right }) => right.type === 'Literal' && right.value === true && file.cells.at(left) !== undefined)

/** What a call ends, if it is one that ends something. */
function endsOf(program: Program, call: TSESTree.CallExpression): readonly Found[] {
  const { file } = program
  const name = calleeName(call) ?? ''
  const on = receiver(call)
  const [first] = call.arguments
  if (timerClears.has(name)) return ended(file, call, first, true)
  // `this.unsubscribe()`, `for (const stop of this.stops) stop()`
  if (call.arguments.length === 0 && isCalledEnd(program, call)) return ended(file, call, call.callee, false)
  if (on && (endVerbs.has(name) || isSymbolDispose(call))) return ended(file, call, on, false)
  // `this.timers.forEach(clearInterval)`
  if (on && name === 'forEach' && first?.type === 'Identifier' && timerClears.has(first.name)) return ended(file, call, on, true)
  // `this.closed = true; this.lock?.release(); this.lock = null`
  if (on && saysForGood(file, call) && emptiedBehind(file, call)) return ended(file, call, on, false)
  // `closeSocket(this.socket)`
  return first !== undefined && endingFunctions.test(name) ? ended(file, call, first, false) : []
}

function ended(file: SourceFile, call: TSESTree.CallExpression, from: TSESTree.Node | undefined, isClear: boolean): readonly Found[] {
  const held = from && unwrap(from)
  if (!held) return []
  const place = placeOf(file, held)
  return place ? [{ place, call, key: keyOf(file, held), isClear }] : []
}

/** How many expressions and names lead from an end to the place, at most: names may go round. */
const deepestName = 8

/** The place whose content, element or member an expression is: `this.stream` of `this.stream.getTracks()`. */
export function placeOf(file: SourceFile, expression: TSESTree.Node, depth = 0): Handle | undefined {
  if (depth > deepestName) return undefined
  const node = unwrap(expression)
  const handle = handleOf(file, node)
  if (handle && ('path' in handle || isShared(file, handle))) return handle
  if (node.type === 'AwaitExpression') return placeOf(file, node.argument, depth + 1)
  if (node.type === 'MemberExpression' && node.computed) return placeOf(file, node.object, depth + 1)
  if (node.type === 'CallExpression') {
    const on = receiver(node)
    return on && /^(?:get\w*|values|entries|keys|at|pop|shift|splice|slice|filter|reverse|toReversed)$/.test(calleeName(node) ?? '')
      ? placeOf(file, on, depth + 1) : fromIterable(file, node, depth)
  }
  return node.type === 'Identifier' ? elementPlace(file, node, depth) : undefined
}

/** `Array.from(this.live.values())`, `Object.values(this.live)` */
function fromIterable(file: SourceFile, call: TSESTree.CallExpression, depth: number): Handle | undefined {
  const [first] = call.arguments
  return first && /^(?:from|values|entries)$/.test(calleeName(call) ?? '') ? placeOf(file, first, depth + 1) : undefined
}

/** The place that a local comes from as one of many: `for (const [, session] of this.live)`, `this.live.forEach(session => …)`. */
function elementPlace(file: SourceFile, node: TSESTree.Identifier, depth: number): Handle | undefined {
  const variable = file.scopes.variable(node)
  const [def] = variable?.defs ?? []
  if (!variable || !def) return undefined
  if (def.type === 'Variable') {
    const loop = def.parent.parent
    if (loop.type === 'ForOfStatement' && loop.left === def.parent) return placeOf(file, loop.right, depth + 1)
    const initial = file.scopes.initial(variable)
    return initial && /^(?:Call|Member|Await)Expression$/.test(initial.value.type) ? placeOf(file, initial.value, depth + 1) : undefined
  }
  const call = def.type === 'Parameter' && isFunction(def.node) ? def.node.parent : undefined
  const on = call?.type === 'CallExpression' && /^(?:forEach|map|filter)$/.test(calleeName(call) ?? '') ? receiver(call) : undefined
  return on && placeOf(file, on, depth + 1)
}

/** Whether functions other than its own see what a local holds: a module's `const sessions = new Map()`. */
const isShared = (file: SourceFile, handle: Exclude<Handle, Cell>): boolean => file.scopes.isCaptured(handle)
  && handle.defs.every(({ type }) => type === 'Variable') && isCollection(file.scopes.initial(handle)?.value)

/** Whether a value is a collection made here. */
export const isCollection = (value: TSESTree.Node | undefined): boolean => value?.type === 'ArrayExpression'
  || (value?.type === 'NewExpression' && /^(?:Map|Set|WeakMap|WeakSet|Array)$/.test(calleeName(value) ?? ''))
  || (value?.type === 'ObjectExpression' && value.properties.length === 0)

/** The text of the key by which one entry is taken out of a collection. */
export function keyOf(file: SourceFile, expression: TSESTree.Node, depth = 0): string | undefined {
  if (depth > deepestName) return undefined
  const node = unwrap(expression)
  if (node.type === 'CallExpression' && calleeName(node) === 'get' && node.arguments[0]) return file.code.getText(node.arguments[0])
  if (node.type === 'MemberExpression') return node.computed ? file.code.getText(node.property) : undefined
  const variable = node.type === 'Identifier' ? file.scopes.variable(node) : undefined
  const initial = variable && file.scopes.initial(variable)
  return initial?.path.length === 0 && initial.value !== node ? keyOf(file, initial.value, depth + 1) : undefined
}

function isSymbolDispose({ callee }: TSESTree.CallExpression): boolean {
  const node = unwrap(callee)
  return node.type === 'MemberExpression' && node.computed && node.property.type === 'MemberExpression'
    && /^(?:asyncD|d)ispose$/.test(memberName(node.property) ?? '')
}

/** Whether calling it ends something, by the name of what is called or of the list that it is an element of. */
function isCalledEnd(program: Program, call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee)
  const isEnd = callee.type === 'Identifier' ? isEndingLocal(program.file, callee)
    : callee.type === 'MemberExpression' && endingNames.test(memberName(callee) ?? '') && isWritten(program, callee)
  return isEnd && program.file.calls.targets(call).length === 0
}

function isEndingLocal(file: SourceFile, callee: TSESTree.Identifier): boolean {
  const from = elementPlace(file, callee, 0)
  const name = from && ('path' in from ? from.path.at(-1) : from.name)
  return name === undefined ? endingNames.test(callee.name) && file.cells.carriedBy(callee) !== undefined : listNames.test(name)
}

/** Whether the file assigns the place: a method of an object from elsewhere is no place that holds a function. */
function isWritten(program: Program, place: TSESTree.MemberExpression): boolean {
  const cell = program.file.cells.at(place)
  return cell !== undefined && assignmentsTo(program, cell).some(({ right }) => !isNullish(right))
}

/** Names of lists of functions that end something each. */
const listNames = /(?:^|[#_a-z])(?:un|dispos|clean|stop|subscription|teardown|off|listener|cancel|remove)\w*s$/i

function isTolerant(program: Program, { place, call, key }: Found): boolean {
  const { file } = program
  if (key !== undefined || !('path' in place) || hasOptional(call)) return true
  if (isRefusedWithout(file, call, place)) return false
  const asked = new Set([place])
  for (let below: TSESTree.Node = call, at = call.parent as TSESTree.Node | undefined; at; below = at, at = at.parent) {
    if (isFunction(at)) {
      if (isOverElements(at)) return true
      if (!program.runsInPlace(at)) return false
    }
    if (at.type === 'TryStatement' && at.block === below) return true
    if (at.type === 'ForOfStatement' || at.type === 'ForInStatement') return true
    const test = at.type === 'IfStatement' || at.type === 'ConditionalExpression' ? at.test : undefined
    if (test && test !== below && mentions(file, test, asked)) return true
    if (at.type === 'LogicalExpression' && at.right === below && mentions(file, at.left, asked)) return true
    if (at.type === 'WhileStatement' && mentions(file, at.test, asked)) return true
    if (at.type === 'BlockStatement' && (firstLeave(file, at, place) ?? Infinity) <= below.range[0]) return true
  }
  return false
}

/** `if (!this.recorder) throw new Error('Nothing is recorded')`: whoever ends what is not there yet is told that he is too early. */
function isRefusedWithout(file: SourceFile, call: TSESTree.CallExpression, place: Cell): boolean {
  const home = enclosingFunction(call)
  if (!isFunction(home) || home.body.type !== 'BlockStatement') return false
  return leavingIn(home.body, 'Throw').some(({ test, range }) => range[1] <= call.range[0] && mentions(file, test, new Set([place])))
}

/** `this.live.forEach(session => session.close())` */
const isOverElements = ({ parent }: FunctionNode): boolean =>
  parent.type === 'CallExpression' && /^(?:forEach|map|filter)$/.test(calleeName(parent) ?? '')

const leaving = { Return: new WeakMap<TSESTree.BlockStatement, Leaving>(), Throw: new WeakMap<TSESTree.BlockStatement, Leaving>() }

type Leaving = readonly TSESTree.IfStatement[]

/** The conditions in a block under which control leaves its function in this way: every end in the block asks for them. */
function leavingIn(block: TSESTree.BlockStatement, way: 'Return' | 'Throw'): Leaving {
  const known = leaving[way].get(block)
  if (known) return known
  const found = block.body.flatMap(statement =>
    statement.type === 'IfStatement' && leavesBy(statement.consequent, [way]) ? [statement] : [])
  leaving[way].set(block, found)
  return found
}

const leaves = new WeakMap<TSESTree.BlockStatement, Map<Cell, number | undefined>>()

/** Where the first statement of a block ends that returns by what it asks about a place: `if (!this.socket) return`. */
function firstLeave(file: SourceFile, block: TSESTree.BlockStatement, place: Cell): number | undefined {
  const byPlace = leaves.get(block) ?? new Map<Cell, number | undefined>()
  leaves.set(block, byPlace)
  if (byPlace.has(place)) return byPlace.get(place)
  const asked = new Set([place])
  const first = leavingIn(block, 'Return').find(({ test }) => mentions(file, test, asked))?.range[1]
  byPlace.set(place, first)
  return first
}

/** `this.socket?.close()`, `this.stream?.getTracks().forEach(…)` */
function hasOptional(call: TSESTree.CallExpression): boolean {
  for (let at: TSESTree.Node = call; ;) {
    if (at.type === 'CallExpression') {
      if (at.optional) return true
      at = unwrap(at.callee)
    } else if (at.type === 'MemberExpression') {
      if (at.optional) return true
      at = unwrap(at.object)
    } else return false
  }
}
