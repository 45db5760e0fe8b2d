import type { Facts } from '../../../facts/index.js'
import { calleeName, isFunction, wrapped, type FunctionNode } from '../../../source/index.js'

/**
 * Whether nobody catches what the async function throws, at one of its calls at least:
 *
 *     void this.#run(signal)                           // nothing looks at the promise
 *     socket.on('message', async () => {…})            // nor does an event source or a timer
 */
export function isThrowUnseen({ program }: Facts, home: FunctionNode): boolean {
  const { parent } = home
  if (parent.type === 'CallExpression' && /^(?:on|once|set(?:Timeout|Interval|Immediate)|\w*Listener)$/.test(calleeName(parent) ?? '')) {
    return true
  }
  if (isFunction(parent) || parent.type === 'ReturnStatement') return false
  return program?.file.callsTo(home).some(call => {
    const around = wrapped(call).parent
    return around?.type === 'ExpressionStatement' || (around?.type === 'UnaryExpression' && around.operator === 'void')
  }) ?? false
}
