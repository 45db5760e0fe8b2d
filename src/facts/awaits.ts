import type { TSESTree } from '@typescript-eslint/utils'
import { continuations } from '../catalog/settles.js'
import { calleeName, receiver, unwrap, walk, type FunctionNode, type SourceFile } from '../source/index.js'

const known = new WeakMap<FunctionNode, readonly TSESTree.AwaitExpression[]>()

/** What is awaited in a function and in the functions inside it, in the order of the text; for each cell the same is asked again. */
export function awaitsIn({ code }: SourceFile, home: FunctionNode): readonly TSESTree.AwaitExpression[] {
  const before = known.get(home)
  if (before) return before
  const found: TSESTree.AwaitExpression[] = []
  walk(home, code.visitorKeys, node => {
    if (node.type === 'AwaitExpression') found.push(node)
    return true
  })
  known.set(home, found)
  return found
}

/** The promises that have all settled behind a wait: `await this.#task.catch(log)`, `await Promise.allSettled([this.#one, this.#two])`. */
export function settledBehind(awaited: TSESTree.Node): readonly TSESTree.Node[] {
  const node = unwrap(awaited)
  if (node.type !== 'CallExpression') return [node]
  const name = calleeName(node) ?? ''
  const [list] = node.arguments
  if (/^all(?:Settled)?$/.test(name) && list?.type === 'ArrayExpression') {
    return list.elements.flatMap(element => element ? settledBehind(element) : [])
  }
  const promise = receiver(node)
  return promise && continuations.has(name) ? settledBehind(promise) : [node]
}
