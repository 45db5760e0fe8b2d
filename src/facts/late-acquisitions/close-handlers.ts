import type { TSESTree } from '@typescript-eslint/utils'
import { listenerClearers, listenerRemovers } from '../../catalog/cancels.js'
import { listenerAdders } from '../../catalog/tasks.js'
import type { Program } from '../../model/program.js'
import type { Handle } from '../../model/tasks/handles.js'
import {
  calleeName, enclosingFunction, isFunction, isNullish, memberName, receiver, unwrap, type Cell, type FunctionNode,
} from '../../source/index.js'
import type { End } from './ends.js'
import type { Store } from './stores.js'
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
function placeOfHandle(file: Program['file'], on: TSESTree.Node): Cell | undefined {
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
export function endBehindClear(program: Program, { node, closure, ends }: Teardown, store: Store, handler: CloseHandler): End | undefined {
  const clears = (ends.get(store.place) ?? []).filter(({ isClear }) => isClear)
  const closes = (ends.get(handler.place) ?? []).filter(({ isClear }) => !isClear)
  const { file } = program
  const isDeaf = [...closure].some(part => file.callsIn(part).some(call => isRemoval(program, call, handler.place))
    || file.assignmentsIn(part).some(({ left, right }) => isNullish(right) && isHandlerOf(program, left, handler.place)))
  return isDeaf ? undefined : closes.find(close => clears.some(clear => placeIn(program, node, clear) < placeIn(program, node, close)))
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

function isRemoval({ file }: Program, call: TSESTree.CallExpression | TSESTree.NewExpression, place: Handle): boolean {
  const name = calleeName(call) ?? ''
  const on = receiver(call)
  return on !== undefined && (listenerRemovers.has(name) || listenerClearers.has(name)) && file.cells.carriedBy(on) === place
}

const isHandlerOf = ({ file }: Program, left: TSESTree.Node, place: Handle): boolean => left.type === 'MemberExpression'
  && /^on(?:close|end|exit|disconnect)$/.test(memberName(left) ?? '') && file.cells.carriedBy(left.object) === place

/** Whether what a timer runs opens something, by the verb of a call in it. */
export function opensAgain(program: Program, { value }: Store): boolean {
  const { file } = program
  const call = unwrap(value)
  const [callback] = call.type === 'CallExpression' ? call.arguments : []
  const targets = callback ? file.calls.functions(callback) : []
  const opens = (part: FunctionNode): boolean => file.callsIn(part).some(inner => opening.test(calleeName(inner) ?? ''))
  return targets.some(target => [...program.closureOf(target)].some(opens))
}

const opening = /^[#_]*(?:re|try|do)?_?(?:connect|open|start|init|join|dial|login|attach|subscribe|spawn|launch|establish)/i
