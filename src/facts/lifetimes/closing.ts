import type { SourceFile } from '../../source/index.js'
import type { Lifetime } from './lifetimes.js'
import { isAwaited } from './suspensions.js'

/** Whether ending the resource ends the task as well: a listener on it, a loop that awaits it. */
export function isClosedWith(file: SourceFile, { cell, task, consumption }: Lifetime): boolean {
  if (task.source === cell) return true
  const isOn = task.start.type === 'CallExpression' && task.start.callee.type === 'MemberExpression'
    && file.cells.carriedBy(task.start.callee.object) === cell
  return isOn || (task.kind === 'promise' && consumption.uses.some(isAwaited))
}
