import type { TSESTree } from '@typescript-eslint/utils'
import type { Swallow } from '../../facts/index.js'
import { isFunction, unwrap, wrapped } from '../../source/index.js'

/**
 * The block of a handler into which a `throw` may be put; undefined where there is none, where other calls share the handler, or
 * where nobody would get to see the error:
 *
 *     poll({ signal }).catch(() => { this.#failures += 1 })      // no one waits for this promise: a throw ends the process
 *     setTimeout(() => this.#tick(signal), 1000)                 // nor for what #tick throws
 */
export function bodyToMend({ attempt: { kind, handler, at }, throwsToNobody }: Swallow): TSESTree.BlockStatement | undefined {
  if (throwsToNobody) return undefined
  if (handler.type === 'BlockStatement' || handler.body.type !== 'BlockStatement') return undefined
  if (kind === 'rejection' && !(at.type === 'CallExpression' && isWrittenIn(at, handler) && isObserved(at))) return undefined
  return handler.body
}

const isWrittenIn = (call: TSESTree.CallExpression, handler: TSESTree.Node): boolean =>
  call.arguments.some(argument => unwrap(argument) === handler)

/** Whether somebody gets the promise that a call of a chain gives: it is awaited, returned or kept. */
function isObserved(call: TSESTree.CallExpression): boolean {
  const node = wrapped(call)
  const { parent } = node
  const isChained = parent?.type === 'MemberExpression' && parent.object === node
  if (isChained && parent.parent.type === 'CallExpression') return isObserved(parent.parent)
  if (parent?.type === 'UnaryExpression') return false
  return parent?.type !== 'ExpressionStatement' && !(isFunction(parent) && parent.body === node && isExecutor(parent))
}

/** `new Promise((resolve, reject) => ask(signal).then(resolve, () => {…}))` gives its promise to nobody. */
const isExecutor = (node: TSESTree.Node): boolean => node.parent?.type === 'NewExpression'
