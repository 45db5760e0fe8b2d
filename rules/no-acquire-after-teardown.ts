import type { Facts, LateAcquisition } from '../src/facts/index.js'
import { lateAcquisitionData, tightStore } from '../src/report/late-acquisition.js'
import { endLate, type LateEdit } from '../src/report/suggest/late/end-late.js'
import { defineRule, type Suggestion } from '../src/rule/define-rule.js'
import { optionsOf } from '../src/rule/options.js'
import { reportFacts } from '../src/rule/report-facts.js'

// Reports a resource that is stored after the teardown that should have ended it:
//
//   async open() {
//     this.#channel = await connect(url)            // close() may run during this wait:
//   }                                               // then nothing ever closes the channel
//   close() {
//     this.#channel?.close()
//   }
export default defineRule({
  name: 'no-acquire-after-teardown',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'Disallow storing a resource after an `await` if the teardown that ends it may run during the wait',
      recommended: true,
      strict: [{ strict: true }],
    },
    schema: [{
      type: 'object',
      additionalProperties: false,
      properties: {
        strict: {
          type: 'boolean',
          description: 'Whether to report stores whose teardown the file does not show to come during the wait, harmless timers and '
            + 'controllers, teardowns that are private or run at exit, and late states.',
        },
        doubtful: {
          type: 'boolean',
          description: 'Whether `strict` also reports what is mostly harmless: a start and an async stop that one caller can run in turn, '
            + 'timers that only set state, and flags that the teardown does not check.',
        },
      },
    }],
    defaultOptions: [{ strict: false, doubtful: false }],
    messages: {
      late: '`{{place}}` is set {{after}}, but {{teardown}} may run before that and ends only what `{{place}}` holds then, so this one is '
        + 'never ended. Check right before this line whether {{run}} has run, and if so end the new value instead of storing it.',
      rearmed: '`{{place}}` is set {{after}}, but {{teardown}} may run before that and clears only the timer that `{{place}}` holds then, '
        + 'so this timer still runs. Check right before this line whether {{run}} has run.',
      revived: '`{{place}}` is set to `{{state}}` {{after}}, but {{teardown}} may run before that, and its last state is overwritten here. '
        + 'Check right before this line whether {{run}} has run.',
      reopens: '`{{place}}` is set by the close handler on {{handler}}, but {{teardown}} {{course}}. Remove the handler in {{run}}, or '
        + 'check here whether {{run}} has run.',
      endIfStopped: 'End the new value and return if `{{source}}` is set.',
      endIfOther: 'End the new value and return if `{{source}}` has changed since this function began.',
      endIfGone: 'Give the effect a flag `{{source}}` that its cleanup sets, and end the new value if it is set.',
      returnIfStopped: 'Return if `{{source}}` is set.',
      returnIfOther: 'Return if `{{source}}` has changed since this function began.',
      returnIfGone: 'Give the effect a flag `{{source}}` that its cleanup sets, and return if it is set.',
      unlessStopped: 'Set the timer only if `{{source}}` is not set.',
    },
  },
  create(context) {
    const { strict, doubtful } = optionsOf(context, { strict: false, doubtful: false })
    return reportFacts(context, function* (facts) {
      const told = new Set<object>()
      for (const late of [...facts.lateAcquisitions, ...facts.reopenings, ...strict ? facts.revivals : []]) {
        if ((late.isMinor && !strict) || (late.isDoubtful && !doubtful)) continue
        if (told.has(late.at) || (late.kind === 'revived' && told.has(late.home))) continue
        told.add(late.home).add(late.at)
        const place = { node: tightStore(late) as never, data: lateAcquisitionData(facts, late), suggest: suggestionsFor(facts, late) }
        if (late.kind === 'late') yield { ...place, messageId: 'late' }
        else if (late.kind === 'rearmed') yield { ...place, messageId: 'rearmed' }
        else if (late.kind === 'revived') yield { ...place, messageId: 'revived' }
        else yield { ...place, messageId: 'reopens' }
      }
    }, ['lateAcquisitions', 'reopenings'])
  },
})

function suggestionsFor(facts: Facts, late: LateAcquisition): Suggestion<LateEdit['kind']>[] {
  const edit = endLate(facts, late)
  if (!edit) return []
  const { kind, source, fix } = edit
  switch (kind) {
    case 'endIfStopped': return [{ messageId: 'endIfStopped', data: { source }, fix }]
    case 'endIfOther': return [{ messageId: 'endIfOther', data: { source }, fix }]
    case 'endIfGone': return [{ messageId: 'endIfGone', data: { source }, fix }]
    case 'returnIfStopped': return [{ messageId: 'returnIfStopped', data: { source }, fix }]
    case 'returnIfOther': return [{ messageId: 'returnIfOther', data: { source }, fix }]
    case 'returnIfGone': return [{ messageId: 'returnIfGone', data: { source }, fix }]
    case 'unlessStopped': return [{ messageId: 'unlessStopped', data: { source }, fix }]
  }
}
