import type { TSESTree } from '@typescript-eslint/utils'
import type { DeadEscalation, Facts } from '../facts/index.js'
import { unwrap } from '../source/index.js'
import { lineText, memberText } from './cell-text.js'
import { lineOf, withLine } from './phrase.js'

/** Returns the narrowest node to underline: the word `killed`, or what adds the listener. */
export function tightEscalation(escalation: DeadEscalation): TSESTree.Node {
  if (escalation.kind === 'neverSent') return escalation.test.property
  const callee = unwrap(escalation.listens.callee)
  return callee.type === 'MemberExpression' ? callee.property : callee
}

/** Returns the data of a message about a kill that is never sent, or a wait for an exit that may have been. */
export function escalationData(facts: Facts, escalation: DeadEscalation): Record<string, string> {
  const { code } = facts
  const at = tightEscalation(escalation)
  if (escalation.kind === 'neverSent') {
    const child = childText(facts, escalation)
    return {
      child,
      first: withLine(`\`${short(code.getText(unwrap(escalation.first.callee)))}()\``, escalation.first, { loc: at.loc }),
      kill: `\`${short(lineText(code, escalation.second))}\` on ${lineOf(escalation.second, at)}`,
      state: `\`${child}.exitCode === null && ${child}.signalCode === null\``,
    }
  }
  const { spawn } = escalation
  return { child: childText(facts, escalation), since: spawn ? ` since ${lineOf(spawn, at)}` : '' }
}

/** Writes the child as the code does. */
export function childText({ code }: Facts, escalation: DeadEscalation): string {
  return memberText(code, escalation.kind === 'neverSent' ? escalation.test.object : escalation.child)
}

const longest = 48

const short = (text: string): string => text.length <= longest ? text : `${text.slice(0, longest - 2)} …`
