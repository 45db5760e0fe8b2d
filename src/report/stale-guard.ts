import type { TSESTree } from '@typescript-eslint/utils'
import type { StaleGuard } from '../facts/index.js'
import { functionName, tight } from './phrase.js'

/** The words of a message about a use that relies on a guard from before a yield. */
export function staleGuardData({ cell, guard, by, yield: gap, clear, home, use }: StaleGuard): Record<string, string> {
  const name = functionName(clear?.home ?? home)
  return {
    cell: cell.name,
    guarded: by === 'test' ? 'tested' : 'set',
    guardLine: String(guard.loc.start.line),
    yieldLine: String(gap.loc.start.line),
    writerLine: String((clear?.node ?? use).loc.start.line),
    writer: name === undefined ? 'a callback' : `\`${name}()\``,
  }
}

/** The narrowest node to underline: of a call, what is called; of an assignment, what is written. */
export function tightUse({ use }: StaleGuard): TSESTree.Node {
  return use.type === 'AssignmentExpression' ? use.left : tight(use)
}
