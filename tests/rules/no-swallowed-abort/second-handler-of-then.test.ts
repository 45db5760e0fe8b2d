import { testRule } from './tester.js'

testRule('an abort that the second handler of then swallows', {
  valid: [
    {
      name: 'that tests the signal first',
      code: `
        async function show(url: string, signal: AbortSignal) {
          await load(url, { signal }).then(render, () => { signal.throwIfAborted(); this.status = 'failed' })
        }
      `,
    },
    {
      name: 'that hands the error on',
      code: `
        async function show(url: string, signal: AbortSignal) {
          await load(url, { signal }).then(render, (error) => { this.emit('error', error) })
        }
      `,
    },
    {
      name: 'whose promise got no signal',
      code: `
        async function show(url: string, signal: AbortSignal) {
          await load(url).then(render, () => { this.status = 'failed' })
        }
      `,
    },
    {
      name: 'in a loop that asks the signal',
      code: `
        async function run(signal: AbortSignal) {
          while (!signal.aborted) {
            await poll({ signal }).then(render, (error) => { console.warn(error) })
          }
        }
      `,
    },
    {
      name: 'a then without it, in front of a catch that tests the signal',
      code: `
        async function show(url: string, signal: AbortSignal) {
          await load(url, { signal }).then(render).catch(() => { signal.throwIfAborted(); this.status = 'failed' })
        }
      `,
    },
    {
      name: 'a catch behind one that lets nothing out',
      code: `
        async function show(url: string, signal: AbortSignal) {
          await load(url, { signal }).then(render, (error) => { console.warn(error) }).catch(() => { this.status = 'failed' })
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'that acts',
      code: `
        async function show(url: string, signal: AbortSignal) {
          await load(url, { signal }).then(render, () => { this.status = 'failed' })
        }
      `,
      errors: [{
        messageId: 'actsOnFailure',
        data: {
          call: '`load()`', what: 'this line sets `this.status`',
          advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`',
        },
        line: 3, column: 52, endLine: 3, endColumn: 57,
        suggestions: [{ messageId: 'throwFirst', data: { signal: '`signal`' }, output: `
        async function show(url: string, signal: AbortSignal) {
          await load(url, { signal }).then(render, () => { signal.throwIfAborted(); this.status = 'failed' })
        }
      ` }],
      }],
    },
    {
      name: 'in an endless loop',
      code: `
        async function run(signal: AbortSignal) {
          for (;;) {
            await poll({ signal }).then(render, (error) => { console.warn(error) })
          }
        }
      `,
      errors: [{
        messageId: 'loopContinues',
        data: { call: '`poll()`', line: 'line 3', advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`' },
        line: 4, column: 49, endLine: 4, endColumn: 59,
        suggestions: [{ messageId: 'throwFirst', data: { signal: '`signal`' }, output: `
        async function run(signal: AbortSignal) {
          for (;;) {
            await poll({ signal }).then(render, (error) => { signal.throwIfAborted(); console.warn(error) })
          }
        }
      ` }],
      }],
    },
    {
      name: 'by name',
      code: `
        async function run(signal: AbortSignal) {
          const complain = (error: unknown) => { console.warn(error) }
          for (;;) {
            await poll({ signal }).then(render, complain)
          }
        }
      `,
      errors: [{
        messageId: 'loopContinues',
        data: { call: '`poll()`', line: 'line 4', advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`' },
        line: 5, column: 49, endLine: 5, endColumn: 57,
        suggestions: [],
      }],
    },
    {
      name: 'a then without it, in front of a catch that acts',
      code: `
        async function show(url: string, signal: AbortSignal) {
          await load(url, { signal }).then(render).catch(() => { this.status = 'failed' })
        }
      `,
      errors: [{
        messageId: 'actsOnFailure',
        data: {
          call: '`load()`', what: 'this line sets `this.status`',
          advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`',
        },
        line: 3, column: 58, endLine: 3, endColumn: 63,
        suggestions: [{ messageId: 'throwFirst', data: { signal: '`signal`' }, output: `
        async function show(url: string, signal: AbortSignal) {
          await load(url, { signal }).then(render).catch(() => { signal.throwIfAborted(); this.status = 'failed' })
        }
      ` }],
      }],
    },
    {
      name: 'a catch behind one that throws again',
      code: `
        async function show(url: string, signal: AbortSignal) {
          await load(url, { signal }).then(render, (error) => { throw error }).catch(() => { this.status = 'failed' })
        }
      `,
      errors: [{
        messageId: 'actsOnFailure',
        data: {
          call: '`load()`', what: 'this line sets `this.status`',
          advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`',
        },
        line: 3, column: 86, endLine: 3, endColumn: 91,
        suggestions: [{ messageId: 'throwFirst', data: { signal: '`signal`' }, output: `
        async function show(url: string, signal: AbortSignal) {
          await load(url, { signal }).then(render, (error) => { throw error }).catch(() => { signal.throwIfAborted(); this.status = 'failed' })
        }
      ` }],
      }],
    },
  ],
})
