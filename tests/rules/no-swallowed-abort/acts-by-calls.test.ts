import { testRule } from './tester.js'

testRule('an abort taken for a failure: what a call does', {
  valid: [
    {
      name: 'a clean-up whose own failure is ignored',
      code: `
        async function load(signal: AbortSignal) {
          try { await fetchItems({ signal }) } catch { await connection.close().catch(() => {}) }
        }
      `,
    },
    {
      name: 'a function of the file that only logs',
      code: `
        async function load(signal: AbortSignal) {
          try { await fetchItems({ signal }) } catch (error) { complain(error) }
        }
        function complain(error: unknown) { console.warn(textOf(error)) }
      `,
    },
  ],
  invalid: [
    {
      name: 'a function of the file that logs and acts',
      code: `
        async function load(signal: AbortSignal) {
          try { await fetchItems({ signal }) } catch { complain() }
        }
        function complain() { console.warn('not loaded'); peers.block(peer) }
      `,
      errors: [
        {
          messageId: 'actsOnFailure',
          data: {
            call: '`fetchItems()`', what: 'this line calls `complain()`',
            advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`',
          },
          line: 3,
          column: 48,
          endLine: 3,
          endColumn: 53,
          suggestions: [{
            messageId: 'throwFirst',
            data: { signal: '`signal`' },
            output: `
        async function load(signal: AbortSignal) {
          try { await fetchItems({ signal }) } catch { signal.throwIfAborted(); complain() }
        }
        function complain() { console.warn('not loaded'); peers.block(peer) }
      `,
          }, {
            messageId: 'returnFirst',
            data: { signal: '`signal`' },
            output: `
        async function load(signal: AbortSignal) {
          try { await fetchItems({ signal }) } catch { if (signal.aborted) return; complain() }
        }
        function complain() { console.warn('not loaded'); peers.block(peer) }
      `,
          }],
        },
      ],
    },
    {
      name: 'a call whose own failure is ignored',
      code: `
        async function load(signal: AbortSignal) {
          try { await fetchItems({ signal }) } catch { await peers.block(peer).catch(() => {}) }
        }
      `,
      errors: [
        {
          messageId: 'actsOnFailure',
          data: {
            call: '`fetchItems()`', what: 'this line calls `peers.block()`',
            advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`',
          },
          line: 3,
          column: 48,
          endLine: 3,
          endColumn: 53,
          suggestions: [{
            messageId: 'throwFirst',
            data: { signal: '`signal`' },
            output: `
        async function load(signal: AbortSignal) {
          try { await fetchItems({ signal }) } catch { signal.throwIfAborted(); await peers.block(peer).catch(() => {}) }
        }
      `,
          }, {
            messageId: 'returnFirst',
            data: { signal: '`signal`' },
            output: `
        async function load(signal: AbortSignal) {
          try { await fetchItems({ signal }) } catch { if (signal.aborted) return; await peers.block(peer).catch(() => {}) }
        }
      `,
          }],
        },
      ],
    },
  ],
})
