import type { TSESTree } from '@typescript-eslint/utils'
import { abortWords } from '../../catalog/aborts.js'
import type { Edge } from '../../order/index.js'
import { calleeName, unwrap, walk, type SourceFile } from '../../source/index.js'

/**
 * Whether taking an edge says that a caught error is none of an abort:
 *
 *     if (error instanceof Error && error.name === 'AbortError') return
 *     await pause(100)                                             // here it is another one
 */
export function saysNoAbort(file: SourceFile, { test, of, outcome }: Edge): boolean {
  if (!test || of || (outcome !== 'truthy' && outcome !== 'falsy')) return false
  const node = unwrap(test)
  if (node.type === 'CallExpression') {
    return outcome === 'falsy' && abortWords.test(calleeName(node) ?? '') && isOfError(file, node.arguments)
  }
  if (node.type !== 'BinaryExpression' || !isOfError(file, [node.left, node.right])) return false
  if (node.operator === 'instanceof') {
    // What a signal rejects with is an `Error`, too.
    return outcome === 'falsy' && node.right.type === 'Identifier' && (node.right.name === 'Error' || abortWords.test(node.right.name))
  }
  const isNamed = [node.left, node.right].some(side => side.type === 'Literal' && abortWords.test(String(side.value)))
  return isNamed && (/^===?$/.test(node.operator) ? outcome === 'falsy' : /^!==?$/.test(node.operator) && outcome === 'truthy')
}

/** Whether what a handler has caught is among these. */
function isOfError(file: SourceFile, nodes: readonly TSESTree.Node[]): boolean {
  let found = false
  for (const root of nodes) {
    walk(root, file.code.visitorKeys, node => {
      if (node.type === 'Identifier') found ||= file.scopes.variable(node)?.defs[0]?.type === 'CatchClause'
      return !found
    })
  }
  return found
}
