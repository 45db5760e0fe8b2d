import type { TSESTree } from '@typescript-eslint/utils'
import { byName } from '../../catalog/by-name.js'
import { lockWords, wordsOfName } from '../../catalog/locks.js'
import { memberName, unwrap } from '../../source/index.js'

/** Whether a name has the word of a lock: `mutex`, `stateQueue`. */
export const namesLock = byName((name): boolean => wordsOfName(name).some(word => lockWords.has(word)))

/** The names along what is called: `stateQueue` and `enqueue` of `this.stateQueue.enqueue`. */
export function namesAlong(callee: TSESTree.Node): readonly string[] {
  const node = unwrap(callee)
  if (node.type === 'Identifier') return [node.name]
  if (node.type === 'CallExpression') return namesAlong(node.callee)
  return node.type === 'MemberExpression' ? [...namesAlong(node.object), memberName(node) ?? ''] : []
}
