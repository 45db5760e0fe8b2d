import type { TSESTree } from '@typescript-eslint/utils'
import type { LateAcquisition } from '../facts/index.js'
import { functionName, tight } from './phrase.js'

/** The words of a message about a resource that is stored after a wait. */
export function lateAcquisitionData({ place, wait, teardown, end }: LateAcquisition): Record<string, string> {
  const name = functionName(teardown)
  return {
    place: place.name,
    waitLine: String(waitLine(wait)),
    waits: wait.type === 'CallExpression' ? 'the promise' : 'the `await`',
    teardown: name === undefined ? 'the clean-up' : `\`${name}()\``,
    endLine: String(end.call.loc.start.line),
  }
}

/** The line of an `await`; of the callback of a promise, that of the call that it is given to. */
const waitLine = (wait: TSESTree.Node): number =>
  wait.type === 'CallExpression' && wait.callee.type === 'MemberExpression' ? wait.callee.property.loc.start.line : wait.loc.start.line

/** The narrowest node to underline: what the assignment writes, or what is called. */
export const tightStore = ({ at }: LateAcquisition): TSESTree.Node => tight(at)
