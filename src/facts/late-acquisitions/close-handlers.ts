import type { TSESTree } from '@typescript-eslint/utils'
import { listenerClearers, listenerRemovers } from '../../catalog/cancels.js'
import { acquirers, listenerAdders, resourceClasses } from '../../catalog/tasks.js'
import { fillsOf } from '../../model/cells/cell-writes.js'
import type { Program } from '../../model/program.js'
import type { Handle } from '../../model/tasks/handles.js'
import {
  calleeName, enclosingFunction, isFunction, isNullish, memberName, receiver, unwrap, type CallNode, type Cell,
  type FunctionNode, type SourceFile,
} from '../../source/index.js'
import type { End } from './ends.js'
import { makerOf, type Store } from './stores.js'
import type { Teardown } from './teardowns.js'

/** A function that runs when what a place holds has ended. */
export interface CloseHandler {
  readonly node: FunctionNode
  readonly place: Cell
  /** Where it is registered. */
  readonly from: TSESTree.CallExpression | TSESTree.AssignmentExpression
}

/** Events that follow an end: `socket.on('close', …)`, `ws.onclose = …` */
const endEvents = /^(?:close|end|exit|disconnect)(?:ed)?$/

/** The close handlers of what places hold. */
export function findCloseHandlers({ file }: Program): readonly CloseHandler[] {
  const onEvents = file.callNodes.flatMap((call): CloseHandler[] => {
    if (call.type !== 'CallExpression' || !listenerAdders.has(calleeName(call) ?? '')) return []
    const [event, callback] = call.arguments
    const on = receiver(call)
    if (!on || !callback || event?.type !== 'Literal' || !endEvents.test(String(event.value))) return []
    return handlersOf(callback, on, call)
  })
  const onProperties = file.assignments.flatMap((assignment): CloseHandler[] => {
    const left = unwrap(assignment.left)
    const isHandler = left.type === 'MemberExpression' && /^on(?:close|end|exit|disconnect)$/.test(memberName(left) ?? '')
    return isHandler ? handlersOf(assignment.right, left.object, assignment) : []
  })
  function handlersOf(callback: TSESTree.Node, on: TSESTree.Node, from: CloseHandler['from']): CloseHandler[] {
    const place = placeOfHandle(file, on)
    return place ? file.calls.functions(callback).map(node => ({ node, place, from })) : []
  }
  return [...onEvents, ...onProperties]
}

/** The place of a handle: its own, or that in which a local is put: `const ws = new WebSocket(url); this.ws = ws`. */
function placeOfHandle(file: SourceFile, on: TSESTree.Node): Cell | undefined {
  const known = file.cells.carriedBy(on)
  const variable = on.type === 'Identifier' ? file.scopes.variable(on) : undefined
  if (known && !(variable && known.path.length === 0)) return known
  const put = variable?.references.find(({ identifier: { parent } }) => parent.type === 'AssignmentExpression'
    && parent.right.type === 'Identifier' && file.scopes.variable(parent.right) === variable)
  const assignment = put?.identifier.parent
  return (assignment?.type === 'AssignmentExpression' ? file.cells.at(assignment.left) : undefined) ?? known
}

/**
 * The end of a handle by a teardown that has cleared the timer before, where the close handler of that handle arms the timer again:
 *
 *     clearTimeout(this.retry)
 *     this.socket.close()        // 'close' follows, and its handler arms `retry`
 */
export function endBehindClear(program: Program, teardown: Teardown, store: Store, handler: CloseHandler): End | undefined {
  const clears = (teardown.ends.get(store.place) ?? []).filter(({ isClear }) => isClear)
  const isLater = clears.length > 0 && tellsLater(program, handler)
  return heardEnds(program, teardown, handler).find(close =>
    isLater || clears.some(clear => placeIn(program, teardown.node, clear) < placeIn(program, teardown.node, close)))
}

/** Whether the event of a handle never comes within the call that ends it, so that no clear behind that call helps. */
function tellsLater(program: Program, { place }: CloseHandler): boolean {
  const made = 'path' in place ? fillsOf(program, place).filter(({ value }) => !isNullish(value)) : []
  return made.length > 0 && made.every(({ value }) => {
    const maker = makerOf(program.file, value)
    return maker !== undefined && tellingLater.has(calleeName(maker) ?? '')
  })
}

const tellingLater = new Set(['WebSocket', 'spawn', 'fork', 'exec', 'execFile', 'createConnection'])

/**
 * The end of a handle by a teardown, where the close handler of that handle puts the next one in its place:
 *
 *     this.proc.on('exit', () => { this.start() })
 *
 *     stop() { this.proc.kill() }    // 'exit' follows
 */
export function endBeforeNext(program: Program, teardown: Teardown, store: Store, handler: CloseHandler): End | undefined {
  return store.place === handler.place && makesNext(program, store) ? heardEnds(program, teardown, handler)[0] : undefined
}

function makesNext({ file }: Program, { value }: Store): boolean {
  const made = makerOf(file, value)
  return made !== undefined && opens(made)
}

/** The ends of a handle in a teardown that its close handler hears of: it is not taken off before. */
function heardEnds({ file }: Program, { closure, ends }: Teardown, handler: CloseHandler): readonly End[] {
  const closes = (ends.get(handler.place) ?? []).filter(({ isClear }) => !isClear)
  if (closes.length === 0 || asksHowItEnded(file, handler)) return []
  const isDeaf = (part: FunctionNode): boolean => file.callsIn(part).some(call => isRemoval(file, call, handler.place))
    || file.assignmentsIn(part).some(({ left, right }) => isNullish(right) && isHandlerOf(file, left, handler.place))
  return [...closure].some(isDeaf) ? [] : closes
}

/** Where in the teardown an end comes, by its own call or that of the function which has it. */
function placeIn({ file }: Program, teardown: FunctionNode, { call }: End): number {
  let at: TSESTree.Node = call
  for (let depth = 0; depth < deepestHelper; depth++) {
    const home = enclosingFunction(at)
    if (home === teardown || !isFunction(home)) return at.range[0]
    const [first] = file.callsTo(home).filter(outer => enclosingFunction(outer) === teardown)
    const outer = first ?? file.callsTo(home)[0]
    if (!outer) return at.range[0]
    at = outer
  }
  return at.range[0]
}

const deepestHelper = 3

function isRemoval(file: SourceFile, call: CallNode, place: Handle): boolean {
  const name = calleeName(call) ?? ''
  const on = receiver(call)
  return on !== undefined && (listenerRemovers.has(name) || listenerClearers.has(name)) && file.cells.carriedBy(on) === place
}

const isHandlerOf = (file: SourceFile, left: TSESTree.Node, place: Handle): boolean => left.type === 'MemberExpression'
  && /^on(?:close|end|exit|disconnect)$/.test(memberName(left) ?? '') && file.cells.carriedBy(left.object) === place

/** `ws.onclose = ({ wasClean }) => { if (!wasClean) … }`: a handler that asks how the handle ended knows an end that was wanted. */
const asksHowItEnded = (file: SourceFile, { node }: CloseHandler): boolean =>
  file.scopes.variables.some(({ defs, references }) => defs.some(def => def.type === 'Parameter' && def.node === node)
    && references.some(({ identifier }) => isAsked(identifier)))

function isAsked(use: TSESTree.Node): boolean {
  for (let at = use; at.parent && !isFunction(at.parent) && !/Statement$/.test(at.type); at = at.parent) {
    const { parent } = at
    if ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent.test === at) return true
    if (parent.type === 'LogicalExpression' && parent.left === at) return true
    if (parent.type === 'SwitchStatement' && parent.discriminant === at) return true
  }
  return false
}

/** Whether what a timer runs opens something, by the verb of a call in it. */
export function opensAgain(program: Program, { value }: Store): boolean {
  const { file } = program
  const call = unwrap(value)
  const [callback] = call.type === 'CallExpression' ? call.arguments : []
  const targets = callback ? file.calls.functions(callback) : []
  return targets.some(target => [...program.closureOf(target)].some(part => file.callsIn(part).some(opens)))
}

/** `this.connect()`, `new WebSocket(url)`, `createServer()` */
function opens(call: CallNode): boolean {
  const name = calleeName(call) ?? ''
  return opening.test(name) || acquirers.test(name) || (call.type === 'NewExpression' && resourceClasses.test(name))
}

const opening = /^[#_]*(?:re|try|do)?_?(?:connect|open|start|init|join|dial|login|attach|subscribe|spawn|launch|establish)/i
