import type { Facts, LeakedListener } from '../src/facts/index.js'
import { leakData, tightListener } from '../src/report/abort-listener.js'
import { removeWhenDone } from '../src/report/suggest/abort/remove-when-done.js'
import { defineRule, type Suggestion } from '../src/rule/define-rule.js'
import { optionsOf } from '../src/rule/options.js'
import { reportFacts } from '../src/rule/report-facts.js'

// Reports a listener for the abort of a signal that outlives the work:
//
//   function sleep(ms, signal) {
//     return new Promise((resolve, reject) => {
//       const timer = setTimeout(resolve, ms)                             // the promise is settled here,
//       signal.addEventListener('abort', () => {                          // and the listener stays on the signal
//         clearTimeout(timer)
//         reject(signal.reason)
//       })
//     })
//   }
export default defineRule({
  name: 'no-leaked-abort-listener',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'Disallow abort listeners that stay on a signal after the work they belong to has ended',
      recommended: true,
      strict: [{ strict: true }],
    },
    defaultOptions: [{ strict: false }],
    schema: [{
      type: 'object',
      properties: {
        strict: { type: 'boolean', description: 'Whether to report listeners that are added once per call to a signal of the caller.' },
      },
      additionalProperties: false,
    }],
    messages: {
      leaked: 'This listener is never removed from `{{signal}}` when {{end}}, so {{each}} leaves one more if `{{signal}}` lives '
        + 'on (`once` does not help). Remove it there, or pass `{ signal }` of a controller that you abort there.',
      undoes: 'This listener is never removed from `{{signal}}`: an abort after {{end}} still runs {{undoing}}, which undoes finished '
        + 'work. Remove it there, or pass `{ signal }` of a controller that you abort there.',
      removeWhenDone: 'Remove the listener when the timer has fired.',
    },
  },
  create(context) {
    const { strict } = optionsOf(context, { strict: false })
    return reportFacts(context, function* (facts) {
      for (const leak of facts.leakedListeners) {
        if (!leak.recurs && !leak.undoing && !strict) continue
        const place = {
          loc: tightListener(leak.listener).loc,
          data: leakData(facts, leak),
          suggest: suggestionsFor(facts, leak),
        }
        if (leak.undoing) yield { ...place, messageId: 'undoes' }
        else yield { ...place, messageId: 'leaked' }
      }
    }, 'leakedListeners')
  },
})

function suggestionsFor(facts: Facts, leak: LeakedListener): Suggestion<'removeWhenDone'>[] {
  const fix = removeWhenDone(facts, leak)
  return fix ? [{ messageId: 'removeWhenDone', fix }] : []
}
