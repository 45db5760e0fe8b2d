import type { Facts, Swallow } from '../src/facts/index.js'
import { handlerLoc, swallowData } from '../src/report/swallow.js'
import { rethrowAbort } from '../src/report/suggest/rethrow-abort.js'
import { returnIfAborted } from '../src/report/suggest/return-if-aborted.js'
import { throwIfAborted } from '../src/report/suggest/throw-if-aborted.js'
import { defineRule, type Suggestion } from '../src/rule/define-rule.js'
import { optionsOf } from '../src/rule/options.js'
import { reportFacts } from '../src/rule/report-facts.js'

// Does a handler take an abort for a failure, and go on?
//
//   while (true) {
//     try { await poll({ signal }) }       // an abort rejects this,
//     catch (error) { log(error) }         // it is swallowed here, and the loop goes round again
//   }
export default defineRule({
  name: 'no-swallowed-abort',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'Disallow handlers that swallow an abort and go on as if a call had failed',
      recommended: true,
      strict: [{ strict: true }],
    },
    defaultOptions: [{ strict: false }],
    schema: [{
      type: 'object',
      properties: {
        strict: {
          type: 'boolean',
          description: 'Whether to report handlers that answer an abort with a definite value, such as false or an empty list.',
        },
      },
      additionalProperties: false,
    }],
    messages: {
      loopContinues: 'An abort makes `{{call}}` (line {{callLine}}) reject; this handler swallows it, and the loop on line {{line}} '
        + 'goes round again with no test of the signal on the way. Let the abort out: test the signal first in the handler, or '
        + 'before the next turn.',
      rearms: 'An abort makes `{{call}}` (line {{callLine}}) reject; this handler swallows it, and {{what}} on line {{line}} starts the '
        + 'work again. Let the abort out: test the signal first in the handler.',
      actsOnFailure: 'An abort makes `{{call}}` (line {{callLine}}) reject too; this handler takes it for a failure, and {{what}} on line '
        + '{{line}} acts on it. Let the abort out: test the signal first in the handler.',
      fallback: 'An abort makes `{{call}}` (line {{callLine}}) reject too; this handler swallows it, and {{what}} on line {{line}} answers '
        + 'what was never found out. Let the abort out: test the signal first in the handler.',
      throwFirst: 'Throw first if {{signal}} was aborted.',
      returnFirst: 'Return first if {{signal}} was aborted: nobody would see a throw.',
      throwOn: 'Throw on what is an AbortError.',
    },
  },
  create(context) {
    const { strict } = optionsOf(context, { strict: false })
    return reportFacts(context, function* (facts) {
      for (const swallow of facts.swallows(strict)) {
        const place = {
          loc: handlerLoc(facts, swallow),
          data: swallowData(facts.code, swallow),
          suggest: suggestionsFor(facts, swallow),
        }
        if (swallow.kind === 'loopContinues') yield { ...place, messageId: 'loopContinues' }
        else if (swallow.kind === 'rearms') yield { ...place, messageId: 'rearms' }
        else if (swallow.kind === 'actsOnFailure') yield { ...place, messageId: 'actsOnFailure' }
        else yield { ...place, messageId: 'fallback' }
      }
    }, 'swallows')
  },
})

/** The signal knows best; the name of the error stands in where the signal cannot be asked. */
function suggestionsFor(facts: Facts, swallow: Swallow): Suggestion<'throwFirst' | 'returnFirst' | 'throwOn'>[] {
  const throwing = throwIfAborted(facts, swallow)
  if (throwing) return [{ messageId: 'throwFirst', data: { signal: `\`${throwing.signal}\`` }, fix: throwing.fix }]
  const leaving = returnIfAborted(facts, swallow)
  if (leaving) return [{ messageId: 'returnFirst', data: { signal: `\`${leaving.signal}\`` }, fix: leaving.fix }]
  const rethrow = rethrowAbort(facts, swallow)
  return rethrow ? [{ messageId: 'throwOn', fix: rethrow.fix }] : []
}
