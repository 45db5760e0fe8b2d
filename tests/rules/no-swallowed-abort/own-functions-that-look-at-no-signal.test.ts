import { testRule } from './tester.js'

const program = (put: string) => `
  interface Context { readonly store: Store, readonly signal?: AbortSignal }
  export async function copy(rows: Row[], context: Context) {
    if (context.signal?.aborted) return
    for (const row of rows) {
      try { await put(row, context) } catch { console.warn(row) }
    }
  }
  ${put}
`
const guarded = 'context.signal?.throwIfAborted(); console.warn(row)'
const told = (put: string) => ({
  code: program(put),
  errors: [{
    messageId: 'loopContinues' as const, line: 6, column: 39, endLine: 6, endColumn: 44,
    suggestions: [{ messageId: 'throwFirst' as const, output: program(put).replace('console.warn(row)', guarded) }],
  }],
})

testRule('what carries a signal, given to a function of the file', {
  valid: [
    { name: 'that reads other things of it', code: program('async function put(row: Row, to: Context) { await to.store.put(row) }') },
    { name: 'that reads nothing of it', code: program('async function put(row: Row, _to: Context) { await save(row) }') },
  ],
  invalid: [
    { name: 'that reads the signal', ...told('async function put(row: Row, to: Context) { await save(row, { signal: to.signal }) }') },
    { name: 'that hands it on', ...told('async function put(row: Row, to: Context) { await save(row, to) }') },
    { name: 'that calls a method of it, which may look', ...told('async function put(row: Row, to: Context) { await to.save(row) }') },
  ],
})
