import { testRule } from './tester.js'

const strict = [{ strict: true }] as const

testRule('answers that an abort keeps from everybody', {
  valid: [
    {
      name: 'of a job, to a queue that is given the signal of the call',
      options: strict,
      code: `
        async function addressesOf(peers: Peer[], options: { signal?: AbortSignal }) {
          for (const peer of peers) {
            queue.add(async () => {
              try { return await find(peer, { signal: options.signal }) } catch { return null }
            }, { signal: options.signal }).catch(report)
          }
        }
      `,
    },
    {
      name: 'of a handler that is given to a promise whose answer is dropped',
      options: strict,
      code: `
        async function press(button: Button, signal: AbortSignal) {
          await button.press()
          await button.released({ signal }).catch(() => null)
        }
      `,
    },
    {
      name: 'of a function whose signal goes to nobody but itself',
      options: strict,
      code: `
        async function count(folder: Folder, signal: AbortSignal): Promise<number> {
          if (signal.aborted) return 0
          try {
            const inner = await list(folder)
            return sum(await Promise.all(inner.map(each => count(each, signal))))
          } catch {
            return 0
          }
        }
      `,
    },
    {
      name: 'to a callee that alone can abort its signal',
      options: strict,
      code: `
        async function delay(step: Step) {
          const controller = new AbortController()
          try {
            return await step.run({ abort: () => { controller.abort() }, signal: controller.signal })
          } catch {
            return 0
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'of a handler that is given to a promise whose answer is kept',
      options: strict,
      code: `
        async function press(button: Button, signal: AbortSignal) {
          await button.press()
          return await button.released({ signal }).catch(() => null)
        }
      `,
      errors: [{ messageId: 'fallback', line: 4 }],
    },
    {
      name: 'of a function that calls itself, and throws for an abort before its try',
      options: strict,
      code: `
        async function count(folder: Folder, signal: AbortSignal): Promise<number> {
          signal.throwIfAborted()
          try {
            const inner = await list(folder)
            return sum(await Promise.all(inner.map(each => count(each, signal))))
          } catch {
            return 0
          }
        }
      `,
      errors: [{
        messageId: 'fallback', line: 7,
        suggestions: [{ messageId: 'throwFirst', output: `
        async function count(folder: Folder, signal: AbortSignal): Promise<number> {
          signal.throwIfAborted()
          try {
            const inner = await list(folder)
            return sum(await Promise.all(inner.map(each => count(each, signal))))
          } catch {
            signal.throwIfAborted()
            return 0
          }
        }
      ` }],
      }],
    },
    {
      name: 'of a job, to a queue that is given no signal',
      options: strict,
      code: `
        async function addressesOf(peers: Peer[], options: { signal?: AbortSignal }) {
          for (const peer of peers) {
            queue.add(async () => {
              try { return await find(peer, { signal: options.signal }) } catch { return null }
            }).catch(report)
          }
        }
      `,
      errors: [{
        messageId: 'fallback',
        data: {
          call: '`find()`', handler: 'handler', what: 'this line returns `null`',
          advice: 'Rethrow on abort: start the handler with `options.signal.throwIfAborted()`',
        },
        line: 5, column: 75, endLine: 5, endColumn: 80,
        suggestions: [{ messageId: 'throwOn', output: `
        async function addressesOf(peers: Peer[], options: { signal?: AbortSignal }) {
          for (const peer of peers) {
            queue.add(async () => {
              try { return await find(peer, { signal: options.signal }) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; return null }
            }).catch(report)
          }
        }
      ` }],
      }],
    },
    {
      name: 'of a job under another signal than that of the queue',
      options: strict,
      code: `
        async function addressesOf(peers: Peer[], signal: AbortSignal, queueSignal: AbortSignal) {
          for (const peer of peers) {
            queue.add(async () => {
              try { return await find(peer, { signal }) } catch { return null }
            }, { signal: queueSignal }).catch(report)
          }
        }
      `,
      errors: [{
        messageId: 'fallback',
        data: {
          call: '`find()`', handler: 'handler', what: 'this line returns `null`',
          advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`',
        },
        line: 5, column: 59, endLine: 5, endColumn: 64,
        suggestions: [{ messageId: 'throwFirst', data: { signal: '`signal`' }, output: `
        async function addressesOf(peers: Peer[], signal: AbortSignal, queueSignal: AbortSignal) {
          for (const peer of peers) {
            queue.add(async () => {
              try { return await find(peer, { signal }) } catch { signal.throwIfAborted(); return null }
            }, { signal: queueSignal }).catch(report)
          }
        }
      ` }],
      }],
    },
    {
      name: 'a job under the signal of the queue that acts on the failure',
      options: strict,
      code: `
        async function addressesOf(peers: Peer[], signal: AbortSignal) {
          for (const peer of peers) {
            queue.add(async () => {
              try { return await find(peer, { signal }) } catch { missing.add(peer) }
            }, { signal }).catch(report)
          }
        }
      `,
      errors: [{
        messageId: 'actsOnFailure',
        data: {
          call: '`find()`', what: 'this line calls `missing.add()`',
          advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`',
        },
        line: 5, column: 59, endLine: 5, endColumn: 64,
        suggestions: [{ messageId: 'throwFirst', data: { signal: '`signal`' }, output: `
        async function addressesOf(peers: Peer[], signal: AbortSignal) {
          for (const peer of peers) {
            queue.add(async () => {
              try { return await find(peer, { signal }) } catch { signal.throwIfAborted(); missing.add(peer) }
            }, { signal }).catch(report)
          }
        }
      ` }],
      }],
    },
    {
      name: 'to a callee whose signal somebody else aborts too',
      options: strict,
      code: `
        async function delay(step: Step, stop: EventEmitter) {
          const controller = new AbortController()
          stop.on('stop', () => { controller.abort() })
          try {
            return await step.run({ abort: () => { controller.abort() }, signal: controller.signal })
          } catch {
            return 0
          }
        }
      `,
      errors: [{
        messageId: 'fallback',
        data: {
          call: '`step.run()` (line 6)', handler: 'handler', what: 'line 8 returns `0`',
          advice: 'Rethrow on abort: check the signal at the start of the handler',
        },
        line: 7, column: 13, endLine: 7, endColumn: 18,
        suggestions: [{ messageId: 'throwOn', output: `
        async function delay(step: Step, stop: EventEmitter) {
          const controller = new AbortController()
          stop.on('stop', () => { controller.abort() })
          try {
            return await step.run({ abort: () => { controller.abort() }, signal: controller.signal })
          } catch (error) {
            if (error instanceof Error && error.name === 'AbortError') throw error
            return 0
          }
        }
      ` }],
      }],
    },
  ],
})
