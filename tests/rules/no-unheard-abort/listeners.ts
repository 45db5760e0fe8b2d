import type { Cases } from './tester.js'

/** Listeners that may be added too late. */
export const listeners: Cases = {
  valid: [
    {
      name: 'the one handler is taken away after the wait, where the hazard sets it',
      code: `
        async function run(task, signal) {
          const box = await sandbox()
          signal.onabort = null
          await box.exec(task)
        }
        async function end(task, signal) {
          const box = await sandbox()
          signal.onabort = undefined
          await box.exec(task)
        }
      `,
    },
    {
      name: 'tested before the promise is made',
      code: `
        function rest(ms, signal) {
          if (signal.aborted) return Promise.resolve()
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
      name: 'tested right behind the listener',
      code: `
        async function run(task, signal) {
          const box = await sandbox()
          signal.addEventListener('abort', () => box.kill())
          if (signal.aborted) box.kill()
          return await box.exec(task)
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'where there is no signal, nobody aborts',
      code: `
        function rest(ms, signal) {
          return new Promise((resolve, reject) => {
            signal?.throwIfAborted()
            setTimeout(resolve, ms)
            signal?.addEventListener('abort', reject)
          })
        }
        async function run(task, signal) {
          const box = await sandbox()
          if (signal && signal.aborted) return
          if (signal) signal.addEventListener('abort', () => box.kill())
          await box.exec(task)
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'a helper of the file asks first',
      code: `
        function stopIfWanted(signal) {
          if (signal.aborted) throw new Error('stopped')
        }
        async function run(task, signal) {
          const box = await sandbox()
          stopIfWanted(signal)
          signal.addEventListener('abort', () => box.kill())
          await box.exec(task)
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'the wait before it takes the signal: it rejects',
      code: `
        async function connect(host, signal) {
          const address = await lookup(host, signal)
          const socket = dial(address)
          signal.addEventListener('abort', () => socket.destroy())
          await socket.ready()
        }
      `,
    },
    {
      name: 'a later call takes the signal and is waited for',
      code: `
        async function run(task, signal) {
          const box = await sandbox()
          signal.addEventListener('abort', () => box.kill())
          return await box.exec(task, { signal })
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'every caller asks right before the call',
      code: `
        function pause(ms, signal) {
          return new Promise(resolve => {
            const timer = setTimeout(resolve, ms)
            signal.addEventListener('abort', () => { clearTimeout(timer); resolve() })
          })
        }
        async function poll(work, signal) {
          while (!signal.aborted) {
            await work()
            if (signal.aborted) break
            await pause(1000, signal)
          }
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'a constructor, and a function that waits for nothing',
      code: `
        class Reader {
          constructor(source, signal) {
            signal.addEventListener('abort', () => source.close())
          }
        }
        function attach(element, signal) {
          signal.addEventListener('abort', () => element.remove())
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'the signal of a field, before the first wait',
      code: `
        class Connection {
          async consume() {
            const { signal } = this.run
            const stop = () => this.handlers.stop()
            signal.addEventListener('abort', stop)
            try { await this.read() } finally { signal.removeEventListener('abort', stop) }
          }
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'a controller that the function makes in a branch',
      code: `
        async function send(message, config) {
          let controller
          if (config.signal?.aborted) return
          if (config.isOwn) controller = new AbortController()
          else controller = new AbortController()
          const sent = open(message, () => controller)
          controller.signal.addEventListener('abort', () => message.drop())
          await sent
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'these know what has been',
      code: `
        async function run(task, signal) {
          const box = await sandbox()
          using listener = addAbortListener(signal, () => box.kill())
          await box.exec(task)
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'at the entry of an async function: only strict tells it',
      code: `
        async function run(task, signal) {
          signal.addEventListener('abort', () => task.stop())
          await task.run()
        }
      `,
    },
    {
      name: 'the signal of a request that a server has just handed over',
      code: `
        function handle(request, run) {
          return new Promise(resolve => {
            const fiber = run(request, resolve)
            request.signal.addEventListener('abort', () => fiber.interrupt())
          })
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'asked in a microtask, before anybody waits',
      code: `
        function rest(ms, signal) {
          return new Promise(resolve => {
            const done = () => { clearTimeout(timer); signal.removeEventListener('abort', done); resolve() }
            const timer = setTimeout(done, ms)
            signal.addEventListener('abort', done)
            queueMicrotask(() => { if (signal.aborted) done() })
          })
        }
        function nap(ms, signal) {
          return new Promise(resolve => {
            const done = () => { clearTimeout(timer); signal.removeEventListener('abort', done); resolve() }
            const timer = setTimeout(done, ms)
            signal.addEventListener('abort', done)
            Promise.resolve().then(() => { if (signal.aborted) done() })
          })
        }
      `,
      options: [{ strict: true }],
    },
  ],
  invalid: [
    {
      name: 'the signal of a request, behind a wait',
      code: `
        async function handle(request, run) {
          const user = await authorize()
          const fiber = run(user)
          request.signal.addEventListener('abort', () => fiber.interrupt())
          await fiber.result
        }
      `,
      errors: [{
        messageId: 'unheard', line: 5,
        suggestions: [{
          messageId: 'askAtOnce', data: { condition: 'request.signal.aborted' },
          output: `
        async function handle(request, run) {
          const user = await authorize()
          const fiber = run(user)
          request.signal.addEventListener('abort', () => fiber.interrupt())
          if (request.signal.aborted) fiber.interrupt()
          await fiber.result
        }
      `,
        }],
      }],
    },
    {
      name: 'a microtask that asks for something else',
      code: `
        function rest(ms, signal) {
          return new Promise(resolve => {
            const done = () => { clearTimeout(timer); signal.removeEventListener('abort', done); resolve() }
            const timer = setTimeout(done, ms)
            signal.addEventListener('abort', done)
            queueMicrotask(() => { if (isPaused()) done() })
          })
        }
      `,
      errors: [{
        messageId: 'unheard', line: 6,
        suggestions: [{
          messageId: 'askAtOnce', data: { condition: 'signal.aborted' },
          output: `
        function rest(ms, signal) {
          return new Promise(resolve => {
            const done = () => { clearTimeout(timer); signal.removeEventListener('abort', done); resolve() }
            const timer = setTimeout(done, ms)
            signal.addEventListener('abort', done)
            if (signal.aborted) done()
            queueMicrotask(() => { if (isPaused()) done() })
          })
        }
      `,
        }],
      }],
    },
    {
      name: 'a promise that waits on',
      code: `
        function rest(ms, signal) {
          return new Promise(resolve => {
            const done = () => { clearTimeout(timer); signal.removeEventListener('abort', done); resolve() }
            const timer = setTimeout(done, ms)
            signal.addEventListener('abort', done, { once: true })
          })
        }
      `,
      errors: [{
        messageId: 'unheard', data: { signal: 'signal', since: '', rest: 'the promise waits on', where: 'first' },
        line: 6, column: 20, endLine: 6, endColumn: 36,
        suggestions: [{
          messageId: 'askAtOnce', data: { condition: 'signal.aborted' },
          output: `
        function rest(ms, signal) {
          return new Promise(resolve => {
            const done = () => { clearTimeout(timer); signal.removeEventListener('abort', done); resolve() }
            const timer = setTimeout(done, ms)
            signal.addEventListener('abort', done, { once: true })
            if (signal.aborted) done()
          })
        }
      `,
        }],
      }],
    },
    {
      name: 'a wait between the test and the listener',
      code: `
        async function run(task, signal) {
          signal.throwIfAborted()
          const box = await sandbox()
          signal?.addEventListener('abort', () => box.kill())
          return await box.exec(task)
        }
      `,
      errors: [{
        messageId: 'unheard',
        data: {
          signal: 'signal', since: ' since the `await` on line 4', rest: '`box.exec()` on line 6 is not stopped', where: 'after the wait',
        },
        line: 5, column: 19, endLine: 5, endColumn: 35,
        suggestions: [{
          messageId: 'askAtOnce', data: { condition: 'signal?.aborted' },
          output: `
        async function run(task, signal) {
          signal.throwIfAborted()
          const box = await sandbox()
          signal?.addEventListener('abort', () => box.kill())
          if (signal?.aborted) box.kill()
          return await box.exec(task)
        }
      `,
        }],
      }],
    },
    {
      name: 'the one handler; the listener wants the event, or locals of further down',
      code: `
        async function run(task, signal) {
          const box = await sandbox()
          signal.onabort = event => box.kill(event)
          await box.exec(task)
        }
        async function start(task, signal) {
          await task.prepare()
          signal.addEventListener('abort', () => stop())
          const stop = () => task.stop()
          await task.run(stop)
        }
      `,
      errors: [
        { messageId: 'unheard', line: 4, column: 18, endLine: 4, endColumn: 25, suggestions: [] },
        { messageId: 'unheard', line: 9, suggestions: [] },
      ],
    },
    {
      name: 'a link at the entry, under strict: the call is given the linked signal, not this one',
      code: `
        async function ask(url, { signal }) {
          const own = new AbortController()
          const follow = () => own.abort()
          signal.addEventListener('abort', follow)
          try { return await fetch(url, { signal: own.signal }) } finally { signal.removeEventListener('abort', follow) }
        }
      `,
      options: [{ strict: true }],
      errors: [{
        messageId: 'unheard', line: 5,
        suggestions: [{
          messageId: 'askAtOnce',
          output: `
        async function ask(url, { signal }) {
          const own = new AbortController()
          const follow = () => own.abort()
          signal.addEventListener('abort', follow)
          if (signal.aborted) follow()
          try { return await fetch(url, { signal: own.signal }) } finally { signal.removeEventListener('abort', follow) }
        }
      `,
        }],
      }],
    },
    {
      name: 'a test at the top of the next turn comes too late; a test of the linked controller is none',
      code: `
        async function next(queue, signal) {
          for (;;) {
            if (signal.aborted) return
            await queue.poll()
            const own = new AbortController()
            const stop = () => own.abort()
            signal.addEventListener('abort', stop)
            await queue.wait(own.signal)
            if (own.signal.aborted) return
          }
        }
      `,
      errors: [{
        messageId: 'unheard', line: 8,
        suggestions: [{
          messageId: 'askAtOnce',
          output: `
        async function next(queue, signal) {
          for (;;) {
            if (signal.aborted) return
            await queue.poll()
            const own = new AbortController()
            const stop = () => own.abort()
            signal.addEventListener('abort', stop)
            if (signal.aborted) stop()
            await queue.wait(own.signal)
            if (own.signal.aborted) return
          }
        }
      `,
        }],
      }],
    },
    {
      name: 'a test of only one caller',
      code: `
        function pause(ms, signal) {
          return new Promise(resolve => {
            setTimeout(resolve, ms)
            signal.addEventListener('abort', event => resolve(event))
          })
        }
        async function poll(work, signal) {
          if (!signal.aborted) await pause(10, signal)
          await work()
          await pause(1000, signal)
        }
      `,
      errors: [{ messageId: 'unheard', line: 5, suggestions: [] }],
    },
  ],
}
