import { testRule } from './tester.js'

testRule('a loop that goes round again after an abort', {
  valid: [
    {
      name: 'the same loop over calls that are given no signal',
      code: `
        async function run(signal: AbortSignal) {
          while (true) {
            try { await poll() } catch (error) { console.warn(error) }
            await report({ signal })
          }
        }
      `,
    },
    {
      name: 'the handler throws after a count of attempts, and tests the signal before',
      code: `
        async function run(signal: AbortSignal) {
          for (let attempt = 0; ; attempt++) {
            try { return await poll({ signal }) } catch (error) {
              if (attempt === 3 || signal.aborted) throw error
            }
          }
        }
      `,
    },
    {
      name: 'what is taken from a list has no signal, and cleaning up is expected to fail',
      code: `
        async function run(queue: Queue, signal: AbortSignal) {
          while (true) {
            try { await queue.flush({ signal }) } catch (error) { console.warn(error) }
            try { await work(queue.pop()) } catch (error) { console.warn(error) }
          }
        }
      `,
    },
    {
      name: 'an event is sent to those who listen, along with options that carry a signal',
      code: `
        async function convert(pages: Page[], options: { signal: AbortSignal }) {
          for (const page of pages) {
            try { await dispatchProgressEvent(page.name, options) } catch {}
          }
        }
      `,
    },
    {
      name: 'the error is shown, and the loop asks the signal',
      code: `
        function Inbox() {
          const [error, setError] = useState()
          useEffect(() => {
            const controller = new AbortController()
            async function poll() {
              while (!controller.signal.aborted) {
                try { await fetch('/inbox', { signal: controller.signal }) } catch (e) { setError(e) }
                await turn()
              }
            }
            void poll()
            return () => { controller.abort() }
          }, [])
          return error
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'the same options, to one who works',
      code: `
        async function convert(pages: Page[], options: { signal: AbortSignal }) {
          for (const page of pages) {
            try { await render(page.name, options) } catch {}
          }
        }
      `,
      errors: [{
        messageId: 'loopContinues', line: 4,
        suggestions: [{ messageId: 'throwFirst', data: { signal: '`options.signal`' }, output: `
        async function convert(pages: Page[], options: { signal: AbortSignal }) {
          for (const page of pages) {
            try { await render(page.name, options) } catch { options.signal.throwIfAborted() }
          }
        }
      ` }, { messageId: 'returnFirst', data: { signal: '`options.signal`' }, output: `
        async function convert(pages: Page[], options: { signal: AbortSignal }) {
          for (const page of pages) {
            try { await render(page.name, options) } catch { if (options.signal.aborted) return }
          }
        }
      ` }],
      }],
    },
    {
      name: 'what is taken under a signal is waited for',
      code: `
        async function run(queue: Queue, signal: AbortSignal) {
          while (true) {
            try { await queue.pop({ signal }) } catch (error) { console.warn(error) }
          }
        }
      `,
      errors: [{ messageId: 'loopContinues', line: 4, column: 49, endLine: 4, endColumn: 54, suggestions: [{
          messageId: 'throwFirst',
          data: { signal: '`signal`' },
          output: `
        async function run(queue: Queue, signal: AbortSignal) {
          while (true) {
            try { await queue.pop({ signal }) } catch (error) { signal.throwIfAborted(); console.warn(error) }
          }
        }
      `,
        }, {
          messageId: 'returnFirst',
          data: { signal: '`signal`' },
          output: `
        async function run(queue: Queue, signal: AbortSignal) {
          while (true) {
            try { await queue.pop({ signal }) } catch (error) { if (signal.aborted) return; console.warn(error) }
          }
        }
      `,
        }] }],
    },
    {
      name: 'the error is shown, and the loop goes on',
      code: `
        function Inbox() {
          const [error, setError] = useState()
          useEffect(() => {
            const controller = new AbortController()
            async function poll() {
              while (true) {
                try { await fetch('/inbox', { signal: controller.signal }) } catch (e) { setError(e) }
                await turn()
              }
            }
            void poll()
            return () => { controller.abort() }
          }, [])
          return error
        }
      `,
      errors: [{ messageId: 'loopContinues', line: 8, column: 78, endLine: 8, endColumn: 83, suggestions: [{
          messageId: 'returnFirst',
          data: { signal: '`controller.signal`' },
          output: `
        function Inbox() {
          const [error, setError] = useState()
          useEffect(() => {
            const controller = new AbortController()
            async function poll() {
              while (true) {
                try { await fetch('/inbox', { signal: controller.signal }) } catch (e) { if (controller.signal.aborted) return; setError(e) }
                await turn()
              }
            }
            void poll()
            return () => { controller.abort() }
          }, [])
          return error
        }
      `,
        }] }],
    },
    {
      name: 'a poller',
      code: `
        async function run(signal: AbortSignal) {
          while (true) {
            try {
              await poll({ signal })
            } catch (error) {
              console.warn(error)
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'loopContinues',
          data: { call: '`poll()` (line 5)', line: 'line 3', advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`' },
          line: 6,
          column: 15,
          endLine: 6,
          endColumn: 20,
          suggestions: [{
            messageId: 'throwFirst',
            data: { signal: '`signal`' },
            output: `
        async function run(signal: AbortSignal) {
          while (true) {
            try {
              await poll({ signal })
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
          while (true) {
            try {
              await poll({ signal })
            } catch (error) {
              if (signal.aborted) return
              console.warn(error)
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a retry with a limit',
      code: `
        async function run(signal: AbortSignal) {
          for (let attempt = 0; ; attempt++) {
            try { return await poll({ signal }) } catch (error) {
              if (attempt === 3) throw error
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'loopContinues',
          data: { call: '`poll()`', line: 'line 3', advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`' },
          line: 4,
          column: 51,
          endLine: 4,
          endColumn: 56,
          suggestions: [{ messageId: 'throwFirst', data: { signal: '`signal`' }, output: `
        async function run(signal: AbortSignal) {
          for (let attempt = 0; ; attempt++) {
            try { return await poll({ signal }) } catch (error) {
              signal.throwIfAborted()
              if (attempt === 3) throw error
            }
          }
        }
      ` }],
        },
      ],
    },
    {
      name: 'the next of several addresses, with the error kept for the end',
      code: `
        async function ask(urls: string[], options?: { signal?: AbortSignal }) {
          let last: unknown
          for (const url of urls) {
            try {
              return await request(url, options)
            } catch (error) {
              last = error
            }
          }
          throw last
        }
      `,
      errors: [
        {
          messageId: 'loopContinues',
          data: {
            call: '`request()` (line 6)', line: 'line 4',
            advice: 'Rethrow on abort: start the handler with `options?.signal?.throwIfAborted()`',
          },
          line: 7,
          column: 15,
          endLine: 7,
          endColumn: 20,
          suggestions: [{ messageId: 'throwFirst', data: { signal: '`options?.signal`' }, output: `
        async function ask(urls: string[], options?: { signal?: AbortSignal }) {
          let last: unknown
          for (const url of urls) {
            try {
              return await request(url, options)
            } catch (error) {
              options?.signal?.throwIfAborted()
              last = error
            }
          }
          throw last
        }
      ` }],
        },
      ],
    },
    {
      name: 'a throwIfAborted inside the try is eaten by its own handler',
      code: `
        async function run(signal: AbortSignal) {
          while (true) {
            try {
              signal.throwIfAborted()
              await step()
            } catch (error) {
              console.warn(error)
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'loopContinues',
          data: {
            call: '`signal.throwIfAborted()` (line 5)', line: 'line 3',
            advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`',
          },
          line: 7,
          column: 15,
          endLine: 7,
          endColumn: 20,
          suggestions: [{
            messageId: 'throwFirst',
            data: { signal: '`signal`' },
            output: `
        async function run(signal: AbortSignal) {
          while (true) {
            try {
              signal.throwIfAborted()
              await step()
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
          while (true) {
            try {
              signal.throwIfAborted()
              await step()
            } catch (error) {
              if (signal.aborted) return
              console.warn(error)
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a test of the signal behind the guarded call, in the same try',
      code: `
        async function run(signal: AbortSignal) {
          while (true) {
            try {
              const item = await next(signal)
              if (signal.aborted) return
              handle(item)
            } catch {
              continue
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'loopContinues',
          data: { call: '`next()` (line 5)', line: 'line 3', advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`' },
          line: 8,
          column: 15,
          endLine: 8,
          endColumn: 20,
          suggestions: [{ messageId: 'throwFirst', data: { signal: '`signal`' }, output: `
        async function run(signal: AbortSignal) {
          while (true) {
            try {
              const item = await next(signal)
              if (signal.aborted) return
              handle(item)
            } catch {
              signal.throwIfAborted()
              continue
            }
          }
        }
      ` }],
        },
      ],
    },
    {
      name: 'listeners are told, and the loop goes on',
      code: `
        class Walk extends EventTarget {
          #shutdown = new AbortController()
          stop() { this.#shutdown.abort() }
          async run() {
            while (this.walkers > 0) {
              try {
                for await (const peer of this.peers({ signal: this.#shutdown.signal })) this.emit('peer', peer)
              } catch (error) {
                this.emit('walk:error', error)
              }
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'loopContinues',
          data: {
            call: '`this.peers()` (line 8)', line: 'line 6',
            advice: 'Rethrow on abort: start the handler with `this.#shutdown.signal.throwIfAborted()`',
          },
          line: 9,
          column: 17,
          endLine: 9,
          endColumn: 22,
          suggestions: [{
            messageId: 'throwFirst',
            data: { signal: '`this.#shutdown.signal`' },
            output: `
        class Walk extends EventTarget {
          #shutdown = new AbortController()
          stop() { this.#shutdown.abort() }
          async run() {
            while (this.walkers > 0) {
              try {
                for await (const peer of this.peers({ signal: this.#shutdown.signal })) this.emit('peer', peer)
              } catch (error) {
                this.#shutdown.signal.throwIfAborted()
                this.emit('walk:error', error)
              }
            }
          }
        }
      `,
          }, {
            messageId: 'returnFirst',
            data: { signal: '`this.#shutdown.signal`' },
            output: `
        class Walk extends EventTarget {
          #shutdown = new AbortController()
          stop() { this.#shutdown.abort() }
          async run() {
            while (this.walkers > 0) {
              try {
                for await (const peer of this.peers({ signal: this.#shutdown.signal })) this.emit('peer', peer)
              } catch (error) {
                if (this.#shutdown.signal.aborted) return
                this.emit('walk:error', error)
              }
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'the inner of two handlers',
      code: `
        async function run(signal: AbortSignal) {
          try {
            while (true) {
              try { await poll({ signal }) } catch {}
            }
          } catch (error) {
            throw new Error('ended', { cause: error })
          }
        }
      `,
      errors: [
        {
          messageId: 'loopContinues',
          data: { call: '`poll()`', line: 'line 4', advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`' },
          line: 5,
          column: 46,
          endLine: 5,
          endColumn: 51,
          suggestions: [{
            messageId: 'throwFirst',
            data: { signal: '`signal`' },
            output: `
        async function run(signal: AbortSignal) {
          try {
            while (true) {
              try { await poll({ signal }) } catch { signal.throwIfAborted() }
            }
          } catch (error) {
            throw new Error('ended', { cause: error })
          }
        }
      `,
          }, {
            messageId: 'returnFirst',
            data: { signal: '`signal`' },
            output: `
        async function run(signal: AbortSignal) {
          try {
            while (true) {
              try { await poll({ signal }) } catch { if (signal.aborted) return }
            }
          } catch (error) {
            throw new Error('ended', { cause: error })
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
