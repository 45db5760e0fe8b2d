import { testRule } from './tester.js'

testRule('handlers inside handlers', {
  valid: [
    {
      name: 'the outer handler gets nothing from an inner one that swallows for good',
      code: `
        async function show(url: string, signal: AbortSignal) {
          try {
            try { await load(url, { signal }) } catch (error) { console.warn(error) }
          } catch {
            this.status = 'failed'
          }
        }
      `,
    },
    {
      name: 'the inner handler lets the abort out, the outer one tests for it',
      code: `
        async function show(url: string, signal: AbortSignal) {
          try {
            try { await load(url, { signal }) } catch (error) { signal.throwIfAborted(); this.status = 'failed' }
          } catch (error) {
            if (!signal.aborted) this.emit('error', error)
          }
        }
      `,
    },
    {
      name: 'the inner handler throws what it was, in a loop that the outer one ends',
      code: `
        async function run(signal: AbortSignal) {
          try {
            for (;;) {
              try { await poll({ signal }) } catch (error) { console.warn(error); throw error }
            }
          } catch (error) {
            console.warn(error)
          }
        }
      `,
    },
    {
      name: 'a finally between the call and a handler that tests',
      code: `
        async function show(url: string, signal: AbortSignal) {
          try {
            try { await load(url, { signal }) } finally { spinner.stop() }
          } catch {
            signal.throwIfAborted()
            this.status = 'failed'
          }
        }
      `,
    },
    {
      name: 'a call under the same signal in the handler, whose own failure comes out',
      code: `
        async function run(signal: AbortSignal) {
          for (;;) {
            try { await poll({ signal }) } catch { await pause({ signal }) }
          }
        }
      `,
    },
    {
      name: 'a for await that is left early, under a handler that lets everything else out',
      code: `
        async function first(sources: Source[], signal: AbortSignal) {
          for (const source of sources) {
            try {
              for await (const turn of source.read({ signal })) { if (turn.ready) return turn }
            } catch (error) {
              if (error instanceof NotFoundError) console.warn(error)
              else throw error
            }
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'the inner handler swallows it',
      code: `
        async function show(url: string, signal: AbortSignal) {
          try {
            try { await load(url, { signal }) } catch { this.status = 'failed' }
          } catch (error) {
            console.warn(error)
          }
        }
      `,
      errors: [{
        messageId: 'actsOnFailure',
        data: {
          call: '`load()`', what: 'this line sets `this.status`',
          advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`',
        },
        line: 4, column: 49, endLine: 4, endColumn: 54,
        suggestions: [{
                   messageId: 'throwFirst',
                   data: { signal: '`signal`' },
                   output: `
        async function show(url: string, signal: AbortSignal) {
          try {
            try { await load(url, { signal }) } catch { signal.throwIfAborted(); this.status = 'failed' }
          } catch (error) {
            console.warn(error)
          }
        }
      `,
                 }, {
                   messageId: 'returnFirst',
                   data: { signal: '`signal`' },
                   output: `
        async function show(url: string, signal: AbortSignal) {
          try {
            try { await load(url, { signal }) } catch { if (signal.aborted) return; this.status = 'failed' }
          } catch (error) {
            console.warn(error)
          }
        }
      `,
                 }],
      }],
    },
    {
      name: 'the inner handler throws it again, the outer one swallows it',
      code: `
        async function show(url: string, signal: AbortSignal) {
          try {
            try { await load(url, { signal }) } catch (error) { console.warn(error); throw error }
          } catch {
            this.status = 'failed'
          }
        }
      `,
      errors: [{
        messageId: 'actsOnFailure',
        data: {
          call: '`load()` (line 4)', what: 'line 6 sets `this.status`',
          advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`',
        },
        line: 5, column: 13, endLine: 5, endColumn: 18,
        suggestions: [{
                   messageId: 'throwFirst',
                   data: { signal: '`signal`' },
                   output: `
        async function show(url: string, signal: AbortSignal) {
          try {
            try { await load(url, { signal }) } catch (error) { console.warn(error); throw error }
          } catch {
            signal.throwIfAborted()
            this.status = 'failed'
          }
        }
      `,
                 }, {
                   messageId: 'returnFirst',
                   data: { signal: '`signal`' },
                   output: `
        async function show(url: string, signal: AbortSignal) {
          try {
            try { await load(url, { signal }) } catch (error) { console.warn(error); throw error }
          } catch {
            if (signal.aborted) return
            this.status = 'failed'
          }
        }
      `,
                 }],
      }],
    },
    {
      name: 'a throwIfAborted of the inner handler is eaten by the outer one, in the loop',
      code: `
        async function run(signal: AbortSignal) {
          for (;;) {
            try {
              try { await poll({ signal }) } catch (error) { signal.throwIfAborted(); console.warn(error) }
            } catch (error) {
              console.warn(error)
            }
          }
        }
      `,
      errors: [{
        messageId: 'loopContinues',
        data: { call: '`poll()` (line 5)', line: 'line 3', advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`' },
        line: 6, column: 15, endLine: 6, endColumn: 20,
        suggestions: [{
                   messageId: 'throwFirst',
                   data: { signal: '`signal`' },
                   output: `
        async function run(signal: AbortSignal) {
          for (;;) {
            try {
              try { await poll({ signal }) } catch (error) { signal.throwIfAborted(); console.warn(error) }
            } catch (error) {
              signal.throwIfAborted()
              console.warn(error)
            }
          }
        }
      `,
                 }, {
                   messageId: 'returnFirst',
                   data: { signal: '`signal`' },
                   output: `
        async function run(signal: AbortSignal) {
          for (;;) {
            try {
              try { await poll({ signal }) } catch (error) { signal.throwIfAborted(); console.warn(error) }
            } catch (error) {
              if (signal.aborted) return
              console.warn(error)
            }
          }
        }
      `,
                 }],
      }],
    },
    {
      name: 'a finally between the call and the handler',
      code: `
        async function show(url: string, signal: AbortSignal) {
          try {
            try { await load(url, { signal }) } finally { spinner.stop() }
          } catch {
            this.status = 'failed'
          }
        }
      `,
      errors: [{
        messageId: 'actsOnFailure',
        data: {
          call: '`load()` (line 4)', what: 'line 6 sets `this.status`',
          advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`',
        },
        line: 5, column: 13, endLine: 5, endColumn: 18,
        suggestions: [{
                   messageId: 'throwFirst',
                   data: { signal: '`signal`' },
                   output: `
        async function show(url: string, signal: AbortSignal) {
          try {
            try { await load(url, { signal }) } finally { spinner.stop() }
          } catch {
            signal.throwIfAborted()
            this.status = 'failed'
          }
        }
      `,
                 }, {
                   messageId: 'returnFirst',
                   data: { signal: '`signal`' },
                   output: `
        async function show(url: string, signal: AbortSignal) {
          try {
            try { await load(url, { signal }) } finally { spinner.stop() }
          } catch {
            if (signal.aborted) return
            this.status = 'failed'
          }
        }
      `,
                 }],
      }],
    },
    {
      name: 'a call under the same signal in the handler, whose own failure is caught as well',
      code: `
        async function run(signal: AbortSignal) {
          for (;;) {
            try { await poll({ signal }) } catch {
              try { await pause({ signal }) } catch (error) { console.warn(error) }
            }
          }
        }
      `,
      errors: [{
        messageId: 'loopContinues',
        data: { call: '`poll()`', line: 'line 3', advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`' },
        line: 4, column: 44, endLine: 4, endColumn: 49,
        suggestions: [{
                   messageId: 'throwFirst',
                   data: { signal: '`signal`' },
                   output: `
        async function run(signal: AbortSignal) {
          for (;;) {
            try { await poll({ signal }) } catch {
              signal.throwIfAborted()
              try { await pause({ signal }) } catch (error) { console.warn(error) }
            }
          }
        }
      `,
                 }, {
                   messageId: 'returnFirst',
                   data: { signal: '`signal`' },
                   output: `
        async function run(signal: AbortSignal) {
          for (;;) {
            try { await poll({ signal }) } catch {
              if (signal.aborted) return
              try { await pause({ signal }) } catch (error) { console.warn(error) }
            }
          }
        }
      `,
                 }],
      }],
    },
  ],
})
