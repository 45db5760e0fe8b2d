import type { TSESTree } from '@typescript-eslint/utils'
import { calleeName, isFunction, walk, type SourceFile } from '../../source/index.js'

export type Loop = TSESTree.WhileStatement | TSESTree.DoWhileStatement | TSESTree.ForStatement

/** Names of what counts attempts. */
const attempts = /attempt|retr(?:y|ies)|tries/i

/** Functions that wait for some time. */
export const delays = /^[#_]*(?:sleep|delay|pause|wait(?:For)?(?:Ms|Seconds|Timeout)?|timeout|backoff|setTimeout)$/i

/**
 * Whether a loop goes round until something happens, and not over data: it has no end of its own, counts attempts, or waits for some time
 * in each round.
 */
export function goesOn(file: SourceFile, node: TSESTree.Node): node is Loop {
  if (node.type !== 'WhileStatement' && node.type !== 'DoWhileStatement' && node.type !== 'ForStatement') return false
  const { test } = node
  if (!test || (test.type === 'Literal' && Boolean(test.value))) return true
  if (attempts.test(file.code.getText(test))) return true
  return node.type !== 'ForStatement' && delaysIn(file, node)
}

function delaysIn({ code }: SourceFile, loop: Loop): boolean {
  let found = false
  walk(loop.body, code.visitorKeys, node => {
    if (node.type === 'AwaitExpression' && node.argument.type === 'CallExpression') found ||= delays.test(calleeName(node.argument) ?? '')
    return !found && !isFunction(node)
  })
  return found
}
