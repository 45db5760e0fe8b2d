import type { DeadEscalation, Facts } from '../src/facts/index.js'
import { escalationData, tightEscalation } from '../src/report/dead-escalation.js'
import { askForExit } from '../src/report/suggest/child/ask-for-exit.js'
import { defineRule, type Suggestion } from '../src/rule/define-rule.js'
import { reportFacts } from '../src/rule/report-facts.js'

// Reports the end of a child process that never comes:
//
//   child.kill('SIGTERM')
//   await sleep(5000)
//   if (!child.killed) child.kill('SIGKILL')        // the first kill has set `killed`: this one is never sent
export default defineRule({
  name: 'no-dead-escalation',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'Disallow a second kill that is never sent, and a wait for an exit that may already have happened',
      recommended: true,
    },
    schema: [],
    messages: {
      neverSent: '`{{child}}.killed` only says that a signal was sent, and {{first}} sends one, so {{kill}} never runs. '
        + 'Check {{state}} instead.',
      lostExit: '`{{child}}` may have exited already{{since}}: then this event never comes again, and this waits forever. '
        + 'Check `exitCode` and `signalCode` first, or add the listener where the child is started.',
      askForExit: 'Check `{{check}}`.',
    },
  },
  create(context) {
    return reportFacts(context, function* (facts) {
      for (const escalation of facts.deadEscalations) {
        const place = {
          loc: tightEscalation(escalation).loc,
          data: escalationData(facts, escalation),
          suggest: suggestionsFor(facts, escalation),
        }
        if (escalation.kind === 'neverSent') yield { ...place, messageId: 'neverSent' }
        else yield { ...place, messageId: 'lostExit' }
      }
    }, 'deadEscalations')
  },
})

function suggestionsFor(facts: Facts, escalation: DeadEscalation): Suggestion<'askForExit'>[] {
  const edit = askForExit(facts, escalation)
  return edit ? [{ messageId: 'askForExit', data: { check: edit.check }, fix: edit.fix }] : []
}
