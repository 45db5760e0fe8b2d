import type { Cases } from './tester.js'

/** Listeners in async functions. */
export const functions: Cases = {
  valid: [
    {
      name: 'taken off in finally',
      code: `
        class Mill {
          #life = new AbortController()
          close() { this.#life.abort() }
          async grind(sack) {
            const stone = await lease()
            const halt = () => stone.halt()
            this.#life.signal.addEventListener('abort', halt, { once: true })
            try {
              return await stone.turn(sack)
            } finally {
              this.#life.signal.removeEventListener('abort', halt)
            }
          }
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'kept in a record, from which another function takes it off',
      code: `
        class Looms {
          async weave(order, shift) {
            const halt = () => this.halt(order)
            order.onShiftEnd = halt
            shift.signal.addEventListener('abort', halt, { once: true })
            return await this.begin(order)
          }
          finish(order) { order.shift.signal.removeEventListener('abort', order.onShiftEnd) }
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'the disposer is kept',
      code: `
        async function check(files, signal) {
          return Promise.all(files.map(async file => {
            const job = start(file)
            const listener = addAbortListener(signal, () => job.kill())
            try { return await job.result } finally { listener[Symbol.dispose]() }
          }))
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'the loop ends by nothing but the abort',
      code: `
        async function serve(queue, signal) {
          signal.addEventListener('abort', () => queue.wake())
          while (!signal.aborted) await queue.next()
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'the wait ends by nothing but the abort',
      code: `
        async function serve(signal) {
          const stopped = Promise.withResolvers()
          signal.addEventListener('abort', () => stopped.resolve())
          await stopped.promise
          console.log('stopped')
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'what the listener ends is given back',
      code: `
        async function open(url, signal) {
          const socket = connect(url)
          signal.addEventListener('abort', () => socket.close())
          await socket.ready()
          return socket
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'a subscription: what stands beside it lives as long as the signal',
      code: `
        async function watch(target, signal) {
          target.addEventListener('change', refresh, { signal })
          signal.addEventListener('abort', () => console.log('gone'))
          await refresh()
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'the same function each time',
      code: `
        const onAbort = () => console.log('aborted')
        async function run(task, signal) {
          signal.addEventListener('abort', onAbort)
          await task.run()
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'the last statement, and a function that waits for nothing',
      code: `
        async function run(task, signal) {
          await task.prepare()
          signal.addEventListener('abort', () => task.stop())
        }
        function start(task, signal) {
          signal.addEventListener('abort', () => task.stop())
          task.start()
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'the field gets a new controller in this very call',
      code: `
        class Connections {
          async refresh() {
            this.controller.abort()
            this.controller = new AbortController()
            await Promise.race([
              new Promise(resolve => { this.controller.signal.addEventListener('abort', () => resolve()) }),
              this.connectAll(),
            ])
          }
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'an own deadline',
      code: `
        async function run(task) {
          const signal = AbortSignal.timeout(1000)
          signal.addEventListener('abort', () => task.stop())
          await task.run()
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'the slot of the one handler',
      code: `
        async function run(task, signal) {
          signal.onabort = () => task.stop()
          await task.run()
        }
      `,
      options: [{ strict: true }],
    },
    {
      name: 'another target that has an event of this name',
      code: `
        async function upload(xhr, body) {
          xhr.addEventListener('abort', () => console.log('aborted'))
          await send(xhr, body)
        }
      `,
      options: [{ strict: true }],
    },
  ],
  invalid: [
    {
      name: 'kept in a record, from which nobody takes it off',
      code: `
        class Looms {
          async weave(order, shift) {
            const halt = () => this.halt(order)
            order.onShiftEnd = halt
            shift.signal.addEventListener('abort', halt, { once: true })
            return await this.begin(order)
          }
          finish(order) { order.shift.signal.removeEventListener('abort', order.onBreak) }
        }
      `,
      options: [{ strict: true }],
      errors: [{ messageId: 'leaked', line: 6 }],
    },
    {
      name: 'the signal of the owner',
      code: `
        class Mill {
          #life = new AbortController()
          close() { this.#life.abort() }
          async grind(sack) {
            const stone = await lease()
            this.#life.signal.addEventListener('abort', () => stone.halt(), { once: true })
            try {
              return await stone.turn(sack)
            } finally {
              stone.giveBack()
            }
          }
        }
      `,
      errors: [{
        messageId: 'leaked', data: { signal: 'this.#life.signal', end: 'the wait on line 9 has ended', each: 'each call' },
        line: 7, column: 31, endLine: 7, endColumn: 47, suggestions: [],
      }],
    },
    {
      name: 'one for each item',
      code: `
        async function checkAll(files, signal) {
          return Promise.all(files.map(async file => {
            const job = start(file)
            signal.addEventListener('abort', () => job.kill())
            return await job.result
          }))
        }
      `,
      errors: [{
        messageId: 'leaked', data: { signal: 'signal', end: 'the wait on line 6 has ended', each: 'each item' }, line: 5, suggestions: [],
      }],
    },
    {
      name: 'a late abort deletes what is finished',
      code: `
        async function save(source, path, signal) {
          const file = await openFile(path)
          signal.addEventListener('abort', () => {
            file.close()
            removeFile(path)
          })
          for await (const part of source.parts()) await file.write(part)
          await file.close()
        }
      `,
      errors: [{
        messageId: 'undoes', data: { signal: 'signal', end: 'the wait on line 9 has ended', undoing: '`removeFile()` on line 6' },
        line: 4, column: 18, endLine: 4, endColumn: 34, suggestions: [],
      }],
    },
    {
      name: 'a disposer that nobody keeps',
      code: `
        async function each(items, signal) {
          for (const item of items) {
            addAbortListener(signal, () => item.stop())
            await item.run()
          }
        }
      `,
      errors: [{ messageId: 'leaked', line: 4, column: 13, endLine: 4, endColumn: 29, suggestions: [] }],
    },
    {
      name: 'once per call, under strict',
      code: `
        async function run(task, { signal }) {
          const own = new AbortController()
          signal.addEventListener('abort', () => own.abort())
          await task.run(own.signal)
        }
      `,
      options: [{ strict: true }],
      errors: [{ messageId: 'leaked', line: 4, suggestions: [] }],
    },
  ],
}
