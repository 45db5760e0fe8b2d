import { testRule } from './tester.js'

testRule('an abort taken for a failure', {
  valid: [
    {
      name: 'only what is busy is marked as at rest',
      code: `
        class Store {
          async load(signal: AbortSignal) {
            this.loading = true
            try { this.items = await fetchItems({ signal }) } catch { this.loading = false }
          }
        }
      `,
    },
    {
      name: 'a log and a metric',
      code: `
        async function load(signal: AbortSignal) {
          try { await fetchItems({ signal }) } catch (error) {
            metrics.failures.increment()
            log.error(error)
          }
        }
      `,
    },
    {
      name: 'whoever reads the other end of the stream gets the error',
      code: `
        function copy(source: Source, signal: AbortSignal) {
          const transform = new TransformStream()
          void (async () => {
            try {
              await source.pipeTo(transform.writable, { signal })
            } catch (error) {
              await transform.writable.abort(error).catch(() => {})
            }
          })()
          return transform.readable
        }
      `,
    },
    {
      name: 'a note in a list that the function around it made',
      code: `
        async function watch(signal: AbortSignal) {
          const seen: string[] = []
          const task = fork(async () => {
            try { await forever(signal) } catch { seen.push('end') }
          })
          await task
          return seen
        }
      `,
    },
    {
      name: 'a clean-up',
      code: `
        async function load(signal: AbortSignal) {
          try { await fetchItems({ signal }) } catch { connection.close() }
        }
      `,
    },
    {
      name: 'a second call that is given the same signal',
      code: `
        async function load(signal: AbortSignal) {
          try { await fetchItems({ signal }) } catch { await fetchOldItems({ signal }) }
        }
      `,
    },
    {
      name: 'another kind of error is what is cached',
      code: `
        async function look(key: string, signal: AbortSignal) {
          try { return await find(key, { signal }) } catch (error) {
            if (error instanceof NotFoundError) cache.set(key, null)
            else throw error
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a provider is marked as unavailable',
      code: `
        class Fallback {
          async recognize(frame: Frame, abortSignal?: AbortSignal) {
            const status = this.statuses.get(frame.source)
            try {
              return await this.provider.recognize(frame, abortSignal)
            } catch (error) {
              this.logger.warn(error)
              status.available = false
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'actsOnFailure',
          data: {
            call: '`this.provider.recognize()` (line 6)', what: 'line 9 sets `status.available`',
            advice: 'Rethrow on abort: start the handler with `abortSignal?.throwIfAborted()`',
          },
          line: 7,
          column: 15,
          endLine: 7,
          endColumn: 20,
          suggestions: [{ messageId: 'throwFirst', data: { signal: '`abortSignal`' }, output: `
        class Fallback {
          async recognize(frame: Frame, abortSignal?: AbortSignal) {
            const status = this.statuses.get(frame.source)
            try {
              return await this.provider.recognize(frame, abortSignal)
            } catch (error) {
              abortSignal?.throwIfAborted()
              this.logger.warn(error)
              status.available = false
            }
          }
        }
      ` }],
        },
      ],
    },
    {
      name: 'nothing found is cached',
      code: `
        async function look(key: string, signal: AbortSignal) {
          try { return await find(key, { signal }) } catch { cache.set(key, null) }
        }
      `,
      errors: [
        {
          messageId: 'actsOnFailure',
          data: {
            call: '`find()`', what: 'this line calls `cache.set()`',
            advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`',
          },
          line: 3,
          column: 54,
          endLine: 3,
          endColumn: 59,
          suggestions: [{ messageId: 'throwFirst', data: { signal: '`signal`' }, output: `
        async function look(key: string, signal: AbortSignal) {
          try { return await find(key, { signal }) } catch { signal.throwIfAborted(); cache.set(key, null) }
        }
      ` }],
        },
      ],
    },
    {
      name: 'a peer is blocked',
      code: `
        async function ping(peer: Peer, options: AbortOptions) {
          try {
            await peer.ping(options)
          } catch {
            await blocklist.add(peer.id)
          }
        }
      `,
      errors: [
        {
          messageId: 'actsOnFailure',
          data: {
            call: '`peer.ping()` (line 4)', what: 'line 6 calls `blocklist.add()`',
            advice: 'Rethrow on abort: check the signal at the start of the handler',
          },
          line: 5,
          column: 13,
          endLine: 5,
          endColumn: 18,
          suggestions: [{ messageId: 'throwOn', output: `
        async function ping(peer: Peer, options: AbortOptions) {
          try {
            await peer.ping(options)
          } catch (error) {
            if (error instanceof Error && error.name === 'AbortError') throw error
            await blocklist.add(peer.id)
          }
        }
      ` }],
        },
      ],
    },
    {
      name: 'a score is lowered on one of two ways',
      code: `
        class Urls {
          first(signal: AbortSignal) {
            return new Promise((resolve, reject) => {
              request(this.url, { signal }).then(resolve, (error) => {
                this.score = this.score - 1
                if (this.left === 0) reject(error)
                else this.log.debug(error)
              })
            })
          }
        }
      `,
      errors: [
        {
          messageId: 'actsOnFailure',
          data: { call: '`request()`', what: 'line 6 sets `this.score`', advice: 'Check the signal at the start of the handler' },
          line: 5,
          column: 59,
          endLine: 5,
          endColumn: 69,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a status is overwritten',
      code: `
        class Job {
          #abort = new AbortController()
          cancel() { this.#abort.abort() }
          async run() {
            try {
              await work(this.#abort.signal)
            } catch {
              this.status = 'failed'
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'actsOnFailure',
          data: {
            call: '`work()` (line 7)', what: 'line 9 sets `this.status`',
            advice: 'Rethrow on abort: start the handler with `this.#abort.signal.throwIfAborted()`',
          },
          line: 8,
          column: 15,
          endLine: 8,
          endColumn: 20,
          suggestions: [{
            messageId: 'throwFirst',
            data: { signal: '`this.#abort.signal`' },
            output: `
        class Job {
          #abort = new AbortController()
          cancel() { this.#abort.abort() }
          async run() {
            try {
              await work(this.#abort.signal)
            } catch {
              this.#abort.signal.throwIfAborted()
              this.status = 'failed'
            }
          }
        }
      `,
          }, {
            messageId: 'returnFirst',
            data: { signal: '`this.#abort.signal`' },
            output: `
        class Job {
          #abort = new AbortController()
          cancel() { this.#abort.abort() }
          async run() {
            try {
              await work(this.#abort.signal)
            } catch {
              if (this.#abort.signal.aborted) return
              this.status = 'failed'
            }
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
