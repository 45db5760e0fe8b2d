import { staleGuardData, tightUse } from '../src/report/stale-guard.js'
import { recheckAfterAwait, type Recheck } from '../src/report/suggest/recheck-after-await.js'
import { defineRule, type Suggestion } from '../src/rule/define-rule.js'
import { reportFacts } from '../src/rule/report-facts.js'

// Does a use rely on what was seen before a yield?
//
//   while (this.#proc) {                            // seen here,
//     await this.#turn()                            // kill() sets this.#proc to null in between,
//     await readLine(this.#proc.stderr)             // so that this fails
//   }
export default defineRule({
  name: 'no-stale-guard-across-await',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'Disallow relying on a test or an assignment from before an `await` when another function may have undone it since',
      recommended: true,
    },
    schema: [],
    messages: {
      dereferences: '`{{cell}}` was {{guarded}} on line {{guardLine}}, but {{writer}} (line {{writerLine}}) may have emptied it while line '
        + '{{yieldLine}} waits: this fails then. Look at `{{cell}}` again behind the wait, or keep what it held in a local before.',
      overwrites: '`{{cell}}` was seen empty on line {{guardLine}}, but while line {{yieldLine}} waits, a second run of {{writer}} sees '
        + 'the same: the later one overwrites what the earlier one put there, which nobody ends then. Keep the promise instead, or look '
        + 'again behind the wait.',
      revives: '`{{cell}}` was read before line {{yieldLine}} waits, and {{writer}} (line {{writerLine}}) may have emptied it since: '
        + 'this brings back what was taken away. Look at `{{cell}}` again behind the wait.',
      clobbers: '`{{cell}}` was set on line {{guardLine}}, but {{writer}} (line {{writerLine}}) may have emptied it while line '
        + '{{yieldLine}} waits, and the next run filled it: this throws away what is not its own. Compare before you empty it.',
      displaces: '`{{cell}}` was set on line {{guardLine}}, and while line {{yieldLine}} waits, a second run of {{writer}} may end that '
        + 'and put its own there: this throws away what is not its own. Compare before you empty it.',
      throwIfAborted: 'Throw here if `{{source}}` was aborted.',
      ask: 'Leave if `{{source}}`.',
      askAnew: 'Leave if `{{source}}`, a method that this adds.',
      compare: 'Keep `{{source}}` in a local before the wait, and leave when it is another one now.',
    },
  },
  create(context) {
    return reportFacts(context, function* (facts) {
      for (const stale of facts.staleGuards) {
        const suggest = suggestionsOf(recheckAfterAwait(facts, stale))
        const place = { node: tightUse(stale) as never, data: staleGuardData(stale), suggest }
        if (stale.kind === 'dereferences') yield { ...place, messageId: 'dereferences' }
        else if (stale.kind === 'overwrites') yield { ...place, messageId: 'overwrites' }
        else if (stale.kind === 'revives') yield { ...place, messageId: 'revives' }
        else if (stale.clear) yield { ...place, messageId: 'clobbers' }
        else yield { ...place, messageId: 'displaces' }
      }
    })
  },
})

function suggestionsOf(look: Recheck | undefined): Suggestion<'throwIfAborted' | 'ask' | 'askAnew' | 'compare'>[] {
  if (!look) return []
  const { kind, source, fix } = look
  if (kind === 'throwIfAborted') return [{ messageId: 'throwIfAborted', data: { source }, fix }]
  if (kind === 'ask') return [{ messageId: 'ask', data: { source }, fix }]
  if (kind === 'askAnew') return [{ messageId: 'askAnew', data: { source }, fix }]
  return [{ messageId: 'compare', data: { source }, fix }]
}
