import type { Facts, UnobservedAbort } from '../src/facts/index.js'
import { passSignal } from '../src/report/suggest/abort/pass-signal.js'
import { checkBeforeContinue, throwInLoop } from '../src/report/suggest/abort/throw-in-loop.js'
import { defineRule, type Suggestion } from '../src/rule/define-rule.js'
import { reportFacts } from '../src/rule/report-facts.js'
import { loopStart, unobservedData } from '../src/report/unobserved-abort.js'

// Reports a loop that goes on after the abort of the signal that its function was given:
//
//   async function watch(signal: AbortSignal) {
//     while (true) {
//       await refresh()             // nothing on the way round looks at the signal
//       await sleep(1000)
//     }
//   }
export default defineRule({
  name: 'no-unobserved-abort-in-loop',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'Disallow loops that go round without a look at the signal that their function was given',
      recommended: false,
    },
    schema: [],
    messages: {
      unobserved: 'After an abort of `{{signal}}` this loop goes on: no check and no call that is given the signal stands on the way round '
        + 'that waits for {{wait}}. Check the signal in each round, or hand it to what the loop waits for.',
      skipped: 'This `continue` goes round past the only look at `{{signal}}`, so an abort does not end the loop ({{loop}}). '
        + 'Check the signal at the top of the loop.',
      passSignal: 'Hand `{{signal}}` to `{{callee}}()`.',
      checkFirst: 'Put `{{call}}` before this `continue` as well.',
      throwAtTop: 'Start each round with `{{call}}`.',
    },
  },
  create(context) {
    return reportFacts(context, function* (facts) {
      for (const found of facts.unobservedAborts) {
        const place = { data: unobservedData(facts, found), suggest: suggestionsFor(facts, found) }
        if (found.skip) yield { ...place, loc: found.skip.loc, messageId: 'skipped' }
        else yield { ...place, loc: loopStart(facts, found), messageId: 'unobserved' }
      }
    }, 'unobservedAborts')
  },
})

function suggestionsFor(facts: Facts, found: UnobservedAbort): Suggestion<'passSignal' | 'checkFirst' | 'throwAtTop'>[] {
  const pass = passSignal(facts, found)
  const same = checkBeforeContinue(facts, found)
  const check = throwInLoop(facts, found)
  const suggestions: Suggestion<'passSignal' | 'checkFirst' | 'throwAtTop'>[] = []
  if (pass) suggestions.push({ messageId: 'passSignal', data: { signal: pass.signal, callee: pass.callee }, fix: pass.fix })
  if (same) suggestions.push({ messageId: 'checkFirst', data: { call: same.call }, fix: same.fix })
  if (check) suggestions.push({ messageId: 'throwAtTop', data: { call: check.call }, fix: check.fix })
  return suggestions
}
