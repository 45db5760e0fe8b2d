import type { Vocabulary } from '../catalog/settings.js'
import { calleeName, memberName, receiver, unwrap, type CallNode, type SourceFile } from '../source/index.js'

/** Whether a call goes by one of the names that settings add: `stop`, or `pool.drain` for one object's method only. */
export function isNamed(file: SourceFile, call: CallNode, names: readonly string[]): boolean {
  if (names.length === 0) return false
  const name = calleeName(call)
  if (name === undefined) return false
  return names.includes(name) || names.includes(`${objectName(file, call) ?? ''}.${name}`)
}

function objectName(file: SourceFile, call: CallNode): string | undefined {
  const object = receiver(call)
  if (!object) return undefined
  const node = unwrap(object)
  if (node.type === 'ThisExpression') return 'this'
  if (node.type === 'Identifier') return node.name
  return node.type === 'MemberExpression' ? memberName(node) : file.code.getText(node)
}

/**
 * Whether a call starts a task by what settings say: they name it, or they name a method by which its object ends or waits for what it
 * was given: with `pool.drain`, `pool.run(f)` starts a task.
 */
export function isStarter(file: SourceFile, call: CallNode, { taskStarters, cancel, settle }: Vocabulary): boolean {
  if (isNamed(file, call, taskStarters)) return true
  if (cancel.length + settle.length === 0) return false
  const object = objectName(file, call)
  return object !== undefined && object !== 'this' && [...cancel, ...settle].some(name => name.startsWith(`${object}.`))
}
