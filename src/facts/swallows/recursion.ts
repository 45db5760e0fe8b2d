import { abortThrowers } from '../../catalog/aborts.js'
import type { Program } from '../../model/program.js'
import { calleeName, enclosingFunction, isFunction, walk } from '../../source/index.js'
import type { Attempt, Guarded } from './attempts.js'

/**
 * Whether the calls that were given the signal only run the function again that has the handler: what is aborted in them, they answer
 * for themselves, so that the handler never sees it.
 *
 *     async function count(folder, signal) {
 *       if (signal.aborted) return 0
 *       try {
 *         const inner = await list(folder)
 *         return sum(await Promise.all(inner.map(each => count(each, signal))))
 *       } catch { return 0 }
 *     }
 */
export function isOnlyOfItself(program: Program, { at, guarded }: Attempt<Guarded>): boolean {
  const { file } = program
  const home = enclosingFunction(at)
  if (!isFunction(home) || at.type !== 'TryStatement') return false
  const isAgain = guarded.every(({ call }) => {
    const targets = call.type === 'CallExpression' ? file.calls.targets(call) : []
    return targets.length > 0 && targets.every(target => target === home)
  })
  if (!isAgain) return false
  const caught = at.block
  let mayThrow = false
  walk(home.body, file.code.visitorKeys, node => {
    if (node === caught || isFunction(node)) return false
    mayThrow ||= node.type === 'ThrowStatement'
      || (node.type === 'CallExpression' && (abortThrowers.test(calleeName(node) ?? '') || program.signals.given(node).length > 0))
    return !mayThrow
  })
  return !mayThrow
}
