import type { Facts, Misplaced } from '../src/facts/index.js'
import { disorderData, endedStreamData, tightEnded } from '../src/report/disorder.js'
import { tight } from '../src/report/phrase.js'
import { cancelLeaked } from '../src/report/suggest/release/cancel-leaked.js'
import { moveCancels } from '../src/report/suggest/release/move-cancels.js'
import { defineRule, type Suggestion } from '../src/rule/define-rule.js'
import { optionsOf } from '../src/rule/options.js'
import { reportFacts } from '../src/rule/report-facts.js'

interface Options {
  readonly latent: boolean | 'all'
  readonly strict: boolean
}

// Reports a cell that is released while a task that consumes it may still run:
//
//   kill() {
//     this.#proc = null        // released here
//     this.#abort.abort()      // the loop over this.#proc.stderr is cancelled only here
//   }
export default defineRule({
  name: 'no-release-before-cancel',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'Disallow releasing a resource before the task that consumes it is cancelled',
      recommended: true,
      strict: [{ latent: 'all', strict: true }],
    },
    defaultOptions: [{ latent: true, strict: false }],
    schema: [{
      type: 'object',
      properties: {
        latent: {
          enum: [true, false, 'all'],
          description: 'Whether to report a wrong order that is safe today because nothing runs between the release and the cancel. '
            + '`true` reports tasks that may be suspended where they use the resource, `"all"` also timers and listeners that cannot.',
        },
        strict: {
          type: 'boolean',
          description: 'Whether close(), destroy() and dispose() of the resource count as releasing it, '
            + 'and whether promises that nobody waits for count as writers to a stream.',
        },
      },
      additionalProperties: false,
    }],
    messages: {
      race: '`{{cell}}` is {{released}} here, but {{task}} still uses it until {{cancel}}, and can run in between. '
        + 'Cancel the task first, wait for it to settle, then release `{{cell}}`.',
      latent: '`{{cell}}` is {{released}} here, but {{task}} still uses it until {{cancel}}. '
        + 'This is safe only because nothing is awaited in between: cancel the task first, then release `{{cell}}`.',
      leak: '`{{cell}}` is {{released}} here, but {{task}} still uses it: {{cancel}}, but this path does not. '
        + 'Cancel the task here too, before the release.',
      disarms: '`{{cell}}` is {{released}} here, so {{task}} is never stopped: {{cancel}} only while `{{cell}}` is set. '
        + 'Cancel the task first, then release `{{cell}}`.',
      stream: '`{{write}}()` ({{place}}) throws once the reader has cancelled the stream, and {{why}}. {{remedy}}.',
      streamLater: '`{{write}}()` throws here if the reader has cancelled the stream by now, and nothing handles the rejection. Check '
        + 'before this line whether the stream was cancelled, or catch the error.',
      cancelFirst: 'Move the cancel above the release.',
      cancelHere: 'Add `{{source}}` before the release.',
    },
  },
  create(context) {
    const { latent, strict } = optionsOf<Options>(context, { latent: true, strict: false })
    return reportFacts(context, function* (facts) {
      for (const misplaced of facts.disorders(strict)) {
        const disorder = misplaced.worst
        const suggest = suggestionsFor(facts, misplaced)
        const place = { node: tight(disorder.at) as never, data: disorderData(facts, disorder), suggest }
        if (disorder.kind === 'race') yield { ...place, messageId: 'race' }
        else if (disorder.kind === 'leak') yield { ...place, messageId: 'leak' }
        else if (disorder.kind === 'disarms') yield { ...place, messageId: 'disarms' }
        else if (latent === 'all' || (latent && disorder.mayBeSuspended)) yield { ...place, messageId: 'latent' }
      }
      for (const ended of facts.endedStreams) {
        const place = { node: tightEnded(ended) as never, data: endedStreamData(facts, ended) }
        if (ended.task) yield { ...place, messageId: 'stream' }
        else if (strict) yield { ...place, messageId: 'streamLater' }
      }
    }, ['disorders', 'endedStreams'])
  },
})

function suggestionsFor(facts: Facts, misplaced: Misplaced): Suggestion<'cancelFirst' | 'cancelHere'>[] {
  const fix = moveCancels(facts, misplaced)
  if (fix) return [{ messageId: 'cancelFirst', fix }]
  const added = cancelLeaked(facts, misplaced)
  return added ? [{ messageId: 'cancelHere', data: { source: added.source }, fix: added.fix }] : []
}
