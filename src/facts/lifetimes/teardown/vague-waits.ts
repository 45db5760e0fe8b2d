import type { TSESTree } from '@typescript-eslint/utils'
import { combinators, continuations, waitingNames } from '../../../catalog/settles.js'
import { awaitsIn } from '../../../model/waits/awaits.js'
import { namesAlong, namesLock } from '../../../model/waits/lock-names.js'
import { handleOf } from '../../../model/tasks/handles.js'
import { calleeName, enclosingFunction, isFunction, receiver, unwrap, type FunctionNode } from '../../../source/index.js'
import type { Lifetimes } from '../lifetimes.js'

const known = new WeakMap<FunctionNode, boolean>()

/**
 * Whether what is awaited may be the end of a run although the file does not say so: a promise from a place that we cannot follow, a
 * function that waits by its name, a lock, a function that is given a promise.
 */
export function mayWaitForRuns(lifetimes: Lifetimes, awaited: TSESTree.Node): boolean {
  const node = unwrap(awaited)
  switch (node.type) {
    case 'Identifier':
    case 'MemberExpression':
      return lifetimes.cancels.settledBy(node).length === 0
    case 'CallExpression':
      return mayCallWait(lifetimes, node)
    case 'ConditionalExpression':
      return mayWaitForRuns(lifetimes, node.consequent) || mayWaitForRuns(lifetimes, node.alternate)
    case 'LogicalExpression':
      return mayWaitForRuns(lifetimes, node.left) || mayWaitForRuns(lifetimes, node.right)
    default:
      return false
  }
}

function mayCallWait(lifetimes: Lifetimes, call: TSESTree.CallExpression): boolean {
  const name = calleeName(call) ?? ''
  const on = receiver(call)
  if (combinators.has(name) && on?.type === 'Identifier' && on.name === 'Promise') {
    const [list] = call.arguments
    if (list?.type !== 'ArrayExpression') return true
    return list.elements.some(element => element !== null && (element.type === 'SpreadElement' || mayWaitForRuns(lifetimes, element)))
  }
  if (on && continuations.has(name)) return mayWaitForRuns(lifetimes, on)
  if (waitingNames.test(name) || namesAlong(call.callee).some(namesLock)) return true
  const { program } = lifetimes
  if (call.arguments.some(argument => isPromise(lifetimes, argument))) return true
  return program.file.calls.targets(call).some(target => [...program.closureOf(target)].some(part => hasVagueWait(lifetimes, part)))
}

function hasVagueWait(lifetimes: Lifetimes, node: FunctionNode): boolean {
  const before = known.get(node)
  if (before !== undefined) return before
  known.set(node, false)
  const found = awaitsIn(lifetimes.program.file, node).some(wait =>
    enclosingFunction(wait) === node && mayWaitForRuns(lifetimes, wait.argument))
  known.set(node, found)
  return found
}

/** Whether a place holds the promise of a task. */
function isPromise({ program, cancels }: Lifetimes, argument: TSESTree.Node): boolean {
  if (isFunction(argument)) return false
  const handle = handleOf(program.file, argument)
  return handle !== undefined && cancels.settledBy(argument).length > 0
}
