import type { TSESTree } from '@typescript-eslint/utils'
import type { Swallow } from '../../../facts/index.js'
import { isFunction, unwrap, wrapped } from '../../../source/index.js'

/**
 * Returns the block of a handler to insert a `throw` into; undefined if there is none, if other calls share the handler, or if no
 * caller would catch the error:
 *
 *     poll({ signal }).catch(() => { this.#failures += 1 })      // nothing awaits this promise: a throw ends the process
 *     setTimeout(() => this.#tick(signal), 1000)                 // nothing catches what #tick throws
 */
export function editableBody(swallow: Swallow): TSESTree.BlockStatement | undefined {
  const { kind, handler, at } = swallow.attempt
  if (handler.type === 'BlockStatement' || handler.body.type !== 'BlockStatement' || !isThrowCaught(swallow)) return undefined
  if (kind === 'rejection' && !(at.type === 'CallExpression' && isWrittenIn(at, handler))) return undefined
  return handler.body
}

/** Whether a caller catches what the handler throws. */
export const isThrowCaught = ({ attempt: { kind, at }, throwsToNobody }: Swallow): boolean =>
  !throwsToNobody && (kind !== 'rejection' || (at.type === 'CallExpression' && isObserved(at)))

const isWrittenIn = (call: TSESTree.CallExpression, handler: TSESTree.Node): boolean =>
  call.arguments.some(argument => unwrap(argument) === handler)

/** Whether the promise of a call in a chain is awaited, returned or stored. */
function isObserved(call: TSESTree.CallExpression): boolean {
  const node = wrapped(call)
  const { parent } = node
  const isChained = parent?.type === 'MemberExpression' && parent.object === node
  if (isChained && parent.parent.type === 'CallExpression') return isObserved(parent.parent)
  if (parent?.type === 'UnaryExpression') return false
  return parent?.type !== 'ExpressionStatement' && !(isFunction(parent) && parent.body === node && isExecutor(parent))
}

/** Example: `new Promise((resolve, reject) => ask(signal).then(resolve, () => {…}))` drops the inner promise. */
const isExecutor = (node: TSESTree.Node): boolean => node.parent?.type === 'NewExpression'
