import { testRule } from './tester.js'

testRule('calls of the platform that take a signal', {
  valid: [
    {
      name: 'a deadline joined with a deadline',
      code: `
        async function any(urls: string[]) {
          for (const url of urls) {
            const signal = AbortSignal.any([AbortSignal.timeout(1000), AbortSignal.timeout(5000)])
            try { return await fetch(url, { signal }) } catch (error) { console.warn(error) }
          }
        }
      `,
    },
    {
      name: 'events.once without a signal',
      code: `
        async function run(emitter: EventEmitter, signal: AbortSignal) {
          for (;;) {
            try { await once(emitter, 'ready') } catch (error) { console.warn(error) }
          }
        }
      `,
    },
    {
      name: 'events.on, left for good where it ends',
      code: `
        async function run(emitter: EventEmitter, signal: AbortSignal) {
          try {
            for await (const [turn] of on(emitter, 'turn', { signal })) handle(turn)
          } catch (error) {
            console.warn(error)
          }
        }
      `,
    },
    {
      name: 'a wait without a signal',
      code: `
        async function run(signal: AbortSignal) {
          for (;;) {
            try { await sleep(1000) } catch (error) { console.warn(error) }
          }
        }
      `,
    },
    {
      name: 'a pipeline without a signal',
      code: `
        async function save(source: Readable, path: string, signal: AbortSignal) {
          try { await pipeline(source, createWriteStream(path)) } catch { broken.add(path) }
        }
      `,
    },
    {
      name: 'throwIfAborted before the try',
      code: `
        function parseAll(items: string[], signal: AbortSignal) {
          for (const item of items) {
            signal.throwIfAborted()
            try { parse(item) } catch (error) { console.warn(error) }
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'AbortSignal.any of the caller\'s signal and the owner\'s',
      code: `
        class Client {
          #abort = new AbortController()
          stop() { this.#abort.abort() }
          async any(urls: string[], caller: AbortSignal) {
            for (const url of urls) {
              const signal = AbortSignal.any([caller, this.#abort.signal])
              try { return await fetch(url, { signal }) } catch (error) { console.warn(error) }
            }
          }
        }
      `,
      errors: [{
        messageId: 'loopContinues',
        data: { call: '`fetch()`', line: 'line 6', advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`' },
        line: 8, column: 59, endLine: 8, endColumn: 64,
        suggestions: [{ messageId: 'throwFirst', data: { signal: '`signal`' }, output: `
        class Client {
          #abort = new AbortController()
          stop() { this.#abort.abort() }
          async any(urls: string[], caller: AbortSignal) {
            for (const url of urls) {
              const signal = AbortSignal.any([caller, this.#abort.signal])
              try { return await fetch(url, { signal }) } catch (error) { signal.throwIfAborted(); console.warn(error) }
            }
          }
        }
      ` }],
      }],
    },
    {
      name: 'events.once',
      code: `
        async function run(emitter: EventEmitter, signal: AbortSignal) {
          for (;;) {
            try { await once(emitter, 'ready', { signal }) } catch (error) { console.warn(error) }
          }
        }
      `,
      errors: [{
        messageId: 'loopContinues',
        data: { call: '`once()`', line: 'line 3', advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`' },
        line: 4, column: 62, endLine: 4, endColumn: 67,
        suggestions: [{
                   messageId: 'throwFirst',
                   data: { signal: '`signal`' },
                   output: `
        async function run(emitter: EventEmitter, signal: AbortSignal) {
          for (;;) {
            try { await once(emitter, 'ready', { signal }) } catch (error) { signal.throwIfAborted(); console.warn(error) }
          }
        }
      `,
                 }, {
                   messageId: 'returnFirst',
                   data: { signal: '`signal`' },
                   output: `
        async function run(emitter: EventEmitter, signal: AbortSignal) {
          for (;;) {
            try { await once(emitter, 'ready', { signal }) } catch (error) { if (signal.aborted) return; console.warn(error) }
          }
        }
      `,
                 }],
      }],
    },
    {
      name: 'events.on, begun again where it ends',
      code: `
        async function run(emitter: EventEmitter, signal: AbortSignal) {
          for (;;) {
            try {
              for await (const [turn] of on(emitter, 'turn', { signal })) handle(turn)
            } catch (error) {
              console.warn(error)
            }
          }
        }
      `,
      errors: [{
        messageId: 'loopContinues',
        data: { call: '`on()` (line 5)', line: 'line 3', advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`' },
        line: 6, column: 15, endLine: 6, endColumn: 20,
        suggestions: [{
                   messageId: 'throwFirst',
                   data: { signal: '`signal`' },
                   output: `
        async function run(emitter: EventEmitter, signal: AbortSignal) {
          for (;;) {
            try {
              for await (const [turn] of on(emitter, 'turn', { signal })) handle(turn)
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
        async function run(emitter: EventEmitter, signal: AbortSignal) {
          for (;;) {
            try {
              for await (const [turn] of on(emitter, 'turn', { signal })) handle(turn)
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
      name: 'a wait of timers/promises',
      code: `
        async function run(signal: AbortSignal) {
          for (;;) {
            try { await sleep(1000, undefined, { signal }) } catch (error) { console.warn(error) }
          }
        }
      `,
      errors: [{
        messageId: 'loopContinues',
        data: { call: '`sleep()`', line: 'line 3', advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`' },
        line: 4, column: 62, endLine: 4, endColumn: 67,
        suggestions: [{
                   messageId: 'throwFirst',
                   data: { signal: '`signal`' },
                   output: `
        async function run(signal: AbortSignal) {
          for (;;) {
            try { await sleep(1000, undefined, { signal }) } catch (error) { signal.throwIfAborted(); console.warn(error) }
          }
        }
      `,
                 }, {
                   messageId: 'returnFirst',
                   data: { signal: '`signal`' },
                   output: `
        async function run(signal: AbortSignal) {
          for (;;) {
            try { await sleep(1000, undefined, { signal }) } catch (error) { if (signal.aborted) return; console.warn(error) }
          }
        }
      `,
                 }],
      }],
    },
    {
      name: 'an interval of timers/promises',
      code: `
        async function run(signal: AbortSignal) {
          for (;;) {
            try {
              for await (const turn of timers.setInterval(1000, undefined, { signal })) await poll(turn)
            } catch (error) {
              console.warn(error)
            }
          }
        }
      `,
      errors: [{
        messageId: 'loopContinues',
        data: {
          call: '`timers.setInterval()` (line 5)', line: 'line 3',
          advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`',
        },
        line: 6, column: 15, endLine: 6, endColumn: 20,
        suggestions: [{
                   messageId: 'throwFirst',
                   data: { signal: '`signal`' },
                   output: `
        async function run(signal: AbortSignal) {
          for (;;) {
            try {
              for await (const turn of timers.setInterval(1000, undefined, { signal })) await poll(turn)
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
              for await (const turn of timers.setInterval(1000, undefined, { signal })) await poll(turn)
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
      name: 'a pipeline of streams',
      code: `
        async function save(source: Readable, path: string, signal: AbortSignal) {
          try { await pipeline(source, createWriteStream(path), { signal }) } catch { broken.add(path) }
        }
      `,
      errors: [{
        messageId: 'actsOnFailure',
        data: {
          call: '`pipeline()`', what: 'this line calls `broken.add()`',
          advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`',
        },
        line: 3, column: 79, endLine: 3, endColumn: 84,
        suggestions: [{
                   messageId: 'throwFirst',
                   data: { signal: '`signal`' },
                   output: `
        async function save(source: Readable, path: string, signal: AbortSignal) {
          try { await pipeline(source, createWriteStream(path), { signal }) } catch { signal.throwIfAborted(); broken.add(path) }
        }
      `,
                 }, {
                   messageId: 'returnFirst',
                   data: { signal: '`signal`' },
                   output: `
        async function save(source: Readable, path: string, signal: AbortSignal) {
          try { await pipeline(source, createWriteStream(path), { signal }) } catch { if (signal.aborted) return; broken.add(path) }
        }
      `,
                 }],
      }],
    },
    {
      name: 'throwIfAborted, in a try of its own loop',
      code: `
        function parseAll(items: string[], signal: AbortSignal) {
          for (const item of items) {
            try { signal.throwIfAborted(); parse(item) } catch (error) { console.warn(error) }
          }
        }
      `,
      errors: [{
        messageId: 'loopContinues',
        data: {
          call: '`signal.throwIfAborted()`', line: 'line 3', advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`',
        },
        line: 4, column: 58, endLine: 4, endColumn: 63,
        suggestions: [{
                   messageId: 'throwFirst',
                   data: { signal: '`signal`' },
                   output: `
        function parseAll(items: string[], signal: AbortSignal) {
          for (const item of items) {
            try { signal.throwIfAborted(); parse(item) } catch (error) { signal.throwIfAborted(); console.warn(error) }
          }
        }
      `,
                 }, {
                   messageId: 'returnFirst',
                   data: { signal: '`signal`' },
                   output: `
        function parseAll(items: string[], signal: AbortSignal) {
          for (const item of items) {
            try { signal.throwIfAborted(); parse(item) } catch (error) { if (signal.aborted) return; console.warn(error) }
          }
        }
      `,
                 }],
      }],
    },
  ],
})
