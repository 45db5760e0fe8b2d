import type { TSESTree } from '@typescript-eslint/utils'
import type { Disorder, Task, TaskKind } from '../facts/index.js'
import { calleeName, unwrap } from '../source/index.js'

/** How a task is called in a message: by what holds it, by its function, or by what it is. */
export function taskName(task: Task): string {
  const held = task.handles.find(handle => 'path' in handle) ?? task.handles[0]
  if (held) return `\`${held.name}\``
  if (task.kind === 'listener') return task.event === undefined ? 'the listener' : `the '${task.event}' listener`
  const [callback] = task.callbacks
  const name = callback && functionName(callback)
  if (name !== undefined) return `\`${name}()\``
  return kindNames[task.kind]
}

const kindNames: Readonly<Record<TaskKind, string>> = {
  interval: 'the interval', timeout: 'the timeout', frame: 'the callback', listener: 'the listener', subscription: 'the subscription',
  promise: 'the task',
}

export function functionName(node: TSESTree.Node & { readonly id?: TSESTree.Identifier | null }): string | undefined {
  if (node.id) return node.id.name
  const { parent } = node
  if (!parent) return undefined
  if ('key' in parent && (parent.key.type === 'Identifier' || parent.key.type === 'PrivateIdentifier')) {
    return parent.key.type === 'PrivateIdentifier' ? `#${parent.key.name}` : parent.key.name
  }
  if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name
  return undefined
}

const verbs: Readonly<Record<string, string>> = {
  abort: 'aborts', unsubscribe: 'unsubscribes', dispose: 'disposes of', off: 'removes', removeListener: 'removes',
  removeEventListener: 'removes', removeAllListeners: 'removes', disconnect: 'disconnects',
  clearInterval: 'clears', clearTimeout: 'clears', clearImmediate: 'clears',
}

/** What a cancel does to a task, in one word. */
export function cancelVerb(cancel: TSESTree.Node): string {
  if (cancel.type !== 'CallExpression') return 'stops'
  return verbs[calleeName(cancel) ?? ''] ?? 'cancels'
}

/** The words of a message about a release that comes too early. */
export function disorderData({ cell, empties, lifetime: { task }, cancel }: Disorder): Record<string, string> {
  return {
    cell: cell.name,
    released: empties ? 'released' : 'closed',
    task: taskName(task),
    taskLine: String(task.start.loc.start.line),
    cancelLine: String(cancel.loc.start.line),
    cancels: cancelVerb(cancel),
  }
}

/** The narrowest node to underline: of a call, what is called. */
export function tight(node: TSESTree.Node): TSESTree.Node {
  return node.type === 'CallExpression' ? unwrap(node.callee) : node
}
