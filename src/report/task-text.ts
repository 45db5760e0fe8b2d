import type { TSESTree } from '@typescript-eslint/utils'
import type { Facts, Task, TaskKind } from '../facts/index.js'
import { calleeName } from '../source/index.js'
import { cellText } from './cell-text.js'
import { functionName, lineOf, type Placed } from './phrase.js'

/** Names a task with its line: ``the interval `this.timer` on line 4``, `the 'close' listener on line 5`, `` `#drain()` on line 8``. */
export function taskText(facts: Facts, task: Task, report: Placed): string {
  return `${taskName(facts, task)} on ${lineOf(task.start, report)}`
}

/** Names a task: ``the interval `this.timer` ``, `the 'close' listener`, `` `#drain()` ``. */
export function taskName(facts: Facts, task: Task): string {
  const held = task.handles.find(handle => 'path' in handle) ?? task.handles[0]
  if (held) return `${kindOf(task)} \`${'path' in held ? cellText(facts, held, task.start) : held.name}\``
  const [callback] = task.callbacks
  const name = callback && functionName(callback)
  if (task.kind === 'listener') return task.event === undefined ? 'the listener' : `the '${task.event}' listener`
  if (name === undefined) return kindOf(task)
  return task.kind === 'promise' ? `\`${name}()\`` : `the \`${name}()\` ${kindNames[task.kind]}`
}

const kindOf = ({ kind, event }: Task): string => event === undefined ? `the ${kindNames[kind]}` : `the '${event}' ${kindNames[kind]}`

const kindNames: Readonly<Record<TaskKind, string>> = {
  interval: 'interval', timeout: 'timeout', frame: 'frame callback', listener: 'listener', subscription: 'subscription', promise: 'task',
}

const verbs: Readonly<Record<string, string>> = {
  abort: 'aborts', unsubscribe: 'removes', dispose: 'disposes of', off: 'removes', removeListener: 'removes',
  removeEventListener: 'removes', removeAllListeners: 'removes', disconnect: 'disconnects',
  clearInterval: 'clears', clearTimeout: 'clears', clearImmediate: 'clears',
}

/** Says what a cancel does to a task, in one verb. */
export function cancelVerb(cancel: TSESTree.Node): string {
  if (cancel.type !== 'CallExpression') return 'stops'
  return verbs[calleeName(cancel) ?? ''] ?? 'cancels'
}
