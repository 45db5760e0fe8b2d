import { endingNames, handleCancels } from '../../catalog/cancels.js'
import { enders } from '../../catalog/releases.js'
import { timerClears } from '../../catalog/tasks.js'
import { calleeName, receiver, type CallNode, type Cell, type SourceFile } from '../../source/index.js'

/** The cell whose resource a call ends, by any name: `this.socket.close()`, `clearInterval(this.timer)`, `this.unsubscribe()`. */
export function endedBy(file: SourceFile, call: CallNode): Cell | undefined {
  const name = calleeName(call) ?? ''
  const isMethod = enders.has(name) || handleCancels.has(name)
  const isItself = endingNames.test(name) && call.arguments.length === 0
  const ended = timerClears.has(name) ? call.arguments[0] : isMethod ? receiver(call) : isItself ? call.callee : undefined
  return ended && file.cells.carriedBy(ended)
}
