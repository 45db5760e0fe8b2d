import { testRule } from './tester.js'

testRule('a definite answer to an abort', {
  valid: [
    {
      name: 'false, under recommended',
      code: `
        async function has(key: string, signal: AbortSignal) {
          try { return await find(key, { signal }) } catch { return false }
        }
      `,
    },
    {
      name: 'a bare return',
      code: `
        async function warm(signal: AbortSignal) {
          try { await find('a', { signal }) } catch { return }
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'a finally that leaves an inner loop only',
      code: `
        async function has(signal: AbortSignal) {
          try { return await find('a', { signal }) } finally { for (const a of all) { if (a) break } }
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'an async generator that throws what it was',
      code: `
        async function * peers(options: AbortOptions) {
          try { for await (const peer of walk(options)) yield peer } catch (error) { throw new WalkError(error) }
        }
      `,
      options: [{ strict: true }],
    },
  ],
  invalid: [
    {
      name: 'false',
      code: `
        async function has(key: string, signal: AbortSignal) {
          try {
            return await find(key, { signal })
          } catch {
            return false
          }
        }
      `,
      options: [{ strict: true }],
      errors: [
        {
          messageId: 'fallback',
          data: {
            call: '`find()` (line 4)', handler: 'handler', what: 'line 6 returns `false`',
            advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`',
          },
          line: 5,
          column: 13,
          endLine: 5,
          endColumn: 18,
          suggestions: [{ messageId: 'throwFirst', data: { signal: '`signal`' }, output: `
        async function has(key: string, signal: AbortSignal) {
          try {
            return await find(key, { signal })
          } catch {
            signal.throwIfAborted()
            return false
          }
        }
      ` }],
        },
      ],
    },
    {
      name: 'an empty list',
      code: `
        async function list(options: { signal?: AbortSignal }) {
          try { return await fetchAll(options) } catch (error) {
            console.warn(error)
            return []
          }
        }
      `,
      options: [{ strict: true }],
      errors: [
        {
          messageId: 'fallback',
          data: {
            call: '`fetchAll()`', handler: 'handler', what: 'line 5 returns `[]`',
            advice: 'Rethrow on abort: start the handler with `options.signal?.throwIfAborted()`',
          },
          line: 3,
          column: 50,
          endLine: 3,
          endColumn: 55,
          suggestions: [{ messageId: 'throwFirst', data: { signal: '`options.signal`' }, output: `
        async function list(options: { signal?: AbortSignal }) {
          try { return await fetchAll(options) } catch (error) {
            options.signal?.throwIfAborted()
            console.warn(error)
            return []
          }
        }
      ` }],
        },
      ],
    },
    {
      name: 'an object without the error',
      code: `
        async function check(signal: AbortSignal) {
          try { await probe({ signal }); return { ok: true } } catch { return { ok: false } }
        }
      `,
      options: [{ strict: true }],
      errors: [
        {
          messageId: 'fallback',
          data: {
            call: '`probe()`', handler: 'handler', what: 'this line returns `{ ok: false }`',
            advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`',
          },
          line: 3,
          column: 64,
          endLine: 3,
          endColumn: 69,
          suggestions: [{ messageId: 'throwFirst', data: { signal: '`signal`' }, output: `
        async function check(signal: AbortSignal) {
          try { await probe({ signal }); return { ok: true } } catch { signal.throwIfAborted(); return { ok: false } }
        }
      ` }],
        },
      ],
    },
    {
      name: 'a rejection handler that answers',
      code: `
        async function read(signal: AbortSignal) {
          return await load({ signal }).catch(() => null)
        }
      `,
      options: [{ strict: true }],
      errors: [
        {
          messageId: 'fallback',
          data: {
            call: '`load()`', handler: 'handler', what: 'this line returns `null`',
            advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`',
          },
          line: 3,
          column: 47,
          endLine: 3,
          endColumn: 52,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a return in finally',
      code: `
        async function read(signal: AbortSignal) {
          try { return await load({ signal }) } finally { return 0 }
        }
      `,
      options: [{ strict: true }],
      errors: [
        {
          messageId: 'fallback',
          data: {
            call: '`load()`', handler: '`finally` block', what: 'this line returns `0`', advice: 'Do not leave the block with `return`',
          },
          line: 3,
          column: 49,
          endLine: 3,
          endColumn: 56,
          suggestions: [],
        },
      ],
    },
    {
      name: 'an async generator that ends',
      code: `
        async function * peers(options: AbortOptions) {
          try {
            for await (const peer of walk(options)) yield peer
          } catch (error) {
            log.error(error)
          }
        }
      `,
      options: [{ strict: true }],
      errors: [
        {
          messageId: 'fallback',
          data: {
            call: '`walk()` (line 4)', handler: 'handler', what: 'the generator ends on line 8',
            advice: 'Rethrow on abort: check the signal at the start of the handler',
          },
          line: 5,
          column: 13,
          endLine: 5,
          endColumn: 18,
          suggestions: [{ messageId: 'throwOn', output: `
        async function * peers(options: AbortOptions) {
          try {
            for await (const peer of walk(options)) yield peer
          } catch (error) {
            if (error instanceof Error && error.name === 'AbortError') throw error
            log.error(error)
          }
        }
      ` }],
        },
      ],
    },
  ],
})
