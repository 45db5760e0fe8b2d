import type { SupersededAnswer } from '../facts/index.js'
import { calleeName, memberName } from '../source/index.js'
import { lineOf } from './phrase.js'

/** Returns the data of a message about an answer that a later run of its effect has superseded. */
export function supersededAnswerData({ effect, show, request, key }: SupersededAnswer): Record<string, string> {
  const { at } = show
  const wait = request.wait.type === 'AwaitExpression' ? 'the `await`' : 'the `.then()`'
  return {
    shown: at.type === 'Identifier' ? at.name : at.type === 'MemberExpression' && at.object.type === 'Identifier'
      ? `${at.object.name}.${memberName(at) ?? ''}` : 'the state',
    key: key.path,
    effect: calleeName(effect.call) === 'watch' ? 'watcher' : 'effect',
    during: `during ${wait} on ${lineOf(request.wait, at)}`,
  }
}
