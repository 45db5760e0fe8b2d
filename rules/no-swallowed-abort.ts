import type { Facts, Swallow } from '../src/facts/index.js'
import { handlerLoc, swallowData } from '../src/report/swallow.js'
import { rethrowAbort } from '../src/report/suggest/abort/rethrow-abort.js'
import { returnIfAborted } from '../src/report/suggest/abort/return-if-aborted.js'
import { throwIfAborted } from '../src/report/suggest/abort/throw-if-aborted.js'
import { defineRule, type Suggestion } from '../src/rule/define-rule.js'
import { optionsOf } from '../src/rule/options.js'
import { reportFacts } from '../src/rule/report-facts.js'

// Reports a handler that treats an abort as a failure and goes on:
//
//   while (true) {
//     try { await poll({ signal }) }       // an abort rejects this
//     catch (error) { log(error) }         // the handler ignores it, and the loop polls again
//   }
export default defineRule({
  name: 'no-swallowed-abort',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'Disallow handlers that treat an abort as a failure and go on',
      recommended: true,
      strict: [{ strict: true }],
    },
    defaultOptions: [{ strict: false }],
    schema: [{
      type: 'object',
      properties: {
        strict: {
          type: 'boolean',
          description: 'Whether to report handlers that return a default value on abort, such as false or an empty array.',
        },
      },
      additionalProperties: false,
    }],
    messages: {
      loopContinues: 'An abort makes {{call}} reject, but this handler ignores it, and the loop on {{line}} goes on without a check of the '
        + 'signal. {{advice}}.',
      rearms: 'An abort makes {{call}} reject, but this handler ignores it, and {{what}}, which starts the work again. {{advice}}.',
      actsOnFailure: 'An abort makes {{call}} reject too, but this handler treats it as a failure: {{what}}. {{advice}}.',
      askedOnSuccess: 'This `try` statement checks {{signal}} on {{asked}}, where its work has succeeded, but this handler does not: '
        + '{{what}}, after an abort as well. {{advice}}.',
      fallback: 'An abort makes {{call}} reject too, but this {{handler}} ignores it: {{what}} as if the call had finished. {{advice}}.',
      throwFirst: 'Throw if {{signal}} is aborted.',
      returnFirst: 'Return if {{signal}} is aborted.',
      throwOn: 'Rethrow if the error is an `AbortError`.',
    },
  },
  create(context) {
    const { strict } = optionsOf(context, { strict: false })
    return reportFacts(context, function* (facts) {
      for (const swallow of facts.swallows(strict)) {
        const place = {
          loc: handlerLoc(facts, swallow),
          data: swallowData(facts, swallow),
          suggest: suggestionsFor(facts, swallow),
        }
        if (swallow.kind === 'loopContinues') yield { ...place, messageId: 'loopContinues' }
        else if (swallow.kind === 'rearms') yield { ...place, messageId: 'rearms' }
        else if ('asked' in swallow.guarded) yield { ...place, messageId: 'askedOnSuccess' }
        else if (swallow.kind === 'actsOnFailure') yield { ...place, messageId: 'actsOnFailure' }
        else yield { ...place, messageId: 'fallback' }
      }
    }, 'swallows')
  },
})

/** Prefers a check of the signal. The name of the error is the second choice, if the handler cannot name the signal. */
function suggestionsFor(facts: Facts, swallow: Swallow): Suggestion<'throwFirst' | 'returnFirst' | 'throwOn'>[] {
  const throwing = throwIfAborted(facts, swallow)
  const leaving = returnIfAborted(facts, swallow)
  const rethrow = throwing || leaving ? undefined : rethrowAbort(facts, swallow)
  const suggestions: Suggestion<'throwFirst' | 'returnFirst' | 'throwOn'>[] = []
  if (throwing) suggestions.push({ messageId: 'throwFirst', data: { signal: `\`${throwing.signal}\`` }, fix: throwing.fix })
  if (leaving) suggestions.push({ messageId: 'returnFirst', data: { signal: `\`${leaving.signal}\`` }, fix: leaving.fix })
  if (rethrow) suggestions.push({ messageId: 'throwOn', fix: rethrow.fix })
  return suggestions
}
