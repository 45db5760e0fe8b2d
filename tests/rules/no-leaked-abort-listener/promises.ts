import type { Cases } from './tester.js'

/** Listeners in the executors of promises. */
export const promises: Cases = {
  valid: [
    {
      name: 'the timer takes the listener off',
      code: `
        function sleep(ms, signal) {
          return new Promise((resolve, reject) => {
            const stop = () => { clearTimeout(timer); reject(signal.reason) }
            const timer = setTimeout(() => {
              signal.removeEventListener('abort', stop)
              resolve()
            }, ms)
            signal.addEventListener('abort', stop, { once: true })
          })
        }
      `,
    },
    {
      name: 'nothing but the abort settles the promise',
      code: `
        function aborted(signal) {
          return new Promise(resolve => {
            if (signal.aborted) return resolve()
            signal.addEventListener('abort', () => resolve(), { once: true })
          })
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'the signal of a controller ends the listener',
      code: `
        function waitFor(bell, signal) {
          return new Promise(resolve => {
            const done = new AbortController()
            bell.once('ring', () => { done.abort(); resolve() })
            signal.addEventListener('abort', () => resolve(), { signal: done.signal })
          })
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'options that we cannot read',
      code: `
        function waitFor(bell, signal, options) {
          return new Promise(resolve => {
            bell.once('ring', resolve)
            signal.addEventListener('abort', () => resolve(), options)
          })
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'the listener is the clean-up: the timer runs it, and it takes itself off',
      code: `
        function rest(ms, signal) {
          return new Promise(resolve => {
            const done = () => { clearTimeout(timer); signal.removeEventListener('abort', done); resolve() }
            const timer = setTimeout(done, ms)
            signal.addEventListener('abort', done)
          })
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'the signal is made around it',
      code: `
        async function run(jobs) {
          const controller = new AbortController()
          for (const job of jobs) {
            await new Promise((resolve, reject) => {
              job.once('end', resolve)
              controller.signal.addEventListener('abort', reject)
            })
          }
          controller.abort()
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'the listener only ends another subscription',
      code: `
        function listen(target, signal) {
          return new Promise(resolve => {
            target.on('ready', resolve)
            signal.addEventListener('abort', () => target.off('ready', resolve))
          })
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'once per call: only strict tells it',
      code: `
        function ask(socket, signal) {
          return new Promise((resolve, reject) => {
            socket.once('answer', resolve)
            signal.addEventListener('abort', () => reject(signal.reason))
          })
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a helper that sleeps',
      code: `
        function sleep(ms, signal) {
          return new Promise((resolve, reject) => {
            const timer = setTimeout(resolve, ms)
            signal.addEventListener('abort', () => {
              clearTimeout(timer)
              reject(signal.reason)
            }, { once: true })
          })
        }
      `,
      errors: [{
        messageId: 'leaked',
        data: { signal: 'signal', end: '`resolve` on line 4 settles the promise', each: 'each call' },
        line: 5, column: 20, endLine: 5, endColumn: 36,
        suggestions: [{
          messageId: 'removeWhenDone',
          output: `
        function sleep(ms, signal) {
          return new Promise((resolve, reject) => {
            const timer = setTimeout(() => {
              signal.removeEventListener('abort', onAbort)
              resolve()
            }, ms)
            const onAbort = () => {
              clearTimeout(timer)
              reject(signal.reason)
            }
            signal.addEventListener('abort', onAbort, { once: true })
          })
        }
      `,
        }],
      }],
    },
    {
      name: 'a named listener, a timer with a block',
      code: `
        function delayFor(ms, signal) {
          return new Promise(resolve => {
            const stop = () => { clearTimeout(timer); resolve(false) }
            const timer = setTimeout(() => {
              resolve(true)
            }, ms)
            signal?.addEventListener('abort', stop)
          })
        }
      `,
      errors: [{
        messageId: 'leaked', line: 8, column: 21, endLine: 8, endColumn: 37,
        suggestions: [{
          messageId: 'removeWhenDone',
          output: `
        function delayFor(ms, signal) {
          return new Promise(resolve => {
            const stop = () => { clearTimeout(timer); resolve(false) }
            const timer = setTimeout(() => {
              signal?.removeEventListener('abort', stop)
              resolve(true)
            }, ms)
            signal?.addEventListener('abort', stop)
          })
        }
      `,
        }],
      }],
    },
    {
      name: 'the signal of the owner',
      code: `
        class Gate {
          #stop = new AbortController()
          shut() { this.#stop.abort() }
          nextGuest(bell) {
            return new Promise((resolve, reject) => {
              bell.once('guest', guest => resolve(guest))
              this.#stop.signal.addEventListener('abort', () => reject(new Error('shut')), { once: true })
            })
          }
        }
      `,
      errors: [{ messageId: 'leaked', line: 8, column: 33, endLine: 8, endColumn: 49, suggestions: [] }],
    },
    {
      name: 'a promise in a loop; the listener is taken off something else',
      code: `
        async function pollAll(requests, signal) {
          for (const request of requests) {
            await new Promise((resolve, reject) => {
              const onAbort = () => reject(signal.reason)
              request.once('end', () => {
                request.removeListener('abort', onAbort)
                resolve()
              })
              signal.addEventListener('abort', onAbort)
            })
          }
        }
      `,
      errors: [{
        messageId: 'leaked',
        data: { signal: 'signal', end: '`resolve` on line 8 settles the promise', each: 'each turn of the loop' },
        line: 10,
        suggestions: [],
      }],
    },
    {
      name: 'a race that another promise may win',
      code: `
        async function read(reader, signal) {
          for (;;) {
            await Promise.race([
              reader.read(),
              new Promise((_, reject) => { signal.addEventListener('abort', () => reject(signal.reason)) }),
            ])
          }
        }
      `,
      errors: [{ messageId: 'leaked', line: 6, suggestions: [] }],
    },
    {
      name: 'once per call, under strict',
      code: `
        function ask(socket, signal) {
          return new Promise((resolve, reject) => {
            socket.once('answer', resolve)
            signal.addEventListener('abort', () => reject(signal.reason))
          })
        }
      `,
      options: [{ strict: true }],
      errors: [{ messageId: 'leaked', line: 5, suggestions: [] }],
    },
  ],
}
