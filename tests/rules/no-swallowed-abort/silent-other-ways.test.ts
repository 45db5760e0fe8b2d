import { testRule } from './tester.js'

const strict = [{ strict: true }] as const

testRule('silent where the abort is let out, handed on, or no cancellation', {
  valid: [
    {
      name: 'nothing awaited in the try takes the signal',
      code: `
        async function run(signal: AbortSignal) {
          for (const part of parts) {
            try { cache.set(part, await parse(part)) } catch (error) { failed.set(part, true) }
          }
          return fetch(url, { signal })
        }
      `,
      options: strict,
    },
    {
      name: 'teardown',
      code: `
        class Client {
          async close(options: { signal?: AbortSignal }) {
            for (const stream of this.streams) {
              try { await stream.end(options) } catch (error) { this.failed = true }
            }
          }
        }
      `,
      options: strict,
    },
    {
      name: 'a clean-up in the handler of another failure',
      code: `
        async function connect(signal: AbortSignal) {
          try { return await dial({ signal }) } catch (error) {
            try { await bye({ signal }) } catch { state.failed = true }
            throw error
          }
        }
      `,
      options: strict,
    },
    {
      name: 'rethrown with a cause',
      code: `
        async function load(signal: AbortSignal) {
          try { return await fetch(url, { signal }) } catch (error) {
            this.state = 'failed'
            throw new Error('could not load', { cause: error })
          }
        }
      `,
      options: strict,
    },
    {
      name: 'rejected',
      code: `
        function load(signal: AbortSignal) {
          return new Promise((resolve, reject) => {
            fetch(url, { signal }).then(resolve, (error) => {
              cache.set(url, 'failed')
              reject(error)
            })
          })
        }
      `,
      options: strict,
    },
    {
      name: 'given to a callback',
      code: `
        async function load(signal: AbortSignal, onError: (error: unknown) => void) {
          try { await fetch(url, { signal }) } catch (error) { onError(error) }
        }
      `,
      options: strict,
    },
    {
      name: 'given to a callback that may end the loop',
      code: `
        async function load(signal: AbortSignal, callback: (error: unknown) => void) {
          while (true) {
            try { await fetch(url, { signal }) } catch (error) { callback(error) }
          }
        }
      `,
      options: strict,
    },
    {
      name: 'given to a stream',
      code: `
        async function load(signal: AbortSignal) {
          try { await fetch(url, { signal }) } catch (error) {
            this.state = 'failed'
            this.controller.error(error)
          }
        }
      `,
      options: strict,
    },
    {
      name: 'stored',
      code: `
        async function load(signal: AbortSignal) {
          let failure
          try { await fetch(url, { signal }) } catch (error) {
            failure = error
            this.state = 'failed'
          }
          if (failure) throw failure
        }
      `,
      options: strict,
    },
    {
      name: 'a deadline of its own',
      code: `
        async function isUp(port: number) {
          try { await fetch(address(port), { signal: AbortSignal.timeout(1000) }); return true } catch { return false }
        }
      `,
      options: strict,
    },
    {
      name: 'a controller that only a timer aborts',
      code: `
        async function isUp(port: number) {
          const controller = new AbortController()
          const timer = setTimeout(() => controller.abort(), 1000)
          try { await fetch(address(port), { signal: controller.signal }); return true } catch { return false } finally { clearTimeout(timer) }
        }
      `,
      options: strict,
    },
    {
      name: 'a controller that nobody aborts',
      code: `
        async function all(urls: string[]) {
          const { signal } = new AbortController()
          for (const url of urls) {
            try { await fetch(url, { signal }) } catch (error) { console.warn(error) }
          }
        }
      `,
      options: strict,
    },
    {
      name: 'the catcher aborts and settles its own task',
      code: `
        async function once() {
          const ac = new AbortController()
          const task = listen({ signal: ac.signal })
          await work()
          ac.abort()
          await task.catch(() => {})
        }
      `,
      options: strict,
    },
    {
      name: 'an answer with the error in it',
      code: `
        async function tool(input: string, { signal }: { signal: AbortSignal }) {
          try { return await execute(input, signal) } catch (error) { return { error: String(error) } }
        }
      `,
      options: strict,
    },
    {
      name: 'a helper that rethrows',
      code: `
        async function run(signal: AbortSignal) {
          while (true) {
            try { await poll({ signal }) } catch (error) { throwIfFatal(error) }
          }
        }
      `,
      options: strict,
    },
    {
      name: 'a helper of this file that filters the error',
      code: `
        class Poller {
          #noted(error: Error) { if (error.name !== 'AbortError') console.warn(error) }
          async run(signal: AbortSignal) {
            while (true) {
              try { await poll({ signal }) } catch (error) { this.#noted(error as Error) }
            }
          }
        }
      `,
      options: strict,
    },
    {
      name: 'a background call with a log',
      code: `
        function prewarm(signal: AbortSignal) {
          void connect({ signal }).catch((error) => { console.warn(error) })
        }
      `,
      options: strict,
    },
    {
      name: 'the handler leaves the loop',
      code: `
        async function run(signal: AbortSignal) {
          while (true) {
            try { await poll({ signal }) } catch { break }
          }
        }
      `,
      options: strict,
    },
    {
      name: 'a process signal',
      code: `
        async function stopAll(signal: NodeJS.Signals) {
          for (const child of children) {
            try { await send(child, signal) } catch (error) { console.warn(error) }
          }
        }
      `,
      options: strict,
    },
    {
      name: 'a signal of a call in WebRTC',
      code: `
        async function negotiate(signal: SignalClient) {
          for (const offer of offers) {
            try { await answer(offer, signal) } catch (error) { console.warn(error) }
          }
        }
      `,
      options: strict,
    },
    {
      name: 'a body read for an error message',
      code: `
        async function load(signal: AbortSignal) {
          const response = await fetch(url, { signal })
          if (!response.ok) throw new Error(await response.text().catch(() => ''))
          return response
        }
      `,
      options: strict,
    },
    {
      name: 'an answer that is a boundary under recommended',
      code: `
        async function check(signal: AbortSignal) {
          try { await probe({ signal }); return { ok: true } } catch { return { ok: false } }
        }
      `,
    },
    {
      name: 'a return in finally of a try that takes no signal',
      code: `
        async function check() {
          try { return await probe() } finally { return 1 }
        }
      `,
      options: strict,
    },
  ],
  invalid: [],
})
