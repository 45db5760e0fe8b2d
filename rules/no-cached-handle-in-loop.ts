import type { CachedHandle } from '../src/facts/index.js'
import { cachedHandleData } from '../src/report/cached-handle.js'
import { rereadInLoop, type LoopEdit } from '../src/report/suggest/reread-in-loop.js'
import { defineRule, type Suggestion } from '../src/rule/define-rule.js'
import { reportFacts } from '../src/rule/report-facts.js'

// Reports a loop that uses a copy of a handle which another function clears or replaces:
//
//   async #drain() {
//     const proc = this.#proc              // copied once, before the loop
//     while (proc) {                       // still true after kill() sets this.#proc to null
//       await this.#readLine(proc.stderr)
//     }
//   }
export default defineRule({
  name: 'no-cached-handle-in-loop',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'Disallow loops and timers that use a copy of a handle after another function clears or replaces it',
      recommended: true,
    },
    schema: [],
    messages: {
      guard: '`{{copy}}` is read from `{{cell}}` once, before the {{round}} ({{line}}), so the {{round}} never sees {{writer}} '
        + '{{clear}} it. Read `{{cell}}` in each {{turn}}, and leave when it is gone.',
      mixed: '`{{copy}}` is read from `{{cell}}` once, before the {{round}} ({{line}}), but the {{round}} tests `{{cell}}` and uses '
        + '`{{copy}}`: they differ after {{writer}} {{clear}}s `{{cell}}`. Read `{{cell}}` in each {{turn}}, '
        + 'and use the value that you test.',
      call: '`{{copy}}` is read from `{{cell}}` once, before the {{round}} ({{line}}), so the {{round}} still calls the old value after '
        + '{{writer}} {{clear}}s `{{cell}}`. Read `{{cell}}` in each {{turn}}, and leave when it is gone.',
      lost: '`{{copy}}` is read from `{{cell}}` once, before the {{round}} ({{line}}), so the {{round}} still writes to the old object '
        + 'after {{writer}} {{clear}}s `{{cell}}`, and the write is lost. Write to `{{cell}}` itself.',
      reread: 'Read `{{source}}` in each {{turn}}.',
      compare: '{{exit}} if `{{source}}` is no longer `{{copy}}`.',
    },
  },
  create(context) {
    return reportFacts(context, function* (facts) {
      for (const cached of facts.cachedHandles) {
        const edit = rereadInLoop(facts, cached)
        const suggest = edit ? [suggestionOf(edit, cached)] : []
        const place = { node: cached.copy.name as never, data: cachedHandleData(facts, cached), suggest }
        if (cached.reliance === 'guard') yield { ...place, messageId: 'guard' }
        else if (cached.reliance === 'mixed') yield { ...place, messageId: 'mixed' }
        else if (cached.reliance === 'call') yield { ...place, messageId: 'call' }
        else yield { ...place, messageId: 'lost' }
      }
    }, 'cachedHandles')
  },
})

function suggestionOf({ kind, source, fix }: LoopEdit, { copy, round }: CachedHandle): Suggestion<'reread' | 'compare'> {
  if (kind === 'reread') return { messageId: 'reread', data: { source, turn: round.task ? 'callback' : 'iteration' }, fix }
  const exit = round.task ? 'Return' : 'Leave the loop'
  return { messageId: 'compare', data: { source, copy: copy.name.name, exit }, fix }
}
