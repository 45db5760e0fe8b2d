import type { TSESTree } from '@typescript-eslint/utils'
import { isFunction, wrapped } from '../../source/index.js'

/** Whether the code waits in the expression that uses the resource: `await this.#socket.read()`, `for await (const line of this.#out)`. */
export function isAwaited(use: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = wrapped(use); at && !isFunction(at); at = at.parent) {
    if (at.type === 'AwaitExpression') return true
    if (at.type === 'ForOfStatement') return at.await
    if (/Statement$|Declaration$/.test(at.type)) return false
  }
  return false
}
