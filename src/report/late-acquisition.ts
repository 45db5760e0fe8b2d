import type { TSESTree } from '@typescript-eslint/utils'
import type { Facts, LateAcquisition } from '../facts/index.js'
import { cellText } from './cell-text.js'
import { functionOnLine, functionText, lineOf, tight } from './phrase.js'

/** Returns the data of a message about a resource that is stored after a wait. */
export function lateAcquisitionData(facts: Facts, late: LateAcquisition): Record<string, string> {
  const { kind, place, at, store, wait, teardown, end } = late
  const isPromise = wait.type === 'CallExpression'
  const word = wait.type === 'ForOfStatement' ? 'for await' : 'await'
  // A timer's own task sets it again; a helper that is called here sets it somewhere else.
  const isAgain = kind === 'rearmed' && store.at.range[0] < wait.range[0]
  const how = at !== store.at ? `by this call (${lineOf(store.at, at)}) ` : isAgain ? 'again ' : ''
  const line = lineOf(isPromise && wait.callee.type === 'MemberExpression' ? wait.callee.property : wait, at)
  return {
    place: 'path' in place ? cellText(facts, place, at) : place.name,
    after: `${how}${isPromise ? `once the promise on ${line} settles` : `after the \`${word}\` on ${line}`}`,
    teardown: functionOnLine(teardown, end, at),
    run: functionText(teardown),
    state: facts.code.getText(store.value),
    handler: lineOf(wait, at),
    course: store.isTimer ? 'clears it, and the handler runs once the handle has closed and arms it again'
      : 'ends what it holds, so the handler runs and fills it again',
  }
}

/** Returns the narrowest node to underline: the target of the assignment, or the callee. */
export const tightStore = ({ at }: LateAcquisition): TSESTree.Node => tight(at)
