import { testRule } from './tester.js'

testRule('a loop that goes on after the abort', {
  valid: [
    {
      name: 'it checks at the top, in its condition, behind the wait, or hands the signal on',
      code: `
        async function top(signal) {
          while (true) {
            signal.throwIfAborted()
            await refresh()
          }
        }
        async function condition(signal) {
          while (!signal.aborted) {
            await sleep(1000)
          }
        }
        async function behind({ signal }) {
          for (;;) {
            await sleep(1000)
            if (signal?.aborted) return
          }
        }
        async function handed(options) {
          use(options.signal)
          for (let attempt = 0; attempt < 5; attempt++) {
            await send(options)
          }
        }
      `,
    },
    {
      name: 'a listener ends what it waits for, and a flag of the owner ends the loop',
      code: `
        async function listens(signal) {
          signal.addEventListener('abort', () => source.close())
          while (true) {
            await source.arrival()
          }
        }
        class Poller {
          #ac = new AbortController()

          async poll() {
            while (true) {
              if (this.idle) return
              await refresh()
            }
          }

          stop() {
            this.idle = true
            this.#ac.abort()
          }
        }
      `,
    },
    {
      name: 'it goes over data, or reads what the abort ends',
      code: `
        async function all(items, signal) {
          for (const item of items) {
            await store(item)
          }
          for (let at = 0; at < items.length; at++) {
            await store(items[at])
          }
          use(signal.aborted)
        }
        async function reads(reader, signal) {
          while (true) {
            const { done } = await reader.read()
            if (done) return signal.aborted
          }
        }
      `,
    },
    {
      name: 'the way round is taken once',
      code: `
        async function hold(signal) {
          let isCold = true
          while (true) {
            if (isCold) {
              isCold = false
              await warmUp()
              continue
            }
            await next(signal)
          }
        }
      `,
    },
    {
      name: 'what it calls looks at the signal, and the controller is for something else',
      code: `
        class Worker {
          #loginController = new AbortController()

          async work(signal) {
            const step = async () => {
              if (signal.aborted) throw signal.reason
            }
            while (true) {
              await step()
            }
          }

          async retry() {
            while (true) {
              await refresh()
            }
          }

          logOut() {
            this.#loginController.abort()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a command of the name of the abort is registered, which is no listener of the signal',
      code: `
        function serve(commands) {
          let abort = new AbortController()
          commands.register('abort', () => {
            abort.abort()
            abort = new AbortController()
          })
          return async prompt => {
            for (let attempt = 0; attempt < 3; attempt++) {
              try {
                return await ask(prompt)
              } catch {
                await pause(2000)
              }
            }
          }
        }
      `,
      errors: [{ messageId: 'unobserved', line: 9 }],
    },
    {
      name: 'nothing looks at the signal',
      code: `
        export async function watch(signal) {
          while (true) {
            await refresh()
            await sleep(1000)
          }
          log(signal.aborted)
        }
      `,
      errors: [
        {
          messageId: 'unobserved',
          data: { signal: 'signal', wait: '`refresh()` (line 4)' },
          line: 3, column: 11, endLine: 3, endColumn: 16,
          suggestions: [
            {
              messageId: 'throwAtTop',
              data: { call: 'signal.throwIfAborted()' },
              output: `
        export async function watch(signal) {
          while (true) {
            signal.throwIfAborted()
            await refresh()
            await sleep(1000)
          }
          log(signal.aborted)
        }
      `,
            },
          ],
        },
      ],
    },
    {
      name: 'a way round leaves out the only check',
      code: `
        async function poll(url, { signal }) {
          for (let attempt = 0; attempt < 10; attempt++) {
            const answer = await load(url)
            if (answer.isBusy) {
              await sleep(1000)
              continue
            }
            if (signal?.aborted) return
            use(answer)
          }
        }
      `,
      errors: [
        {
          messageId: 'skipped',
          data: { signal: 'signal', loop: 'line 3' },
          line: 7, column: 15, endLine: 7, endColumn: 23,
          suggestions: [
            {
              messageId: 'checkFirst',
              data: { call: 'if (signal?.aborted) return' },
              output: `
        async function poll(url, { signal }) {
          for (let attempt = 0; attempt < 10; attempt++) {
            const answer = await load(url)
            if (answer.isBusy) {
              await sleep(1000)
              if (signal?.aborted) return
              continue
            }
            if (signal?.aborted) return
            use(answer)
          }
        }
      `,
            },
          ],
        },
      ],
    },
    {
      name: 'retries sleep through the abort of the class',
      code: `
        class Courier {
          #ac = new AbortController()

          send(parcel) {
            const { signal } = this.#ac
            return this.#retry(() => post(parcel, signal))
          }

          abort() {
            this.#ac.abort()
          }

          async #retry(post) {
            for (let n = 1; ; n++) {
              try {
                return await post()
              } catch (error) {
                if (n === 5) throw error
                await new Promise(resolve => setTimeout(resolve, n * 1000))
              }
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'unobserved',
          data: { signal: 'this.#ac', wait: 'the promise on line 20' },
          line: 15, column: 13, endLine: 15, endColumn: 16,
          suggestions: [],
        },
      ],
    },
    {
      name: 'the object that carries the signal is read further down only',
      code: `
        async function follow(options) {
          while (true) {
            const page = await load(options.cursor)
            if (page.isLast) break
          }
          return listen({ signal: options.signal })
        }
      `,
      errors: [
        {
          messageId: 'unobserved',
          data: { signal: 'options.signal', wait: '`load()` (line 4)' },
          line: 3, column: 11, endLine: 3, endColumn: 16,
          suggestions: [
            {
              messageId: 'throwAtTop',
              data: { call: 'options.signal?.throwIfAborted()' },
              output: `
        async function follow(options) {
          while (true) {
            options.signal?.throwIfAborted()
            const page = await load(options.cursor)
            if (page.isLast) break
          }
          return listen({ signal: options.signal })
        }
      `,
            },
          ],
        },
      ],
    },
  ],
})
