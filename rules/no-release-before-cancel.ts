import { defineRule } from '../src/rule/define-rule.js'
import { reportFacts } from '../src/rule/report-facts.js'

// Is a cell released while a task that consumes it may still run?
//
//   kill() {
//     this.#proc = null        // <- released here
//     this.#drain.abort()      // the loop over this.#proc.stderr is cancelled only here
//   }
export default defineRule({
  name: 'no-release-before-cancel',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: { description: 'Disallow releasing a resource before the task that consumes it is cancelled', recommended: true },
    schema: [],
    messages: { race: 'race' },
  },
  create(context) {
    return reportFacts(context, function* () { /* the facts arrive next */ })
  },
})
