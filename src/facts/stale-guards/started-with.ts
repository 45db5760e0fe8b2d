import type { TSESTree } from '@typescript-eslint/utils'
import type { Program } from '../../model/program.js'
import { enclosingFunction, isFunction, isInside, unwrap, wrapped, type Cell, type FunctionNode } from '../../source/index.js'

/**
 * The entries that a function fills before it starts a run that is written in it:
 *
 *     this.runs.set(id, controller)
 *     void (async () => { … })()
 */
export function startedWith({ file }: Program, entry: FunctionNode): readonly { readonly node: TSESTree.Node, readonly cell: Cell }[] {
  const call = wrapped(entry).parent
  const home = enclosingFunction(entry)
  if (call?.type !== 'CallExpression' || unwrap(call.callee) !== entry || !isFunction(home) || home.async) return []
  return file.entries.in(home).filter(({ does, node }) => {
    const statement = does === 'fill' ? wrapped(node).parent : undefined
    return statement?.type === 'ExpressionStatement' && node.range[1] <= entry.range[0] && isInside(entry, statement.parent)
  })
}
