import type { TSESTree } from '@typescript-eslint/utils'
import type { AbortListener, Facts, LeakedListener, UnheardAbort } from '../facts/index.js'
import { calleeName, unwrap } from '../source/index.js'
import { lineText, memberText } from './cell-text.js'
import { lineOf } from './phrase.js'

/** Returns the narrowest node to underline: what adds the listener. */
export function tightListener({ node }: AbortListener): TSESTree.Node {
  const callee = unwrap(node.type === 'CallExpression' ? node.callee : node.left)
  return callee.type === 'MemberExpression' ? callee.property : callee
}

export const signalText = ({ code }: Facts, { signal }: AbortListener): string => memberText(code, signal)

/** Returns the data of a message about a listener that is never removed. */
export function leakData(facts: Facts, { listener, end, recurs, undoing }: LeakedListener): Record<string, string> {
  const at = tightListener(listener)
  return {
    signal: signalText(facts, listener),
    end: endText(facts.code, end, at),
    each: recurs === 'turn' ? 'each turn of the loop' : recurs === 'item' ? 'each item' : 'each call',
    line: lineOf(end, at),
    undoing: undoing ? `\`${calleeName(undoing) ?? 'the call'}()\` on ${lineOf(undoing, at)}` : '',
  }
}

function endText(code: Facts['code'], end: TSESTree.Node, at: TSESTree.Node): string {
  if (end.type === 'Identifier') return `\`${code.getText(end)}\` on ${lineOf(end, at)} settles the promise`
  return end.type === 'CallExpression' || end.type === 'NewExpression' ? 'the race has ended' : `the wait on ${lineOf(end, at)} has ended`
}

/** Returns the data of a message about a listener that may be added too late. */
export function unheardData(facts: Facts, { listener, since, goesOn, isInPromise }: UnheardAbort): Record<string, string> {
  const at = tightListener(listener)
  return {
    signal: signalText(facts, listener),
    since: since ? ` since the \`${waitWord(since)}\` on ${lineOf(since, at)}` : '',
    rest: isInPromise ? 'the promise waits on'
      : goesOn ? `${goesOnText(facts.code, goesOn)} on ${lineOf(goesOn, at)} is not stopped` : 'the abort is lost',
    where: since ? 'after the wait' : 'first',
  }
}

const waitWord = ({ type }: TSESTree.Node): string =>
  type === 'ForOfStatement' ? 'for await' : type === 'YieldExpression' ? 'yield' : 'await'

const longest = 40

function goesOnText(code: Facts['code'], node: TSESTree.Node): string {
  const value = node.type === 'AwaitExpression' ? unwrap(node.argument) : undefined
  const callee = value?.type === 'CallExpression' ? lineText(code, value.callee) : undefined
  return callee !== undefined && callee.length <= longest ? `\`${callee}()\`` : 'the work'
}
