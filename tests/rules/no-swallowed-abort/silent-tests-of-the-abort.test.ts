import { testRule } from './tester.js'

const strict = [{ strict: true }] as const

testRule('silent where the abort is tested', {
  valid: [
    {
      name: 'only failures of another kind are swallowed, out of an iteration as well',
      code: `
        async function run(signal: AbortSignal) {
          for (const url of urls) {
            try {
              for await (const line of read(url, { signal })) {
                if (signal.aborted) return
                use(line)
              }
            } catch (error) {
              if (error instanceof HttpError) console.warn(error)
              else throw error
            }
          }
        }
      `,
    },
    {
      name: 'the signal in the loop condition',
      code: `
        async function run(signal: AbortSignal) {
          while (!signal.aborted) {
            try { await poll({ signal }) } catch (error) { console.warn(error) }
          }
        }
      `,
    },
    {
      name: 'the signal at the top of the loop',
      code: `
        async function run(signal: AbortSignal) {
          for (const url of urls) {
            signal.throwIfAborted()
            try { await poll(url, { signal }) } catch (error) { console.warn(error) }
          }
        }
      `,
    },
    {
      name: 'the signal right after the try',
      code: `
        async function run(signal: AbortSignal) {
          while (true) {
            try { await poll({ signal }) } catch (error) { console.warn(error) }
            if (signal.aborted) break
          }
        }
      `,
    },
    {
      name: 'the signal first in the handler',
      code: `
        async function run(signal: AbortSignal) {
          while (true) {
            try { await poll({ signal }) } catch (error) {
              signal.throwIfAborted()
              console.warn(error)
            }
          }
        }
      `,
    },
    {
      name: 'the name of the error',
      code: `
        async function run(signal: AbortSignal) {
          while (true) {
            try { await poll({ signal }) } catch (error) {
              if ((error as Error).name === 'AbortError') return
              console.warn(error)
            }
          }
        }
      `,
    },
    {
      name: 'the code of the error',
      code: `
        async function run(signal: AbortSignal) {
          while (true) {
            try { await poll({ signal }) } catch (error: any) {
              if (error.code === 'ABORT_ERR') return
              console.warn(error)
            }
          }
        }
      `,
    },
    {
      name: 'the class of the error',
      code: `
        async function run(signal: AbortSignal) {
          while (true) {
            try { await poll({ signal }) } catch (error) {
              if (error instanceof DOMException) throw error
              console.warn(error)
            }
          }
        }
      `,
    },
    {
      name: 'a helper with a name that says so',
      code: `
        async function run(signal: AbortSignal) {
          while (true) {
            try { await poll({ signal }) } catch (error) {
              if (isAbortError(error)) return
              console.warn(error)
            }
          }
        }
      `,
    },
    {
      name: 'axios.isCancel',
      code: `
        async function run(signal: AbortSignal) {
          while (true) {
            try { await axios.get(url, { signal }) } catch (error) {
              if (axios.isCancel(error)) return
              console.warn(error)
            }
          }
        }
      `,
    },
    {
      name: 'a helper named by the settings',
      code: `
        async function run(signal: AbortSignal) {
          while (true) {
            try { await poll({ signal }) } catch (error) {
              if (wasOurs(error)) return
              console.warn(error)
            }
          }
        }
      `,
      settings: { teardown: { isAbortError: ['wasOurs'] } },
    },
    {
      name: 'a test for another kind of error whose other branch throws',
      code: `
        async function run(signal: AbortSignal) {
          while (true) {
            try { await poll({ signal }) } catch (error) {
              if (error instanceof NotFoundError) console.warn(error)
              else throw error
            }
          }
        }
      `,
    },
    {
      name: 'a predicate of the error that decides whether to throw',
      code: `
        async function run(signal: AbortSignal) {
          while (true) {
            try { await poll({ signal }) } catch (error) {
              if (!isRetryable(error)) throw error
            }
          }
        }
      `,
    },
    {
      name: 'an own flag in the loop condition',
      code: `
        class Poller {
          #abort = new AbortController()
          #closed = false
          close() { this.#closed = true; this.#abort.abort() }
          async run() {
            while (!this.#closed) {
              try { await poll({ signal: this.#abort.signal }) } catch (error) { console.warn(error) }
            }
          }
        }
      `,
    },
    {
      name: 'an own generation compared',
      code: `
        class Poller {
          #abort = new AbortController()
          #generation = 0
          stop() { this.#generation++; this.#abort.abort() }
          async run(generation: number) {
            while (true) {
              try { await poll({ signal: this.#abort.signal }) } catch (error) { console.warn(error) }
              if (this.#generation !== generation) return
            }
          }
        }
      `,
    },
    {
      name: 'an abort-aware sleep in the handler',
      code: `
        async function run(signal: AbortSignal) {
          while (true) {
            try { await poll({ signal }) } catch (error) {
              console.warn(error)
              await sleep(1000, signal)
            }
          }
        }
      `,
    },
    {
      name: 'a for await whose source carries the signal',
      code: `
        async function run(signal: AbortSignal) {
          for await (const item of source({ signal })) {
            try { await handle(item, { signal }) } catch (error) { console.warn(error) }
          }
        }
      `,
    },
    {
      name: 'the signal before the answer',
      code: `
        async function has(key: string, signal: AbortSignal) {
          try { return await find(key, { signal }) } catch {
            signal.throwIfAborted()
            return false
          }
        }
      `,
      options: strict,
    },
  ],
  invalid: [],
})
