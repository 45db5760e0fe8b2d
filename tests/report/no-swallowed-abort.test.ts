import { testMessages } from './messages.js'

testMessages('no-swallowed-abort', [
  {
    id: 'loopContinues',
    code: `
      async function run(signal) {
        while (true) {
          try {
            await poll({ signal })
          } catch (error) {
            console.warn(error)
          }
        }
      }
    `,
    message: 'An abort makes `poll()` (line 4) reject, but this handler ignores it, and the loop on line 2 goes on without a check of the '
      + 'signal. Rethrow on abort: start the handler with `signal.throwIfAborted()`.',
    suggestions: [['throwOn', 'Rethrow if the error is an `AbortError`.']],
  },
  {
    id: 'actsOnFailure',
    code: `
      function start(signal: AbortSignal) {
        setInterval(async () => {
          try {
            await poll({ signal })
          } catch {
            state.failures = 1
          }
        }, 1000)
      }
    `,
    message: 'An abort makes `poll()` (line 4) reject too, but this handler treats it as a failure: line 6 sets `state.failures`. Return on '
      + 'abort: start the handler with `if (signal.aborted) return`.',
    suggestions: [['returnFirst', 'Return if `signal` is aborted.']],
  },
  {
    id: 'askedOnSuccess',
    options: { strict: true },
    code: `
      async function serve(order) {
        try {
          for await (const plate of order.plates) carry(plate)
          if (!order.abort.signal.aborted) order.state = 'served'
        } catch {
          order.state = 'burnt'
        }
      }
    `,
    message: 'This `try` statement checks `order.abort.signal` on line 4, where its work has succeeded, but this handler does not: line 6 sets '
      + '`order.state`, after an abort as well. Rethrow on abort: start the handler with `order.abort.signal.throwIfAborted()`.',
    suggestions: [['throwFirst', 'Throw if `order.abort.signal` is aborted.']],
  },
  {
    id: 'rearms',
    code: `
      async function refresh(signal: AbortSignal) {
        await load({ signal }).catch(error => { console.warn(error) })
        setTimeout(() => refresh(signal), 1000)
      }
    `,
    message: 'An abort makes `load()` reject, but this handler ignores it, and line 3 calls `setTimeout()`, which starts the work again. '
      + 'Check the signal at the start of the handler.',
  },
  {
    id: 'actsOnFailure',
    code: `
      async function lookUp(key, url, signal) {
        try {
          return await find(key, { signal: AbortSignal.any([signal, AbortSignal.timeout(500)]) })
        } catch {
          cache.set(key, 'not found')
        }
      }
    `,
    message: 'An abort makes `find()` (line 3) reject too, but this handler treats it as a failure: line 5 calls `cache.set()`. Rethrow on '
      + 'abort: check the signal at the start of the handler.',
    suggestions: [['throwOn', 'Rethrow if the error is an `AbortError`.']],
  },
  {
    id: 'fallback',
    options: { strict: true },
    code: `
      async function has(key, signal) {
        try {
          return await find(key, { signal })
        } catch {
          return false
        }
      }
    `,
    message: 'An abort makes `find()` (line 3) reject too, but this handler ignores it: line 5 returns `false` as if the call had finished. '
      + 'Rethrow on abort: start the handler with `signal.throwIfAborted()`.',
    suggestions: [['throwOn', 'Rethrow if the error is an `AbortError`.']],
  },
  {
    id: 'fallback',
    options: { strict: true },
    code: `
      async function has(key, signal) {
        try {
          await find(key, { signal })
        } finally {
          return true
        }
      }
    `,
    message: 'An abort makes `find()` (line 3) reject too, but this `finally` block ignores it: line 5 returns `true` as if the call had '
      + 'finished. Do not leave the block with `return`.',
  },
  {
    id: 'actsOnFailure',
    code: `
      class Feed {
        async refresh(signal: AbortSignal) {
          try { await load({ signal }) } catch (error) { this.status = 'failed' }
        }
      }
    `,
    message: 'An abort makes `load()` reject too, but this handler treats it as a failure: this line sets `this.status`. Rethrow on abort: '
      + 'start the handler with `signal.throwIfAborted()`.',
    suggestions: [['throwFirst', 'Throw if `signal` is aborted.'], ['returnFirst', 'Return if `signal` is aborted.']],
  },
  {
    id: 'actsOnFailure',
    code: `
      function refresh(signal: AbortSignal) {
        void load({ signal }).catch(() => { status.failures = 1 })
      }
    `,
    message: 'An abort makes `load()` reject too, but this handler treats it as a failure: this line sets `status.failures`. Check the signal '
      + 'at the start of the handler.',
  },
])
