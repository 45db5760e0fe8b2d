import { tightListener, unheardData } from '../src/report/abort-listener.js'
import { askAtOnce } from '../src/report/suggest/abort/ask-at-once.js'
import { defineRule } from '../src/rule/define-rule.js'
import { optionsOf } from '../src/rule/options.js'
import { reportFacts } from '../src/rule/report-facts.js'

// Reports a listener that is added to a signal which may be aborted already:
//
//   async function run(task, signal) {
//     const box = await makeBox()                          // an abort may come during this wait,
//     signal.addEventListener('abort', () => box.kill())   // and then the listener never runs
//     return box.run(task)
//   }
export default defineRule({
  name: 'no-unheard-abort',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'Disallow abort listeners that are added to a signal which may already be aborted, if nothing checks it',
      recommended: true,
      strict: [{ strict: true }],
    },
    defaultOptions: [{ strict: false }],
    schema: [{
      type: 'object',
      properties: {
        strict: { type: 'boolean', description: 'Whether to report listeners that a function adds before its first `await`.' },
      },
      additionalProperties: false,
    }],
    messages: {
      unheard: '`{{signal}}` may have been aborted already{{since}}: then this listener never runs, and {{rest}}. '
        + 'Check `{{signal}}.aborted` {{where}}.',
      askAtOnce: 'Run the listener at once if `{{condition}}`.',
    },
  },
  create(context) {
    const { strict } = optionsOf(context, { strict: false })
    return reportFacts(context, function* (facts) {
      for (const unheard of facts.unheardAborts) {
        if (unheard.isMinor && !strict) continue
        const edit = askAtOnce(facts, unheard.listener)
        yield {
          loc: tightListener(unheard.listener).loc,
          messageId: 'unheard',
          data: unheardData(facts, unheard),
          suggest: edit ? [{ messageId: 'askAtOnce', data: { condition: edit.condition }, fix: edit.fix }] : [],
        }
      }
    }, 'unheardAborts')
  },
})
