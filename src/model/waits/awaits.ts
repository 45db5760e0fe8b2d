import type { TSESTree } from '@typescript-eslint/utils'
import { continuations, settlesAll } from '../../catalog/settles.js'
import {
  calleeName, isFunction, isInside, memberName, receiver, unwrap, wrapped, type CallNode, type Cell, type FunctionNode,
  type SourceFile,
} from '../../source/index.js'
import { mentions } from '../cells/mentions.js'

const known = new WeakMap<FunctionNode, readonly TSESTree.AwaitExpression[]>()

/** What is awaited in a function and in the functions inside it, in the order of the text; for each cell the same is asked again. */
export function awaitsIn(file: SourceFile, home: FunctionNode): readonly TSESTree.AwaitExpression[] {
  const before = known.get(home)
  if (before) return before
  const found = file.awaitsInside(home)
  known.set(home, found)
  return found
}

/** `await this.client.quit()`, `await this.client.quit().catch(log)` */
export function isAwaited(call: CallNode): boolean {
  const place = wrapped(call)
  const { parent } = place
  if (parent?.type !== 'MemberExpression') return parent?.type === 'AwaitExpression'
  const chained = parent.parent
  return parent.object === place && chained.type === 'CallExpression' && chained.callee === parent
    && continuations.has(memberName(parent) ?? '') && isAwaited(chained)
}

/** The promises that all have settled behind a wait: `await this.#task.catch(log)`, `await Promise.allSettled([this.#one, this.#two])`. */
export function settledBehind(awaited: TSESTree.Node): readonly TSESTree.Node[] {
  const node = unwrap(awaited)
  if (node.type !== 'CallExpression') return [node]
  const on = receiver(node)
  const name = calleeName(node) ?? ''
  const [list] = node.arguments
  if (on?.type === 'Identifier' && on.name === 'Promise' && settlesAll.has(name) && list?.type === 'ArrayExpression') {
    return list.elements.flatMap(element => element ? settledBehind(element) : [])
  }
  return on && continuations.has(name) ? settledBehind(on) : [node]
}

/**
 * Whether nobody who comes to `end` has come by the wait, unless there was nothing to wait for: `if (this.task) await this.task`. Without
 * an end, whether nobody leaves the function so.
 */
export function isOnTheWay(file: SourceFile, wait: TSESTree.Node, end: TSESTree.Node | undefined, asked: ReadonlySet<Cell>): boolean {
  for (let at = wait; at.parent && !isFunction(at); at = at.parent) {
    const { parent } = at
    if (parent.type !== 'IfStatement' || at === parent.test || (end && isInside(end, parent))) continue
    if (!mentions(file, parent.test, asked)) return false
  }
  return true
}
