import type { TSESTree } from '@typescript-eslint/utils'
import type { Facts, Lifetime, Task } from '../facts/index.js'
import { taskName } from '../report/task-text.js'
import { addTo } from '../source/index.js'
import { nameOfCell } from './cells.js'
import { inOrder, linesOf, placeOf } from './places.js'
import type { TaskFacts } from './shape.js'

type Lifetimes = NonNullable<Facts['lifetimes']>

/** Lists the tasks that the file starts: what each consumes, what cancels it, and what waits for its end. */
export function tasksOf(facts: Facts, lifetimes: Lifetimes): readonly TaskFacts[] {
  const consumed = new Map<Task, Lifetime[]>()
  for (const lifetime of lifetimes.all) addTo(consumed, lifetime.task, lifetime)
  const settled = settlesIn(lifetimes)
  return lifetimes.program.tasks.map(task => ({
    kind: task.kind,
    name: nameOfTask(facts, task),
    starts: inOrder((task.starts.length > 0 ? task.starts : [task.start]).map(node => placeOf(facts, node))),
    runs: task.callbacks.map(linesOf),
    handles: [...task.handles, ...task.controllers].map(handle => 'path' in handle ? nameOfCell(facts, handle) : handle.name),
    consumes: (consumed.get(task) ?? []).map(({ cell, consumption }) => ({
      cell: nameOfCell(facts, cell), uses: inOrder(consumption.uses.map(node => placeOf(facts, node))),
    })),
    cancels: inOrder(lifetimes.cancelsOf(task).map(node => placeOf(facts, node))),
    settles: inOrder((settled.get(task) ?? []).map(node => placeOf(facts, node))),
  }))
}

/** Where something waits for the end of a task: an `await`, or the return of its promise. */
export function settlesIn({ program, cancels }: Lifetimes): ReadonlyMap<Task, readonly TSESTree.Node[]> {
  const found = new Map<Task, TSESTree.Node[]>()
  for (const node of [...program.file.awaits, ...program.file.returns]) {
    for (const task of node.argument ? cancels.settledBy(node.argument) : []) addTo(found, task, node)
  }
  return found
}

/** Names a task without the quotes that a message puts around code: `the interval this.timer`, `#drain()`. */
export const nameOfTask = (facts: Facts, task: Task): string => taskName(facts, task).replaceAll('`', '')
