import type { TSESTree } from '@typescript-eslint/utils'
import { undoings, waitHelpers } from '../../catalog/aborts.js'
import { timers } from '../../catalog/tasks.js'
import { nameOf } from '../../model/cells/replacements.js'
import type { Program } from '../../model/program.js'
import { behind, follow, type Graph, type Point, type Start, type Yield } from '../../order/index.js'
import {
  calleeName, enclosingFunction, isFunction, isInLoop, isInside, keyName, memberName, receiver, unwrap, walk, wrapped, type FunctionNode,
  type SourceFile, type Variable,
} from '../../source/index.js'
import { isOfField, isReadOfAborted, nameOfHandler, promiseOf, type AbortListener } from './listeners.js'

/** A listener for an abort that stays when the work it is about has ended. */
export interface LeakedListener {
  readonly listener: AbortListener
  /** Where the work ends: what settles the promise, or the last wait. */
  readonly end: TSESTree.Node
  /** What comes anew each time: one listener more for each. */
  readonly recurs: 'turn' | 'call' | 'item' | undefined
  /** The call of a late listener that undoes what the function has finished. */
  readonly undoing: TSESTree.CallExpression | undefined
}

export function leakOf(program: Program, listener: AbortListener): LeakedListener | undefined {
  const { file } = program
  if (listener.kind === 'property' || isTakenOff(file, listener) || isSubscription(file, listener)) return undefined
  const end = endOf(program, listener)
  if (!end || isKept(file, listener)) return undefined
  return { listener, end, recurs: recurrenceOf(program, listener), undoing: undoingIn(file, listener) }
}

/** Whether something takes the listener off, or may. */
function isTakenOff(file: SourceFile, listener: AbortListener): boolean {
  const { kind, node, options, handler, home } = listener
  if (kind === 'abortListener') return wrapped(node).parent?.type !== 'ExpressionStatement'
  if (kind === 'once') return options !== undefined
  if (options && hasSignal(options)) return true
  const place = handler && unwrap(handler)
  if (!place || isFunction(place)) return false
  const name = nameOfHandler(file, listener)
  // A function that is older than the call is the same listener each time.
  const isNew = name?.defs.every(def => def.type !== 'Parameter' && isInside(def.name, functionAround(home)))
  if (!name || isNew !== true) return true
  if (name.references.some(({ identifier }) => isTakenOffByMember(file, identifier))) return true
  const removals = name.references.filter(({ identifier }) => isRemoval(file, identifier))
  if (removals.some(({ identifier }) => !listener.functions.some(inner => isInside(identifier, inner)))) return true
  return removals.length > 0 && isUsedBesides(file, name, node)
}

/** `record.onAbort = stop`, where `signal.removeEventListener('abort', record.onAbort)` stands somewhere else */
function isTakenOffByMember(file: SourceFile, identifier: TSESTree.Node): boolean {
  const { parent } = wrapped(identifier)
  const name = parent?.type === 'AssignmentExpression' && parent.left !== identifier && parent.left.type === 'MemberExpression'
    ? memberName(parent.left) : parent?.type === 'Property' && parent.parent.type === 'ObjectExpression' ? keyName(parent) : undefined
  return name !== undefined && (file.membersByName.get(name) ?? []).some(member => isRemoval(file, member))
}

/** The options of a listener that end it, or that we cannot read. */
function hasSignal(options: TSESTree.Node): boolean {
  if (options.type === 'Literal') return false
  return options.type !== 'ObjectExpression' || options.properties.some(property =>
    property.type === 'SpreadElement' || keyName(property) === 'signal')
}

/** The function that is around an executor, or around what runs in place. */
function functionAround(home: FunctionNode): TSESTree.Node {
  const promise = promiseOf(home)
  return promise ? enclosingFunction(promise) : home
}

/** What takes a listener off a signal; `request.removeListener('abort', stop)` takes it off something else. */
function isRemoval(file: SourceFile, identifier: TSESTree.Node): boolean {
  const { parent } = wrapped(identifier)
  if (parent?.type !== 'CallExpression' || parent.arguments[0] === identifier) return false
  const name = calleeName(parent) ?? ''
  const on = receiver(parent)
  return /^remove\w*(?:Event|Abort)\w*Listener$/.test(name)
    || (/^(?:removeListener|off)$/.test(name) && on !== undefined && /signal/i.test(file.code.getText(on)))
}

/** Whether a listener that takes itself off is called, given or kept elsewhere as well: then it is the clean-up. */
const isUsedBesides = (file: SourceFile, name: Variable, node: TSESTree.Node): boolean => name.references.some(({ identifier, init }) =>
  init !== true && !isRemoval(file, identifier) && !isInside(identifier, node))

/** Whether it is meant to live as long as the signal: what stands beside it ends with the signal, too. */
function isSubscription(file: SourceFile, { node, signal, home, functions }: AbortListener): boolean {
  if (functions.length > 0 && functions.every(inner => onlyUnsubscribes(file, inner))) return true
  const text = file.code.getText(signal)
  return file.callsIn(home).some(call => call !== node && /^(?:add\w*Listener|on|once)$/.test(calleeName(call) ?? '')
    && call.arguments.some(argument => argument.type === 'ObjectExpression' && argument.properties.some(property =>
      property.type === 'Property' && keyName(property) === 'signal' && file.code.getText(property.value) === text)))
}

/** Whether a listener does nothing but end another subscription, which lives as long as the signal then. */
function onlyUnsubscribes(file: SourceFile, inner: FunctionNode): boolean {
  const calls = file.callsIn(inner)
  return calls.length > 0 && calls.every(call => /^(?:remove\w*Listener|off|unsubscribe|unobserve)$/.test(calleeName(call) ?? ''))
}

/** Where the work ends that the listener is about; undefined where nothing but the abort ends it. */
function endOf(program: Program, listener: AbortListener): TSESTree.Node | undefined {
  const promise = promiseOf(listener.home)
  if (listener.kind === 'once') {
    if (!isRaced(program.file, listener.node)) return undefined
    return listener.home.async ? endOfAsync(program, listener) : listener.node
  }
  if (!promise) return listener.home.async ? endOfAsync(program, listener) : undefined
  return settlerOf(program, listener) ?? (isRaced(program.file, promise) ? promise : undefined)
}

/** What settles the promise of an executor other than the abort. */
function settlerOf({ file }: Program, { home, functions }: AbortListener): TSESTree.Node | undefined {
  const [resolve, reject] = home.params.map(parameter => parameter.type === 'Identifier' ? file.scopes.variable(parameter) : undefined)
  const outside = (variable: Variable | undefined) => (variable?.references ?? []).map(({ identifier }) => identifier)
    .filter(identifier => !functions.some(inner => isInside(identifier, inner)) && !isUnderAborted(file, identifier, home)
      && !isInWorkThatAsks(file, identifier))
  return outside(resolve)[0] ?? outside(reject).find(identifier => isInTimer(identifier, home))
}

/** Work in an executor that looks at the signal itself after its waits: it ends with the abort, and belongs to the signal. */
function isInWorkThatAsks(file: SourceFile, node: TSESTree.Node): boolean {
  const work = enclosingFunction(node)
  return isFunction(work) && work.async && readsAborted(file, work.body)
}

/** `if (signal.aborted) return resolve()` */
function isUnderAborted(file: SourceFile, node: TSESTree.Node, home: FunctionNode): boolean {
  for (let below = node, at = node.parent; at && at !== home; below = at, at = at.parent) {
    if (at.type === 'IfStatement' && below !== at.test && readsAborted(file, at.test)) return true
  }
  return false
}

function readsAborted(file: SourceFile, test: TSESTree.Node): boolean {
  let found = false
  walk(test, file.code.visitorKeys, inner => {
    found ||= isReadOfAborted(inner)
    return !found
  })
  return found
}

function isInTimer(node: TSESTree.Node, home: FunctionNode): boolean {
  for (let at = node.parent; at && at !== home; at = at.parent) {
    if (at.type === 'CallExpression' && timers.has(calleeName(at) ?? '')) return true
  }
  return false
}

/** Whether a promise is given to a race, in place or by a name. */
function isRaced(file: SourceFile, promise: TSESTree.Node): boolean {
  const node = wrapped(promise)
  const { parent } = node
  if (parent?.type === 'ArrayExpression') return isRace(parent.parent)
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return false
  const variable = file.scopes.variable(parent.id)
  return variable?.references.some(({ identifier: { parent: list } }) =>
    list.type === 'ArrayExpression' && isRace(list.parent)) ?? false
}

const isRace = (node: TSESTree.Node): boolean => node.type === 'CallExpression' && /^(?:race|any)$/.test(calleeName(node) ?? '')

/** The last wait behind the listener from which the function may come to its end without an abort. */
function endOfAsync(program: Program, listener: AbortListener): TSESTree.Node | undefined {
  const { node, home } = listener
  const graph = program.graph(home)
  if (!graph || node.type !== 'CallExpression') return undefined
  const waits = new Set<Yield>()
  goOn(program, graph, listener, behind(graph, 'call', node), point => {
    if (point.kind === 'yield') waits.add(point.node)
  })
  return [...waits].sort((one, other) => other.range[0] - one.range[0]).find(wait => {
    const found = { end: false }
    goOn(program, graph, listener, behind(graph, 'yield', wait), () => undefined, () => { found.end = true })
    return found.end
  })
}

/** Follows the ways that need no abort. */
function goOn(
  program: Program, graph: Graph, listener: AbortListener, starts: readonly Start[], visit: (point: Point) => void, end?: () => void,
): void {
  follow(graph, starts, {
    spend: program.budget.spend, followsFailures: true,
    visit(point) {
      if (point.kind === 'yield' && waitsForAbort(program.file, point.node, listener)) return 'stop'
      visit(point)
      return undefined
    },
    mayTake: ({ test, outcome }) => !test || !isReadOfAborted(test) || (outcome !== 'truthy' && outcome !== 'equal'),
    enter(block) { if (block === graph.exit) end?.() },
  })
}

/** `await new Promise(resolve => signal.addEventListener('abort', resolve))`: what comes behind comes by an abort. */
function waitsForAbort(file: SourceFile, node: TSESTree.Node, listener: AbortListener): boolean {
  if (node.type !== 'AwaitExpression') return false
  const value = unwrap(node.argument)
  if (value.type === 'Identifier' || value.type === 'MemberExpression') return isSettledBy(file, value, listener)
  if (value.type === 'CallExpression') return calleeName(value) === 'once' && file.code.getText(value.arguments[1]).includes('abort')
  if (value.type !== 'NewExpression') return false
  const text = file.code.getText(value)
  return /['"]abort['"]/.test(text) && !/setTimeout|\.(?:on|once)\(/.test(text) && text.length < 300
}

/** `await aborted.promise`, where only the listener calls `aborted.resolve()` */
function isSettledBy(file: SourceFile, awaited: TSESTree.Identifier | TSESTree.MemberExpression, { functions }: AbortListener): boolean {
  const place = awaited.type === 'MemberExpression' ? unwrap(awaited.object) : awaited
  const variable = place.type === 'Identifier' ? file.scopes.variable(place) : undefined
  const settles = variable?.references.map(({ identifier }) => identifier).filter(({ parent }) => parent.type === 'MemberExpression'
    && parent.parent.type === 'CallExpression' && /^(?:resolve|reject)$/.test(calleeName(parent.parent) ?? '')) ?? []
  return settles.length > 0 && settles.every(identifier => functions.some(inner => isInside(identifier, inner)))
}

/** Whether what the listener ends lives on: it is given back, stored in a member, or the promise is resolved with it. */
function isKept(file: SourceFile, listener: AbortListener): boolean {
  const around = functionAround(listener.home)
  const ended = new Set(listener.functions.flatMap(inner => file.callsIn(inner)).flatMap(call => {
    const on = receiver(call)
    const place = on && unwrap(on)
    const variable = place?.type === 'Identifier' ? file.scopes.variable(place) : undefined
    return variable && variable.defs.some(def => isInside(def.name, around)) ? [variable] : []
  }))
  return [...ended].some(variable => variable.references.some(({ identifier }) => {
    const { parent } = wrapped(identifier)
    if (listener.functions.some(inner => isInside(identifier, inner))) return false
    if (parent?.type === 'MemberExpression' && parent.object === identifier && memberName(parent) === 'listen') return true
    if (parent?.type === 'ReturnStatement' || (parent?.type === 'ArrowFunctionExpression' && parent.body === identifier)) return true
    if (parent?.type === 'AssignmentExpression' && parent.right === identifier) return parent.left.type === 'MemberExpression'
    if (parent?.type === 'Property' && parent.value === identifier) return isReturned(parent.parent)
    return parent?.type === 'CallExpression' && parent.callee !== identifier && /^(?:resolve|set|push|add)$/.test(calleeName(parent) ?? '')
  }))
}

const isReturned = (node: TSESTree.Node): boolean => wrapped(node).parent?.type === 'ReturnStatement'

/** What comes anew again and again, each time with one listener more. */
function recurrenceOf(program: Program, listener: AbortListener): LeakedListener['recurs'] {
  const { file } = program
  const { node, home, kind } = listener
  const around = functionAround(home)
  if (isInLoop(node) || isInLoopOf(home, around)) return 'turn'
  if (!isFunction(around)) return undefined
  const { parent } = around
  if (parent.type === 'CallExpression' && /^(?:map|flatMap|forEach)$|oncurren/.test(calleeName(parent) ?? '')) return 'item'
  if (isOfField(program, listener)) return 'call'
  if (kind === 'event' && promiseOf(home) && waitHelpers.test(nameOf(around))) return 'call'
  const isLooped = file.callsTo(around).some(call => isInLoop(call)
    && call.arguments.some(argument => /signal|abort|opts|options/i.test(file.code.getText(argument))))
  return isLooped ? 'call' : undefined
}

const isInLoopOf = (home: FunctionNode, around: TSESTree.Node): boolean => home !== around && isInLoop(home.parent)

/** The call of the listener that throws away what the function has made by then. */
function undoingIn(file: SourceFile, { functions }: AbortListener): TSESTree.CallExpression | undefined {
  const calls = functions.filter(inner => !hasTest(file, inner)).flatMap(inner => file.callsIn(inner))
  return calls.find((call): call is TSESTree.CallExpression =>
    call.type === 'CallExpression' && undoings.test(calleeName(call) ?? '') && call.arguments.length > 0)
}

function hasTest(file: SourceFile, home: FunctionNode): boolean {
  let found = false
  walk(home.body, file.code.visitorKeys, node => {
    found ||= node.type === 'IfStatement' || node.type === 'ConditionalExpression' || node.type === 'LogicalExpression'
    return !found
  })
  return found
}
