import { testRule } from './tester.js'

testRule('the signal that a suggestion checks', {
  valid: [],
  invalid: [
    {
      name: 'is not one that the next run may have replaced',
      code: `
        class Poller {
          restart() { this.abort.abort(); this.abort = new AbortController() }
          async run() {
            for (;;) {
              try { await poll({ signal: this.abort.signal }) } catch (error) { console.warn(error) }
            }
          }
        }
      `,
      errors: [{ messageId: 'loopContinues', suggestions: [{
                   messageId: 'throwOn',
                   output: `
        class Poller {
          restart() { this.abort.abort(); this.abort = new AbortController() }
          async run() {
            for (;;) {
              try { await poll({ signal: this.abort.signal }) } catch (error) { if (error instanceof Error && error.name === 'AbortError') throw error; console.warn(error) }
            }
          }
        }
      `,
                 }] }],
    },
    {
      name: 'is that of a controller for the whole life of the object',
      code: `
        class Poller {
          abort = new AbortController()
          stop() { this.abort.abort() }
          async run() {
            for (;;) {
              try { await poll({ signal: this.abort.signal }) } catch (error) { console.warn(error) }
            }
          }
        }
      `,
      errors: [{ messageId: 'loopContinues', suggestions: [{
                   messageId: 'throwFirst',
                   data: { signal: '`this.abort.signal`' },
                   output: `
        class Poller {
          abort = new AbortController()
          stop() { this.abort.abort() }
          async run() {
            for (;;) {
              try { await poll({ signal: this.abort.signal }) } catch (error) { this.abort.signal.throwIfAborted(); console.warn(error) }
            }
          }
        }
      `,
                 }, {
                   messageId: 'returnFirst',
                   data: { signal: '`this.abort.signal`' },
                   output: `
        class Poller {
          abort = new AbortController()
          stop() { this.abort.abort() }
          async run() {
            for (;;) {
              try { await poll({ signal: this.abort.signal }) } catch (error) { if (this.abort.signal.aborted) return; console.warn(error) }
            }
          }
        }
      `,
                 }] }],
    },
  ],
})
