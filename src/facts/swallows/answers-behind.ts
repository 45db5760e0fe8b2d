import type { TSESTree } from '@typescript-eslint/utils'
import { conversions } from '../../catalog/aborts.js'
import { isLog } from '../../model/waits/caught-errors.js'
import { calleeName, isFunction, isInside, walk, type SourceFile } from '../../source/index.js'

/**
 * The statement behind a `try` that gives the answer of an aborted call as if the call had finished, where the handler only falls through:
 *
 *     try { return await find(key, { signal }) } catch {}
 *     return null
 */
export function answerBehind(
  file: SourceFile, tried: TSESTree.TryStatement, isDefinite: (node: TSESTree.Node) => boolean,
): TSESTree.ReturnStatement | undefined {
  const next = statementBehind(tried)
  if (next?.type !== 'ReturnStatement' || !next.argument) return undefined
  const last = tried.block.body.at(-1)
  if (last?.type === 'ReturnStatement' && isDefinite(next.argument)) return next
  return isUnfilled(file, tried, next.argument) && onlyLogs(file, tried) ? next : undefined
}

function statementBehind(tried: TSESTree.TryStatement): TSESTree.Statement | undefined {
  const { parent } = tried
  if (parent.type !== 'BlockStatement' || !isFunction(parent.parent)) return undefined
  return parent.body[parent.body.indexOf(tried) + 1]
}

/** A variable from outside that the `try` was to fill, and that its handler does not. */
function isUnfilled(file: SourceFile, tried: TSESTree.TryStatement, value: TSESTree.Node): boolean {
  const variable = value.type === 'Identifier' ? file.scopes.variable(value) : undefined
  if (variable?.defs[0]?.type !== 'Variable' || isInside(variable.defs[0].name, tried)) return false
  const writes = variable.references.filter(reference => reference.isWrite() && !reference.init).map(({ identifier }) => identifier)
  return writes.length > 0 && writes.every(node => isInside(node, tried.block))
}

/** Whether the handler does nothing, or only writes a log. */
function onlyLogs(file: SourceFile, { handler }: TSESTree.TryStatement): boolean {
  let isPlain = true
  if (handler) {
    walk(handler.body, file.code.visitorKeys, node => {
      if (node.type === 'CallExpression') isPlain &&= isLog(node) || conversions.test(calleeName(node) ?? '')
      if (/^(?:Assignment|Await|Update)Expression$|^(?:Return|Throw|If|Break|Continue)Statement$/.test(node.type)) isPlain = false
      return isPlain
    })
  }
  return isPlain
}
