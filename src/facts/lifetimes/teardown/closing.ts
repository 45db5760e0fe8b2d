import type { TSESTree } from '@typescript-eslint/utils'
import { enders } from '../../../catalog/releases.js'
import { calleeName, wrapped, type SourceFile } from '../../../source/index.js'
import type { Lifetime } from '../lifetimes.js'
import { isAwaited } from '../suspensions.js'

/** Whether a task is none the worse for the end of its resource: it ends with it, or does nothing but end it as well. */
export function isClosedWith(file: SourceFile, { cell, task, consumption }: Lifetime): boolean {
  if (task.source === cell || consumption.uses.every(isEnd)) return true
  const isOn = task.start.type === 'CallExpression' && task.start.callee.type === 'MemberExpression'
    && file.cells.carriedBy(task.start.callee.object) === cell
  return isOn || (task.kind === 'promise' && consumption.uses.some(isAwaited))
}

/** `this.#scope.close(error)` */
function isEnd(use: TSESTree.Node): boolean {
  const { parent } = wrapped(use)
  const call = parent?.type === 'MemberExpression' && parent.object === wrapped(use) ? wrapped(parent).parent : undefined
  return call?.type === 'CallExpression' && wrapped(call.callee) === wrapped(parent as TSESTree.Node) && enders.has(calleeName(call) ?? '')
}
