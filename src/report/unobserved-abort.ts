import type { TSESTree } from '@typescript-eslint/utils'
import type { Facts, UnobservedAbort } from '../facts/index.js'
import { calleeName, unwrap } from '../source/index.js'
import { cellText } from './cell-text.js'
import { lineOf } from './phrase.js'

/** Returns the data of a message about a loop that goes on after an abort. */
export function unobservedData(facts: Facts, { loop, source, wait, skip }: UnobservedAbort): Record<string, string> {
  const awaited = unwrap(wait.argument)
  const name = awaited.type === 'CallExpression' ? calleeName(awaited) : undefined
  const { parameter, isSignal, controller } = source
  const signal = controller ? cellText(facts, controller, loop) : isSignal ? parameter?.name ?? '' : `${parameter?.name ?? ''}.signal`
  return skip ? { signal, loop: lineOf(loop, skip) }
    : { signal, wait: name === undefined ? `the promise on ${lineOf(wait, loop)}` : `\`${name}()\` (${lineOf(wait, loop)})` }
}

/** Returns the range of the word that begins a loop. */
export function loopStart({ code }: Facts, { loop }: UnobservedAbort): TSESTree.SourceLocation {
  return code.getFirstToken(loop)?.loc ?? loop.loc
}
