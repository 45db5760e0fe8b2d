import type { Facts, StaleGuard, SupersededAnswer } from '../src/facts/index.js'
import { staleGuardData, tightUse } from '../src/report/stale-guard.js'
import { supersededAnswerData } from '../src/report/superseded-answer.js'
import { supersededHandlerData, tightAct } from '../src/report/superseded-handler.js'
import { compareBeforeClear } from '../src/report/suggest/stale-guard/compare-before-clear.js'
import { askBeforeAnswer } from '../src/report/suggest/handler/ask-before-answer.js'
import { compareInHandler, type OwnAct } from '../src/report/suggest/handler/compare-in-handler.js'
import { defineRule, type Suggestion } from '../src/rule/define-rule.js'
import { optionsOf } from '../src/rule/options.js'
import { reportFacts } from '../src/rule/report-facts.js'

// Reports a handler of an old handle that clears or ends the next one:
//
//   start() {
//     this.child = spawn('server')
//     this.child.on('exit', () => { this.child = undefined })   // may be the next child by now
//   }
//   restart() {
//     this.child.kill()                                         // the exit of this child comes later
//     this.start()
//   }
export default defineRule({
  name: 'no-superseded-handler',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'Disallow clearing or ending, in the handler of an old handle, the handle that has replaced it',
      recommended: true,
      strict: [{ strict: true }],
    },
    schema: [{
      type: 'object',
      additionalProperties: false,
      properties: {
        strict: {
          type: 'boolean',
          description: 'Whether to check the handlers of every event, promises that are dropped without an abort, and answers of effects.',
        },
      },
    }],
    defaultOptions: [{ strict: false }],
    messages: {
      empties: '`{{cell}}` may hold the next {{handle}} when {{handler}} runs: {{ender}} {{ends}} the old one, and {{filler}} stores the '
        + 'next. Clear `{{cell}}` only if it still holds the one that {{belongs}}.',
      ends: '`{{cell}}` may hold the next {{handle}} when {{handler}} runs: {{ender}} {{ends}} the old one, and {{filler}} stores the '
        + 'next. Copy the old one to a local variable before, and end only that one.',
      clobbers: '`{{cell}}` was set on {{guard}}, but {{writer}} may {{clear}} {{during}} and the next run may set it again: '
        + 'this may clear the next run\'s value. Clear it only if it is still yours.',
      displaces: '`{{cell}}` was set on {{guard}}, but a second run of {{run}} may replace it {{during}}: '
        + 'this may clear the next run\'s value. Clear it only if it is still yours.',
      outdates: '`{{shown}}` gets the answer about the `{{key}}` of this run, but the {{effect}} may run again with another {{during}}: '
        + 'this then replaces a newer answer that came first. Check a flag that the cleanup sets, or abort the request there.',
      clearOwn: 'Clear `{{source}}` only if it still holds the value that was set here.',
      onlyIfLatest: 'Do this only if `{{source}}` is still `{{own}}`.',
      unlessOver: 'Show the answer only if no later run has begun.',
      copyFirst: 'Copy `{{source}}` to `{{own}}` before the timer starts.',
    },
  },
  create(context) {
    const { strict } = optionsOf(context, { strict: false })
    return reportFacts(context, function* (facts) {
      for (const run of facts.abandonedRuns) {
        if (!strict && facts.isOnlyDropped(run)) continue
        const place = { node: tightUse(run) as never, data: staleGuardData(facts, run), suggest: clearingOf(facts, run) }
        if (run.clear) yield { ...place, messageId: 'clobbers' }
        else yield { ...place, messageId: 'displaces' }
      }
      for (const superseded of facts.supersededHandlers) {
        if (superseded.isMinor && !strict) continue
        const edit = compareInHandler(facts, superseded)
        const suggest = edit ? [suggestionOf(edit)] : []
        const place = { node: tightAct(superseded) as never, data: supersededHandlerData(facts, superseded), suggest }
        if (superseded.act.kind === 'empties') yield { ...place, messageId: 'empties' }
        else yield { ...place, messageId: 'ends' }
      }
      for (const answer of strict ? facts.supersededAnswers : []) {
        yield { node: answer.show.at, messageId: 'outdates', data: supersededAnswerData(answer), suggest: flagFor(facts, answer) }
      }
    }, strict ? ['supersededHandlers', 'supersededAnswers'] : 'supersededHandlers')
  },
})

function clearingOf(facts: Facts, run: StaleGuard): Suggestion<'clearOwn'>[] {
  const edit = compareBeforeClear(facts, run)
  return edit ? [{ messageId: 'clearOwn', data: { source: edit.source }, fix: edit.fix }] : []
}

function flagFor(facts: Facts, answer: SupersededAnswer): Suggestion<'unlessOver'>[] {
  const edit = askBeforeAnswer(facts, answer)
  return edit ? [{ messageId: 'unlessOver', data: { source: edit.source }, fix: edit.fix }] : []
}

function suggestionOf({ kind, source, own, fix }: OwnAct): Suggestion<OwnAct['kind']> {
  const data = { source, own }
  switch (kind) {
    case 'onlyIfLatest': return { messageId: 'onlyIfLatest', data, fix }
    case 'copyFirst': return { messageId: 'copyFirst', data, fix }
  }
}
