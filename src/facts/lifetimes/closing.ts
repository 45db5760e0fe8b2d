import type { TSESTree } from '@typescript-eslint/utils'
import { isFunction, wrapped, type SourceFile } from '../../source/index.js'
import type { Lifetime } from './lifetimes.js'

/** Whether ending the resource ends the task as well: a listener on it, a loop that awaits it. */
export function isClosedWith(file: SourceFile, { cell, task, consumption }: Lifetime): boolean {
  if (task.source === cell) return true
  const isOn = task.start.type === 'CallExpression' && task.start.callee.type === 'MemberExpression'
    && file.cells.carriedBy(task.start.callee.object) === cell
  return isOn || (task.kind === 'promise' && consumption.uses.some(isAwaited))
}

/** `await this.#socket.read()`, `for await (const line of this.#proc.stdout)`. */
export function isAwaited(use: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = wrapped(use); at && !isFunction(at); at = at.parent) {
    if (at.type === 'AwaitExpression') return true
    if (at.type === 'ForOfStatement') return at.await
    if (/Statement$|Declaration$/.test(at.type)) return false
  }
  return false
}
