import { testRule } from './tester.js'

// Where nobody waits for the function, a throw out of it ends the process: leaving is the mend.
testRule('a function whose failure nobody would see', {
  valid: [
    {
      name: 'as suggested, in a timer that comes back',
      code: `
        function start(signal: AbortSignal) {
          setInterval(async () => {
            try { await poll({ signal }) } catch { if (signal.aborted) return; state.failures = 1 }
          }, 1000)
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a timer that comes back',
      code: `
        function start(signal: AbortSignal) {
          setInterval(async () => {
            try { await poll({ signal }) } catch { state.failures = 1 }
          }, 1000)
        }
      `,
      errors: [{
        messageId: 'actsOnFailure',
        data: {
          call: '`poll()`', what: 'this line sets `state.failures`',
          advice: 'Return on abort: start the handler with `if (signal.aborted) return`',
        },
        line: 4, column: 44, endLine: 4, endColumn: 49,
        suggestions: [{ messageId: 'returnFirst', data: { signal: '`signal`' }, output: `
        function start(signal: AbortSignal) {
          setInterval(async () => {
            try { await poll({ signal }) } catch { if (signal.aborted) return; state.failures = 1 }
          }, 1000)
        }
      ` }],
      }],
    },
    {
      name: 'a loop that is started without an await, under a signal that may be absent',
      code: `
        class Poller {
          start(signal?: AbortSignal) { void this.#run(signal) }
          async #run(signal?: AbortSignal) {
            for (;;) {
              try { await poll({ signal }) } catch (error) { console.warn(error) }
            }
          }
        }
      `,
      errors: [{
        messageId: 'loopContinues',
        data: { call: '`poll()`', line: 'line 5', advice: 'Return on abort: start the handler with `if (signal?.aborted) return`' },
        line: 6, column: 46, endLine: 6, endColumn: 51,
        suggestions: [{
                   messageId: 'returnFirst',
                   data: { signal: '`signal`' },
                   output: `
        class Poller {
          start(signal?: AbortSignal) { void this.#run(signal) }
          async #run(signal?: AbortSignal) {
            for (;;) {
              try { await poll({ signal }) } catch (error) { if (signal && signal.aborted) return; console.warn(error) }
            }
          }
        }
      `,
                 }],
      }],
    },
    {
      name: 'a loop whose start has a handler',
      code: `
        class Poller {
          start(signal: AbortSignal) { this.#run(signal).catch(report) }
          async #run(signal: AbortSignal) {
            for (;;) {
              try { await poll({ signal }) } catch (error) { console.warn(error) }
            }
          }
        }
      `,
      errors: [{
        messageId: 'loopContinues',
        data: { call: '`poll()`', line: 'line 5', advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`' },
        line: 6, column: 46, endLine: 6, endColumn: 51,
        suggestions: [{
                   messageId: 'throwFirst',
                   data: { signal: '`signal`' },
                   output: `
        class Poller {
          start(signal: AbortSignal) { this.#run(signal).catch(report) }
          async #run(signal: AbortSignal) {
            for (;;) {
              try { await poll({ signal }) } catch (error) { signal.throwIfAborted(); console.warn(error) }
            }
          }
        }
      `,
                 }, {
                   messageId: 'returnFirst',
                   data: { signal: '`signal`' },
                   output: `
        class Poller {
          start(signal: AbortSignal) { this.#run(signal).catch(report) }
          async #run(signal: AbortSignal) {
            for (;;) {
              try { await poll({ signal }) } catch (error) { if (signal.aborted) return; console.warn(error) }
            }
          }
        }
      `,
                 }],
      }],
    },
    {
      name: 'a timer whose callback catches nothing, beside one that does',
      code: `
        async function tick(signal: AbortSignal) {
          try { await poll({ signal }) } catch (error) { console.warn(error) }
          setTimeout(async () => {
            try { await tick(signal) } finally { turns.end() }
          }, 1000)
          setTimeout(async () => {
            try { await tick(signal) } catch (error) { report(error) }
          }, 1000)
        }
      `,
      errors: [{
        messageId: 'rearms',
        data: {
          call: '`poll()`', what: 'line 4 calls `setTimeout()`',
          advice: 'Return on abort: start the handler with `if (signal.aborted) return`',
        },
        line: 3, column: 42, endLine: 3, endColumn: 47,
        suggestions: [{ messageId: 'returnFirst', data: { signal: '`signal`' }, output: `
        async function tick(signal: AbortSignal) {
          try { await poll({ signal }) } catch (error) { if (signal.aborted) return; console.warn(error) }
          setTimeout(async () => {
            try { await tick(signal) } finally { turns.end() }
          }, 1000)
          setTimeout(async () => {
            try { await tick(signal) } catch (error) { report(error) }
          }, 1000)
        }
      ` }],
      }],
    },
    {
      name: 'a rejection handler, which a return would only end itself',
      code: `
        async function tick(signal: AbortSignal) {
          await poll({ signal }).catch((error) => { console.warn(error) })
          setTimeout(() => tick(signal), 1000)
        }
      `,
      errors: [{
        messageId: 'rearms',
        data: { call: '`poll()`', what: 'line 4 calls `setTimeout()`', advice: 'Check the signal at the start of the handler' },
        line: 3, column: 40, endLine: 3, endColumn: 50,
        suggestions: [],
      }],
    },
    {
      name: 'a signal that was asked before: for the compiler it is still not aborted',
      code: `
        function start(signal: AbortSignal) {
          setInterval(async () => {
            if (signal.aborted) return
            try { await poll({ signal }) } catch { state.failures = 1 }
          }, 1000)
        }
      `,
      errors: [{
        messageId: 'actsOnFailure',
        data: {
          call: '`poll()`', what: 'this line sets `state.failures`',
          advice: 'Return on abort: start the handler with `if (signal.aborted) return`',
        },
        line: 5, column: 44, endLine: 5, endColumn: 49,
        suggestions: [],
      }],
    },
    {
      name: 'a function that answers a value elsewhere',
      code: `
        async function has(key: string, signal: AbortSignal) {
          try { return await find(key, { signal }) } catch { cache.set(key, false) }
        }
        setTimeout(has, 1000)
      `,
      errors: [{
        messageId: 'actsOnFailure',
        data: {
          call: '`find()`', what: 'this line calls `cache.set()`',
          advice: 'Return on abort: start the handler with `if (signal.aborted) return`',
        },
        line: 3, column: 54, endLine: 3, endColumn: 59,
        suggestions: [],
      }],
    },
  ],
})
