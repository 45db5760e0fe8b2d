import type { TSESTree } from '@typescript-eslint/utils'
import { endEvents, endOptions } from '../../catalog/handle-events.js'
import { listenerAdders } from '../../catalog/tasks.js'
import { usesOf } from '../../model/origins.js'
import type { Program } from '../../model/program.js'
import { isCleanUp, nounsOf } from '../../model/teardown-names.js'
import {
  calleeName, enclosingFunction, isFunction, isInFinally, keyName, memberName, receiver, type FunctionNode,
} from '../../source/index.js'
import type { Teardown } from './teardowns.js'

/**
 * Whether something else that comes with a teardown clears a timer: what the end of the resource sets off, whoever calls the teardown,
 * another clean-up of the same component, a function that was handed to somebody who may run it then, or a `finally` of the timer's work.
 */
export function isClearedOtherwise(program: Program, teardown: Teardown, clears: readonly TSESTree.CallExpression[]): boolean {
  return clears.some(call => {
    const home = enclosingFunction(call)
    return isInFinally(call) || (isFunction(home) && [home, ...callersOf(program, home)].some(node => comesWith(program, teardown, node)))
  })
}

/** The functions that run a clear by an own call: `#stopHeartbeat()`. */
function callersOf(program: Program, node: FunctionNode): readonly FunctionNode[] {
  const found = new Set<FunctionNode>()
  const pending = [node]
  for (let at = pending.pop(); at && found.size < 30; at = pending.pop()) {
    for (const call of program.file.callsTo(at)) {
      const caller = enclosingFunction(call)
      if (!isFunction(caller) || found.has(caller)) continue
      found.add(caller)
      pending.push(caller)
    }
  }
  return [...found]
}

function comesWith(program: Program, { node: teardown, closure }: Teardown, node: FunctionNode): boolean {
  if (closure.has(node) || program.closureOf(node).has(teardown)) return true
  if ([node, ...usesOf(program, node)].some(isCleanUp)) return true
  return isOfEnd(node) || isHandedOn(node)
}

/** `socket.on('close', () => …)`, `socket.onclose = () => …`, `connect({ onClose() { … } })`, `socket.close(() => …)` */
function isOfEnd(node: FunctionNode): boolean {
  const { parent } = node
  if (parent.type === 'CallExpression') {
    const [event] = parent.arguments
    if (!listenerAdders.has(calleeName(parent) ?? '')) return receiver(parent) !== undefined
    return event?.type !== 'Literal' || endEvents.has(String(event.value)) || event.value === 'error' || event.value === 'abort'
  }
  if (parent.type === 'Property') {
    const name = keyName(parent) ?? ''
    return endOptions.test(name) || /^(?:dispose|close|stop|destroy|end)/.test(name)
  }
  return parent.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression'
    && /^on(?:close|error|exit|end|disconnect)/i.test(memberName(parent.left) ?? '')
}

/** A function without a name that is put into a list, returned or handed on: who has it may run it at the end. */
function isHandedOn(node: FunctionNode): boolean {
  const { parent } = node
  if (nounsOf(node) !== undefined && parent.type !== 'ReturnStatement') return false
  return parent.type === 'ReturnStatement' || parent.type === 'ArrayExpression' || parent.type === 'ArrowFunctionExpression'
}
