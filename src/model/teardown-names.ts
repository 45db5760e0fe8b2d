import type { TSESTree } from '@typescript-eslint/utils'
import { cleanUpTakers, effects, endedByName } from '../catalog/teardowns.js'
import { calleeName, isFunction, memberName, unwrap, type FunctionNode } from '../source/index.js'
import { nameOf as ownNameOf } from './cells/replacements.js'

/** Wrappers that a component gives its functions: `const stop = useCallback(() => { … }, [])`. */
const wrappers = /^use(?:Callback|MemoizedFn|Event|EffectEvent|EventCallback)$/

/** The name that a function goes by, through what wraps it. */
export function nameOf(node: FunctionNode): string {
  const { parent } = node
  if (parent.type !== 'CallExpression' || parent.callee === node || !wrappers.test(calleeName(parent) ?? '')) return ownNameOf(node)
  const holder = parent.parent
  return holder.type === 'VariableDeclarator' && holder.id.type === 'Identifier' ? holder.id.name : ''
}

/** The nouns of a teardown's name; undefined where the function is none. */
export function nounsOf(node: FunctionNode): readonly string[] | undefined {
  if (isCleanUp(node) || isSymbolDispose(node.parent)) return []
  const name = nameOf(node)
  return name === '' ? undefined : endedByName(name)
}

/** What an effect gives back, and what a framework is given to call when a component ends. */
export function isCleanUp(node: FunctionNode): boolean {
  const { parent } = node
  if (parent.type === 'CallExpression' && parent.arguments.includes(node as TSESTree.ArrowFunctionExpression)) {
    const [event] = parent.arguments
    return cleanUpTakers.test(calleeName(parent) ?? '')
      || (calleeName(parent) === 'addEventListener' && event?.type === 'Literal' && event.value === 'abort')
  }
  const effect = parent.type === 'ReturnStatement' ? functionAround(parent)
    : parent.type === 'ArrowFunctionExpression' && parent.body === node ? parent : undefined
  const call = effect?.parent
  return call?.type === 'CallExpression' && call.arguments[0] === effect && effects.has(calleeName(call) ?? '')
}

function functionAround(node: TSESTree.Node): FunctionNode | undefined {
  let at = node.parent
  while (at && !isFunction(at)) at = at.parent
  return at
}

/** `[Symbol.asyncDispose]() { … }` */
function isSymbolDispose(parent: TSESTree.Node): boolean {
  if (!('key' in parent) || !('computed' in parent) || !parent.computed) return false
  const key = unwrap(parent.key)
  return key.type === 'MemberExpression' && /^(?:asyncD|d)ispose$/.test(memberName(key) ?? '')
}
