import { disorderData, tight } from '../src/report/phrase.js'
import { moveCancels } from '../src/report/suggest/move-cancels.js'
import { defineRule, type Problem } from '../src/rule/define-rule.js'
import { optionsOf } from '../src/rule/options.js'
import { reportFacts } from '../src/rule/report-facts.js'

// Is a cell released while a task that consumes it may still run?
//
//   kill() {
//     this.#proc = null        // released here,
//     this.#abort.abort()      // but the loop over this.#proc.stderr is cancelled only here
//   }
export default defineRule({
  name: 'no-release-before-cancel',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'Disallow releasing a resource before the task that consumes it is cancelled',
      recommended: true,
      strict: [{ strict: true }],
    },
    defaultOptions: [{ latent: true, strict: false }],
    schema: [{
      type: 'object',
      properties: {
        latent: {
          type: 'boolean',
          description: 'Whether to report an order that is wrong although nothing can run in between today.',
        },
        strict: {
          type: 'boolean',
          description: 'Whether close(), destroy() and dispose() of the resource count as releasing it.',
        },
      },
      additionalProperties: false,
    }],
    messages: {
      race: '`{{cell}}` is {{released}} here, but {{task}} (line {{taskLine}}) reads it until line {{cancelLine}} {{cancels}} it, '
        + 'and can run in between. Cancel the task first, wait until it has settled, then release.',
      latent: '`{{cell}}` is {{released}} here, but {{task}} (line {{taskLine}}) reads it until line {{cancelLine}} {{cancels}} it: '
        + 'right only by accident, nothing yields here today. Cancel the task first, then release.',
      leak: '`{{cell}}` is {{released}} here, but {{task}} (line {{taskLine}}) goes on reading it: this path never cancels it, '
        + 'as line {{cancelLine}} does elsewhere. Cancel the task here too, before the release.',
      cancelFirst: 'Move the cancel above the release.',
    },
  },
  create(context) {
    const { latent, strict } = optionsOf(context, { latent: true, strict: false })
    return reportFacts(context, function* (facts) {
      for (const misplaced of facts.disorders(strict)) {
        const disorder = misplaced.worst
        const fix = moveCancels(facts, misplaced)
        const suggest: Problem<'cancelFirst'>['suggest'] = fix ? [{ messageId: 'cancelFirst', fix }] : []
        const place = { node: tight(disorder.at) as never, data: disorderData(disorder), suggest }
        if (disorder.kind === 'race') yield { ...place, messageId: 'race' }
        else if (disorder.kind === 'leak') yield { ...place, messageId: 'leak' }
        else if (latent) yield { ...place, messageId: 'latent' }
      }
    }, 'disorders')
  },
})
