import { tight } from '../src/report/phrase.js'
import { settleFirst } from '../src/report/suggest/release/settle-first.js'
import { unsettledData } from '../src/report/unsettled.js'
import { defineRule, type Suggestion } from '../src/rule/define-rule.js'
import { reportFacts } from '../src/rule/report-facts.js'
import type { Facts, Unsettled } from '../src/facts/index.js'

// Reports a release of what a task still uses, where nothing waits until that task has settled:
//
//   async stop() {
//     this.#abort.abort()      // asks the loop to end
//     this.#db = null          // the loop may stand behind an await, and goes on with this.#db
//   }
export default defineRule({
  name: 'no-release-before-settle',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'Disallow releasing a resource before the task that uses it has settled',
      recommended: false,
    },
    schema: [],
    messages: {
      kept: '`{{cell}}` is {{released}} here, but {{task}} may still be running{{asked}} and uses it on {{use}}. '
        + 'Wait until the task has settled, then release `{{cell}}`.',
      skipped: '`{{cell}}` is {{released}} here, but {{task}} may still be running and uses it on {{use}}: '
        + 'this function waits for it, but not on every path. Wait for it on this path too.',
      late: '`{{cell}}` is {{released}} here, but {{task}} may still be running{{asked}} and uses it on {{use}}: '
        + '{{teardown}} waits for it only behind the release. Wait first, then release `{{cell}}`.',
      synchronous: '`{{cell}}` is {{released}} here, but {{task}} may still be running{{asked}} and uses it on {{use}}. '
        + '{{teardown}} cannot wait for it: make it async and wait, or check `{{cell}}` after each `await` of the task.',
      neverKept: '`{{cell}}` is {{released}} here, but {{task}} may still be running{{asked}} and uses it on {{use}}. '
        + 'Nothing can wait for it: keep its promise, and wait for that before the release.',
      settleFirst: 'Add `{{source}}` before the release.',
    },
  },
  create(context) {
    return reportFacts(context, function* (facts) {
      for (const unsettled of facts.unsettled) {
        const place = {
          node: tight(unsettled.at) as never,
          data: unsettledData(facts, unsettled),
          suggest: suggestionsFor(facts, unsettled),
        }
        if (unsettled.kind === 'kept') yield { ...place, messageId: 'kept' }
        else if (unsettled.kind === 'skipped') yield { ...place, messageId: 'skipped' }
        else if (unsettled.kind === 'late') yield { ...place, messageId: 'late' }
        else if (unsettled.kind === 'synchronous') yield { ...place, messageId: 'synchronous' }
        else yield { ...place, messageId: 'neverKept' }
      }
    }, 'unsettled')
  },
})

function suggestionsFor(facts: Facts, unsettled: Unsettled): Suggestion<'settleFirst'>[] {
  const added = settleFirst(facts, unsettled)
  return added ? [{ messageId: 'settleFirst', data: { source: added.source }, fix: added.fix }] : []
}
