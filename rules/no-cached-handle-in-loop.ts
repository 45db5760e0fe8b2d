import { cachedHandleData } from '../src/report/cached-handle.js'
import { rereadInLoop, type LoopEdit } from '../src/report/suggest/reread-in-loop.js'
import { defineRule } from '../src/rule/define-rule.js'
import { reportFacts } from '../src/rule/report-facts.js'

// Does a loop go on with a copy of a handle that its owner has let go of since?
//
//   async #drain() {
//     const proc = this.#proc              // copied once,
//     while (proc) {                       // so that this never ends:
//       await this.#readLine(proc.stderr)  // kill() sets this.#proc to null in between
//     }
//   }
export default defineRule({
  name: 'no-cached-handle-in-loop',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: {
      description: 'Disallow loops and timers that go on with a copy of a handle that another function takes away',
      recommended: true,
    },
    schema: [],
    messages: {
      guard: '`{{copy}}` is copied from `{{cell}}` once, here, but {{round}} (line {{roundLine}}) tests the copy in each '
        + 'turn: it never sees that line {{writerLine}} {{writes}}. Read `{{cell}}` again in each turn, and leave when it is gone.',
      mixed: '`{{copy}}` is copied from `{{cell}}` once, here, but {{round}} (line {{roundLine}}) tests `{{cell}}` and uses '
        + 'the copy: when line {{writerLine}} {{writes}}, the two differ. Use what is tested: read `{{cell}}` again in each turn.',
      call: '`{{copy}}` is copied from `{{cell}}` once, here, but {{round}} (line {{roundLine}}) goes on calling it after '
        + 'line {{writerLine}} {{writes}}. Read `{{cell}}` again in each turn, and leave when it is gone.',
      lost: '`{{copy}}` is copied from `{{cell}}` once, here, but {{round}} (line {{roundLine}}) goes on writing to it after '
        + 'line {{writerLine}} {{writes}}: what it writes then is lost. Write to `{{cell}}` itself.',
      reread: 'Read `{{source}}` again in each turn.',
      compare: 'Leave when `{{source}}` is no longer `{{copy}}`.',
    },
  },
  create(context) {
    return reportFacts(context, function* (facts) {
      for (const cached of facts.cachedHandles) {
        const data = cachedHandleData(cached)
        const edit = rereadInLoop(facts, cached)
        const place = { node: cached.copy.name as never, data, suggest: edit ? [suggestionOf(edit, cached.copy.name.name)] : [] }
        if (cached.reliance === 'guard') yield { ...place, messageId: 'guard' }
        else if (cached.reliance === 'mixed') yield { ...place, messageId: 'mixed' }
        else if (cached.reliance === 'call') yield { ...place, messageId: 'call' }
        else yield { ...place, messageId: 'lost' }
      }
    })
  },
})

interface Suggestion extends Pick<LoopEdit, 'fix'> {
  readonly messageId: 'reread' | 'compare'
  readonly data: { readonly source: string, readonly copy?: string }
}

const suggestionOf = ({ kind, source, fix }: LoopEdit, copy: string): Suggestion => kind === 'reread'
  ? { messageId: 'reread', data: { source }, fix }
  : { messageId: 'compare', data: { source, copy }, fix }
