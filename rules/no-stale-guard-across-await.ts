import { staleGuardData, tightUse } from '../src/report/stale-guard.js'
import { recheckAfterAwait, type Recheck } from '../src/report/suggest/recheck-after-await.js'
import { defineRule, type Suggestion } from '../src/rule/define-rule.js'
import { reportFacts } from '../src/rule/report-facts.js'

// Reports a use that relies on a check from before an `await`:
//
//   while (this.#proc) {                            // checked here
//     await this.#turn()                            // kill() may set this.#proc to null here
//     await readLine(this.#proc.stderr)             // then this throws a TypeError
//   }
export default defineRule({
  name: 'no-stale-guard-across-await',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'Disallow relying on a check or an assignment from before an `await` if another function may undo it meanwhile',
      recommended: true,
    },
    schema: [],
    messages: {
      dereferences: '`{{cell}}` was {{guarded}} on {{guard}}, but {{writer}} may {{clear}} {{during}}, and then this use fails. '
        + 'Check `{{cell}}` again after the {{wait}}, or copy it to a local variable before it.',
      overwrites: '`{{cell}}` was empty on {{guard}}, but a second run of {{run}} may pass the same check {{during}}: this then '
        + 'overwrites the first value, which is never {{end}}. Store the promise instead, or check `{{cell}}` again after the {{wait}}.',
      revives: '`{{cell}}` was read on {{guard}}, but {{writer}} may {{clear}} {{during}}: this then brings the old value back. '
        + 'Check `{{cell}}` again after the {{wait}}.',
      clobbers: '`{{cell}}` was set on {{guard}}, but {{writer}} may {{clear}} {{during}} and the next run may set it again: '
        + 'this may clear the next run\'s value. Clear it only if it is still yours.',
      displaces: '`{{cell}}` was set on {{guard}}, but a second run of {{run}} may replace it {{during}}: '
        + 'this may clear the next run\'s value. Clear it only if it is still yours.',
      throwIfAborted: 'Throw if `{{source}}` is aborted.',
      ask: '{{exit}} if `{{source}}`.',
      askAnew: 'Add a method `{{source}}` that returns the stop flag, and {{exit}} if it is true.',
      compare: 'Copy `{{source}}` to a local variable before the wait, and {{exit}} if it has changed after.',
    },
  },
  create(context) {
    return reportFacts(context, function* (facts) {
      for (const stale of facts.staleGuards) {
        const suggest = suggestionsOf(recheckAfterAwait(facts, stale))
        const place = { node: tightUse(stale) as never, data: staleGuardData(facts, stale), suggest }
        if (stale.kind === 'dereferences') yield { ...place, messageId: 'dereferences' }
        else if (stale.kind === 'overwrites') yield { ...place, messageId: 'overwrites' }
        else if (stale.kind === 'revives') yield { ...place, messageId: 'revives' }
        else if (stale.clear) yield { ...place, messageId: 'clobbers' }
        else yield { ...place, messageId: 'displaces' }
      }
    }, 'staleGuards')
  },
})

function suggestionsOf(look: Recheck | undefined): Suggestion<'throwIfAborted' | 'ask' | 'askAnew' | 'compare'>[] {
  if (!look) return []
  const { kind, source, exit, fix } = look
  if (kind === 'throwIfAborted') return [{ messageId: 'throwIfAborted', data: { source }, fix }]
  if (kind === 'ask') return [{ messageId: 'ask', data: { source, exit: exit === 'return' ? 'Return' : 'Throw' }, fix }]
  if (kind === 'askAnew') return [{ messageId: 'askAnew', data: { source, exit }, fix }]
  return [{ messageId: 'compare', data: { source, exit }, fix }]
}
