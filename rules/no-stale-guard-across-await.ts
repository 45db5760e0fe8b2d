import { lateLockData, staleGuardData, tightUse } from '../src/report/stale-guard.js'
import { lateEffectData } from '../src/report/late-effect.js'
import { tight } from '../src/report/phrase.js'
import { recheckAfterAwait, type Recheck } from '../src/report/suggest/stale-guard/recheck-after-await.js'
import { defineRule, type Suggestion } from '../src/rule/define-rule.js'
import { optionsOf } from '../src/rule/options.js'
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
      strict: [{ strict: true }],
    },
    schema: [{
      type: 'object',
      additionalProperties: false,
      properties: {
        strict: {
          type: 'boolean',
          description: 'Whether to report what a function does although it may have been told to stop during a wait, data that comes back '
            + 'into a cache although its entry was dropped, failures that are caught, and clears and starts that only other files call.',
        },
      },
    }],
    defaultOptions: [{ strict: false }],
    messages: {
      dereferences: '`{{cell}}` was {{guarded}} on {{guard}}, but {{writer}} may {{clear}} {{during}}, and then {{use}} fails. '
        + 'Check `{{cell}}` again after the {{wait}}, or copy it to a local variable before it.',
      overwrites: '`{{cell}}` was empty on {{guard}}, but a second run of {{run}} may pass the same check {{during}}: this then '
        + 'overwrites the first value, which is never {{end}}. Store the promise instead, or check `{{cell}}` again after the {{wait}}.',
      revives: '`{{cell}}` was read on {{guard}}, but {{writer}} may {{clear}} {{during}}: this then brings the old value back. '
        + 'Check `{{cell}}` again after the {{wait}}.',
      overtakes: 'Every run of {{run}} that waits for `{{cell}}` on {{guard}} goes on when it settles: this then replaces what another of '
        + 'them has just set. Wait in a loop (`while`), or set `{{cell}}` before the `await`.',
      discards: '`{{cell}}` was read for the `await` on {{guard}}, but {{adder}} may add to it during the wait: '
        + 'this then discards what was added. Empty `{{cell}}` before the `await`, or remove only what was handled.',
      latches: 'A second run of {{run}} may pass the check on {{guard}} {{during}}, which comes before what is checked: this then '
        + 'overwrites the first value of `{{cell}}`, which is never {{end}}. Store the promise of the first run, or mark its start before '
        + 'the `await`.',
      lateLock: '`{{place}}` keeps a second run of {{run}} out by the check on {{guard}}, but it is set only here, after the `await` on '
        + '{{line}}: a second run may pass the check meanwhile, and then both go on. Set it before the `await`.',
      refills: '`{{cell}}` was looked up on {{guard}}, but {{writer}} may {{clear}} {{during}}: this then caches what was read before '
        + 'that. Count the clears, and compare the count after the {{wait}}.',
      acts: '`{{flag}}` was checked on {{check}}, but not after the `await` on {{wait}}: {{setter}} may have {{done}} meanwhile, and this '
        + 'runs all the same. Check `{{flag}}` again after the `await`.',
      throwIfAborted: 'Throw if `{{source}}` is aborted.',
      leaveIfAborted: '{{exit}} if `{{source}}` is aborted.',
      ask: '{{exit}} if `{{source}}`.',
      compare: '{{exit}} if `{{source}}` has changed during the wait.',
      onlyIfSame: 'Do this only if `{{source}}` has not changed during the wait.',
    },
  },
  create(context) {
    const { strict } = optionsOf(context, { strict: false })
    return reportFacts(context, function* (facts) {
      for (const lock of strict ? facts.lateLocks : []) {
        yield { node: lock.set.left, messageId: 'lateLock', data: lateLockData(facts, lock) }
      }
      for (const late of strict ? facts.lateEffects : []) {
        yield { node: tight(late.effect), messageId: 'acts', data: lateEffectData(facts, late) }
      }
      for (const stale of facts.staleGuards) {
        if (stale.kind === 'clobbers' || ((stale.kind === 'refills' || stale.isMinor) && !strict)) continue
        const suggest = recheckAfterAwait(facts, stale).map(suggestionOf)
        const place = { node: tightUse(stale) as never, data: staleGuardData(facts, stale), suggest }
        if (stale.kind === 'dereferences') yield { ...place, messageId: 'dereferences' }
        else if (stale.kind === 'overwrites') yield { ...place, messageId: 'overwrites' }
        else if (stale.kind === 'overtakes') yield { ...place, messageId: 'overtakes' }
        else if (stale.kind === 'latches') yield { ...place, messageId: 'latches' }
        else if (stale.kind === 'refills') yield { ...place, messageId: 'refills' }
        else if (stale.kind === 'discards') yield { ...place, messageId: 'discards' }
        else yield { ...place, messageId: 'revives' }
      }
    }, strict ? ['staleGuards', 'lateEffects'] : 'staleGuards')
  },
})

const exits = { 'return': 'Return', 'throw': 'Throw', 'leave the loop': 'Leave the loop', 'continue': 'Continue' } as const

function suggestionOf({ kind, source, exit, fix }: Recheck): Suggestion<Recheck['kind']> {
  const leaving = { source, exit: exits[exit] }
  switch (kind) {
    case 'throwIfAborted': return { messageId: 'throwIfAborted', data: { source }, fix }
    case 'leaveIfAborted': return { messageId: 'leaveIfAborted', data: leaving, fix }
    case 'ask': return { messageId: 'ask', data: leaving, fix }
    case 'compare': return { messageId: 'compare', data: leaving, fix }
    case 'onlyIfSame': return { messageId: 'onlyIfSame', data: { source }, fix }
  }
}
