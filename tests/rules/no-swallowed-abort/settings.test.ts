import { testRule } from './tester.js'

const code = `
  async function run(signal: AbortSignal) {
    for (;;) {
      try { await poll({ signal }) } catch { letOut() }
    }
  }
`

testRule('a helper that throws on', {
  valid: [
    { name: 'named by the settings', code, settings: { teardown: { rethrow: ['letOut'] } } },
  ],
  invalid: [
    {
      name: 'that nobody named',
      code,
      errors: [
        {
          messageId: 'loopContinues',
          data: { call: '`poll()`', line: 'line 3', advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`' },
          line: 4,
          column: 38,
          endLine: 4,
          endColumn: 43,
          suggestions: [{ messageId: 'throwFirst', data: { signal: '`signal`' }, output: `
  async function run(signal: AbortSignal) {
    for (;;) {
      try { await poll({ signal }) } catch { signal.throwIfAborted(); letOut() }
    }
  }
` }, { messageId: 'returnFirst', data: { signal: '`signal`' }, output: `
  async function run(signal: AbortSignal) {
    for (;;) {
      try { await poll({ signal }) } catch { if (signal.aborted) return; letOut() }
    }
  }
` }],
        },
      ],
    },
  ],
})
