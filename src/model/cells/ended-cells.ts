import { endingNames, handleCancels } from '../../catalog/cancels.js'
import { enders } from '../../catalog/releases.js'
import { timerClears } from '../../catalog/tasks.js'
import { endingFunctions } from '../../catalog/teardowns.js'
import { calleeName, receiver, unwrap, type CallNode, type Cell, type SourceFile } from '../../source/index.js'

/** The cell whose resource a call ends, by any name: `this.socket.close()`, `clearInterval(this.timer)`, `this.unsubscribe()`. */
export function endedBy(file: SourceFile, call: CallNode): Cell | undefined {
  const name = calleeName(call) ?? ''
  const isMethod = enders.has(name) || handleCancels.has(name)
  const isItself = endingNames.test(name) && call.arguments.length === 0
  const ended = timerClears.has(name) ? call.arguments[0] : isMethod ? receiver(call) : isItself ? call.callee : undefined
  return ended && file.cells.carriedBy(ended)
}

/** The entries of containers whose resource, or a part of it, a call ends: `run.kill()` of one that was looked up, or of each. */
export function endedEntries(file: SourceFile, call: CallNode): readonly Cell[] {
  if (!file.entries.areAny) return []
  const name = calleeName(call) ?? ''
  const isMethod = enders.has(name) || handleCancels.has(name)
  const [first] = call.arguments
  const ended = timerClears.has(name) || (endingFunctions.test(name) && first) ? first : isMethod ? receiver(call) : undefined
  if (!ended) return []
  let root = unwrap(ended)
  while (root.type === 'MemberExpression' && !file.entries.at(root)) root = unwrap(root.object)
  const cell = file.cells.carriedBy(root)
  if (cell) return cell.key === undefined ? [] : [cell]
  const variable = root.type === 'Identifier' ? file.scopes.variable(root) : undefined
  return variable ? file.entries.elementsOf(variable) : []
}
