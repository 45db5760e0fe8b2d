import { testRule } from './tester.js'

testRule('a handler to which only an abort, or a stop of its own, leads', {
  valid: [
    {
      name: 'of a wait that nothing but the abort ends early',
      code: `
        class Session {
          #retry: AbortController | undefined
          cancel() { this.#retry?.abort() }
          async retry(delay: number) {
            this.#retry = new AbortController()
            try {
              await sleep(delay, this.#retry.signal)
            } catch {
              this.attempts = 0
              this.tell('cancelled')
            }
          }
        }
      `,
    },
    {
      name: 'that asks its own flag before it acts',
      code: `
        class Sender {
          async send(signal: AbortSignal) {
            try {
              await this.channel.get({ signal })
            } catch (error) {
              if (!this.sessionShouldClose.isSet) this.markRestartNeeded()
            }
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'of a wait beside a call that may fail',
      code: `
        async function retry(delay: number, signal: AbortSignal) {
          try {
            await sleep(delay, signal)
            await ask()
          } catch {
            tell('failed')
          }
        }
      `,
      errors: [
        {
          messageId: 'actsOnFailure',
          data: {
            call: '`sleep()` (line 4)', what: 'line 7 calls `tell()`',
            advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`',
          },
          line: 6,
          column: 13,
          endLine: 6,
          endColumn: 18,
          suggestions: [{
            messageId: 'throwFirst',
            data: { signal: '`signal`' },
            output: `
        async function retry(delay: number, signal: AbortSignal) {
          try {
            await sleep(delay, signal)
            await ask()
          } catch {
            signal.throwIfAborted()
            tell('failed')
          }
        }
      `,
          }, {
            messageId: 'returnFirst',
            data: { signal: '`signal`' },
            output: `
        async function retry(delay: number, signal: AbortSignal) {
          try {
            await sleep(delay, signal)
            await ask()
          } catch {
            if (signal.aborted) return
            tell('failed')
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'of a wait, in a loop that goes on waiting',
      code: `
        async function beat(signal: AbortSignal) {
          for (;;) {
            try { await sleep(1000, signal) } catch {}
            ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'loopContinues',
          data: { call: '`sleep()`', line: 'line 3', advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`' },
          line: 4,
          column: 47,
          endLine: 4,
          endColumn: 52,
          suggestions: [{
            messageId: 'throwFirst',
            data: { signal: '`signal`' },
            output: `
        async function beat(signal: AbortSignal) {
          for (;;) {
            try { await sleep(1000, signal) } catch { signal.throwIfAborted() }
            ping()
          }
        }
      `,
          }, {
            messageId: 'returnFirst',
            data: { signal: '`signal`' },
            output: `
        async function beat(signal: AbortSignal) {
          for (;;) {
            try { await sleep(1000, signal) } catch { if (signal.aborted) return }
            ping()
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
