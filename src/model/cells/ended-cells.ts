import type { TSESTree } from '@typescript-eslint/utils'
import { endingNames, handleCancels } from '../../catalog/cancels.js'
import { enders, notEnds } from '../../catalog/releases.js'
import { timerClears } from '../../catalog/tasks.js'
import { endingFunctions, endVerbs } from '../../catalog/teardowns.js'
import {
  calleeName, isFunction, isNullish, receiver, unwrap, wrapped, type CallNode, type Cell, type SourceFile,
} from '../../source/index.js'

/** The cell whose resource a call ends, by any name: `this.socket.close()`, `clearInterval(this.timer)`, `this.unsubscribe()`. */
export function endedBy(file: SourceFile, call: CallNode): Cell | undefined {
  const name = calleeName(call) ?? ''
  const isMethod = enders.has(name) || handleCancels.has(name) || endVerbs.has(name)
  const ended = timerClears.has(name) ? call.arguments[0] : isMethod ? receiver(call) : undefined
  if (ended) return file.cells.carriedBy(ended) ?? promisedIn(file, ended)
  const isItself = endingNames.test(name) && call.arguments.length === 0
  return emptiedBehind(file, call) ?? (isItself ? file.cells.carriedBy(call.callee) ?? promisedIn(file, call.callee) : undefined)
}

/** The cell whose promise gave what an expression is: `this.client` of `await this.client`, or of the local that this was given to. */
export function promisedIn(file: SourceFile, expression: TSESTree.Node): Cell | undefined {
  const node = unwrap(expression)
  if (node.type === 'AwaitExpression') return file.cells.carriedBy(node.argument)
  const variable = node.type === 'Identifier' ? file.scopes.variable(node) : undefined
  if (!variable) return undefined
  const initial = file.scopes.initial(variable)
  if (initial) return initial.path.length === 0 && initial.value.type === 'AwaitExpression' ? promisedIn(file, initial.value) : undefined
  // `this.client.then(client => client.close())`
  const [def] = variable.defs
  const call = def?.type === 'Parameter' && isFunction(def.node) ? def.node.parent : undefined
  const isThen = call?.type === 'CallExpression' && calleeName(call) === 'then' && call.arguments[0] === def?.node
  const promise = isThen ? receiver(call) : undefined
  return promise && file.cells.carriedBy(promise)
}

/**
 * The cell that is emptied right behind a call of what it holds: by whatever name that call goes, it is the end.
 *
 *     this.lock?.release()
 *     this.lock = null
 */
export function emptiedBehind(file: SourceFile, call: CallNode): Cell | undefined {
  const on = call.type === 'CallExpression' && call.arguments.length === 0 ? receiver(call) : undefined
  if (!on || notEnds.has(calleeName(call) ?? '')) return undefined
  const statement = statementOf(call)
  const next = statement && behind(statement)
  const emptying = next?.type === 'ExpressionStatement' ? unwrap(next.expression) : undefined
  if (emptying?.type !== 'AssignmentExpression' || !isNullish(emptying.right)) return undefined
  const cell = file.cells.at(emptying.left)
  return cell && file.cells.carriedBy(on) === cell ? cell : undefined
}

/** The statement that a call is, awaited or not, with a handler of its failure or without one: `await this.lock.release().catch(log)`. */
function statementOf(call: TSESTree.Node): TSESTree.Statement | undefined {
  const { parent } = wrapped(call)
  switch (parent?.type) {
    case 'ExpressionStatement':
      return parent
    case 'AwaitExpression':
    case 'UnaryExpression':
      return statementOf(parent)
    case 'MemberExpression':
      return parent.parent.type === 'CallExpression' && parent.parent.callee === parent ? statementOf(parent.parent) : undefined
    default:
      return undefined
  }
}

/** The statement behind another one; behind the last one of a test or a `try`, what follows that. */
function behind(statement: TSESTree.Statement): TSESTree.Statement | undefined {
  const { parent } = statement
  if (parent.type !== 'BlockStatement') return parent.type === 'IfStatement' && !parent.alternate ? behind(parent) : undefined
  const next = parent.body[parent.body.indexOf(statement) + 1]
  if (next) return next
  const { parent: around } = parent
  return around.type === 'TryStatement' || (around.type === 'IfStatement' && !around.alternate) ? behind(around) : undefined
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
