import { lateAcquisitionData, tightStore } from '../src/report/late-acquisition.js'
import { defineRule } from '../src/rule/define-rule.js'
import { optionsOf } from '../src/rule/options.js'
import { reportFacts } from '../src/rule/report-facts.js'

// Does a resource arrive after the teardown that should end it?
//
//   async open() {
//     this.#channel = await connect(url)            // close() may have run while this waits:
//   }                                               // nobody ends this channel
//   close() {
//     this.#channel?.close()
//   }
export default defineRule({
  name: 'no-acquire-after-teardown',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow storing a resource after an `await` during which the teardown that ends it may have run',
      recommended: true,
      strict: [{ strict: true }],
    },
    schema: [{
      type: 'object',
      additionalProperties: false,
      properties: {
        strict: { type: 'boolean', description: 'Whether to report timers that are armed late and only set a flag.' },
      },
    }],
    defaultOptions: [{ strict: false }],
    messages: {
      late: '`{{place}}` is set after {{waits}} on line {{waitLine}}, but {{teardown}} may have run meanwhile: it ends only what is there '
        + 'then (line {{endLine}}), so this one is never ended. Check again before this line whether {{teardown}} has run, and end the new '
        + 'one yourself.',
      rearmed: '`{{place}}` is armed after {{waits}} on line {{waitLine}}, but {{teardown}} may have run meanwhile: it clears only the '
        + 'timer that is there then (line {{endLine}}), so this one runs on. Check before this line whether {{teardown}} has run.',
    },
  },
  create(context) {
    const { strict } = optionsOf(context, { strict: false })
    return reportFacts(context, function* (facts) {
      for (const late of facts.lateAcquisitions) {
        if (late.isMinor && !strict) continue
        const place = { node: tightStore(late) as never, data: lateAcquisitionData(late) }
        if (late.kind === 'late') yield { ...place, messageId: 'late' }
        else yield { ...place, messageId: 'rearmed' }
      }
    })
  },
})
