import type { TSESTree } from '@typescript-eslint/utils'
import { walk, type FunctionNode, type SourceFile } from '../source/index.js'

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
