import type { Facts, ForgottenTask } from '../src/facts/index.js'
import { clearBeforeRelease } from '../src/report/suggest/handler/clear-before-release.js'
import {
  forgottenListenerData, forgottenTaskData, overwrittenData, sparedData, unkeptRoundData, voidClearData, voidRemovalData,
} from '../src/report/forgotten-task.js'
import { tight } from '../src/report/phrase.js'
import { defineRule, type Suggestion } from '../src/rule/define-rule.js'
import { reportFacts } from '../src/rule/report-facts.js'

// Reports a timer that a teardown forgets:
//
//   lost() {
//     this.retry = setTimeout(() => this.connect(), 2000)
//   }
//   disconnect() {
//     this.socket.close()            // in two seconds, the timer connects again
//     this.socket = null
//   }
export default defineRule({
  name: 'no-forgotten-task',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'Disallow teardowns that leave a timer running which works on what the teardown ends',
      recommended: false,
    },
    schema: [],
    messages: {
      refills: '{{teardown}} ends what `{{cell}}` holds, but the timer on {{start}} may still run and {{does}} ({{use}}). '
        + 'Clear `{{handle}}` here.',
      uses: '{{teardown}} ends what `{{cell}}` holds, but the timer on {{start}} may still run and uses it ({{use}}). '
        + 'Clear `{{handle}}` here.',
      unkept: 'Nobody keeps the handle of this timer, so it still runs when {{teardown}} has ended what `{{cell}}` holds, and {{does}} '
        + '({{use}}). Store the handle, and clear it there.',
      overwritten: '`{{first}}` and `{{second}}` both run {{home}}, so a second timer may overwrite `{{cell}}` while the first one runs, '
        + 'and nobody can clear the first. Clear `{{cell}}` before this line.',
      unkeptRound: 'This timer comes back to {{home}}, but nobody keeps its handle: {{teardown}} clears `{{handle}}`, which holds the '
        + 'timer of {{first}}, and that has fired by now. Store this handle in `{{handle}}` too.',
      spared: '{{teardown}} ends what `{{sibling}}` holds, but not {{what}} in `{{handle}}` ({{start}}), which {{goes}}. {{ender}} '
        + 'ends it. End it here too.',
      listener: '{{teardown}} removes the \'{{other}}\' listener from `{{source}}`, but nobody removes this one. Remove it there too.',
      dropped: 'What `{{event}}()` returns removes this listener, but nobody keeps it, although the class does so of others ({{like}}). '
        + 'Keep this one too.',
      removesNothing: '`{{remove}}()` is given a function that is made here, so it removes nothing: a listener is removed by the function '
        + 'that was added. Keep that function, and pass it.',
      clearsNothing: '`{{clear}}()` is given the function `{{name}}` and not the handle of a timer, so it clears nothing. '
        + 'Store what the timer function returns, and pass that.',
      clearTimer: 'Clear `{{source}}` before this line.',
    },
  },
  create(context) {
    return reportFacts(context, function* (facts) {
      for (const found of facts.forgotten) {
        if (found.kind === 'clearsNothing') {
          yield { node: found.argument, messageId: 'clearsNothing', data: voidClearData(found) }
        } else if (found.kind === 'removesNothing') {
          yield { node: found.argument, messageId: 'removesNothing', data: voidRemovalData(found) }
        } else if (found.kind === 'listener') {
          const place = { node: tight(found.call), data: forgottenListenerData(facts, found) }
          if (found.beside === 'removed') yield { ...place, messageId: 'listener' }
          else yield { ...place, messageId: 'dropped' }
        } else if (found.kind === 'spared') {
          yield { node: tight(found.place), messageId: 'spared', data: sparedData(facts, found) }
        } else if (found.kind === 'unkeptRound') {
          yield { node: tight(found.arm), messageId: 'unkeptRound', data: unkeptRoundData(facts, found) }
        } else if (found.kind === 'overwritten') {
          yield { node: found.fill.left, messageId: 'overwritten', data: overwrittenData(facts, found) }
        } else {
          const place = { data: forgottenTaskData(facts, found), suggest: suggestionsFor(facts, found) }
          if (!found.handle) yield { ...place, node: tight(found.task.start), messageId: 'unkept' }
          else if (found.kind === 'uses') yield { ...place, node: tight(found.release), messageId: 'uses' }
          else yield { ...place, node: tight(found.release), messageId: 'refills' }
        }
      }
    }, 'forgottenTasks')
  },
})

function suggestionsFor(facts: Facts, found: ForgottenTask): Suggestion<'clearTimer'>[] {
  const edit = clearBeforeRelease(facts, found)
  return edit ? [{ messageId: 'clearTimer', data: { source: edit.source }, fix: edit.fix }] : []
}
