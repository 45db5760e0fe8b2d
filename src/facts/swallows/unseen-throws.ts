import type { TSESTree } from '@typescript-eslint/utils'
import { listenerAdders, timers } from '../../catalog/tasks.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, memberName, wrapped, type FunctionNode, type SourceFile,
} from '../../source/index.js'

const deepest = 4

/**
 * Whether a throw out of an async function would be nobody's to catch, at one of its starts at least: a rejection without a handler
 * ends the process.
 *
 *     setTimeout(() => tick(signal), 1000)      // the timer drops the promise
 *     void this.#run(signal)                    // so does this
 *     this.#run(signal).catch(report)           // this one sees it
 */
export function isThrownToNobody(file: SourceFile, home: TSESTree.Node, depth = 0): boolean {
  if (!isFunction(home) || !home.async || home.generator || depth > deepest) return false
  return isDroppedByHost(file, home) || file.callsTo(home).some(call => isDropped(file, call, depth))
}

/** The callbacks of each file's timers and event sources, which look at no promise. */
const ofHosts = new WeakMap<SourceFile, ReadonlySet<FunctionNode>>()

/** Whether the function is a callback of those that look at no promise: timers and event sources. */
function isDroppedByHost(file: SourceFile, home: FunctionNode): boolean {
  const known = ofHosts.get(file) ?? new Set(file.callNodes.flatMap(call => {
    const name = calleeName(call) ?? ''
    return timers.has(name) || listenerAdders.has(name)
      ? call.arguments.flatMap(argument => argument.type === 'SpreadElement' ? [] : file.calls.functions(argument)) : []
  }))
  ofHosts.set(file, known)
  return known.has(home)
}

/** Whether nobody gets the promise of a call, or only a function that is dropped itself. What goes elsewhere counts as seen. */
function isDropped(file: SourceFile, call: TSESTree.Node, depth: number): boolean {
  const node = wrapped(call)
  const { parent } = node
  switch (parent?.type) {
    case 'ExpressionStatement':
      return true
    case 'UnaryExpression':
      return parent.operator === 'void'
    case 'MemberExpression': {
      const chained = parent.object === node && parent.parent.type === 'CallExpression' ? parent.parent : undefined
      const name = memberName(parent)
      const handles = name === 'catch' || (name === 'then' && chained?.arguments[1] !== undefined)
      return chained !== undefined && !handles && (name === 'then' || name === 'finally') && isDropped(file, chained, depth)
    }
    case 'AwaitExpression':
      return !isCaught(parent) && isThrownToNobody(file, enclosingFunction(parent), depth + 1)
    case 'ReturnStatement':
      return isHandedUp(file, enclosingFunction(parent), depth)
    case 'ArrowFunctionExpression':
      return parent.body === node && isHandedUp(file, parent, depth)
    default:
      return false
  }
}

/** A function that gives back the promise, itself async or not. */
const isHandedUp = (file: SourceFile, home: TSESTree.Node, depth: number): boolean =>
  isFunction(home) && depth < deepest && !home.generator
  && (isDroppedByHost(file, home) || file.callsTo(home).some(call => isDropped(file, call, depth + 1)))

function isCaught(node: TSESTree.Node): boolean {
  for (let at = node.parent; at && !isFunction(at); at = at.parent) {
    if (at.type === 'TryStatement' && at.handler && isInside(node, at.block)) return true
  }
  return false
}
