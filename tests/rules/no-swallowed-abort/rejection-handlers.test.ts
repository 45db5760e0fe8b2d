import { testRule } from './tester.js'

testRule('an abort that a rejection handler swallows', {
  valid: [
    {
      name: 'a rejection handler that tests the signal first',
      code: `
        async function run(signal: AbortSignal) {
          for (;;) {
            await poll({ signal }).catch((error) => { signal.throwIfAborted(); console.warn(error) })
            await sleep(1000)
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a rejection handler in the loop',
      code: `
        async function run(signal: AbortSignal) {
          for (;;) {
            await poll({ signal }).catch((error) => { console.warn(error) })
            await sleep(1000)
          }
        }
      `,
      errors: [
        {
          messageId: 'loopContinues',
          data: { call: '`poll()`', line: 'line 3', advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`' },
          line: 4,
          column: 42,
          endLine: 4,
          endColumn: 52,
          suggestions: [{ messageId: 'throwFirst', data: { signal: '`signal`' }, output: `
        async function run(signal: AbortSignal) {
          for (;;) {
            await poll({ signal }).catch((error) => { signal.throwIfAborted(); console.warn(error) })
            await sleep(1000)
          }
        }
      ` }],
        },
      ],
    },
    {
      name: 'a rejection handler passed by name',
      code: `
        const ignore = () => {}
        async function run(signal: AbortSignal) {
          for (;;) {
            await poll({ signal }).catch(ignore)
          }
        }
      `,
      errors: [
        {
          messageId: 'loopContinues',
          data: { call: '`poll()`', line: 'line 4', advice: 'Rethrow on abort: check the signal at the start of the handler' },
          line: 5,
          column: 42,
          endLine: 5,
          endColumn: 48,
          suggestions: [],
        },
      ],
    },
  ],
})
