import { testRule } from './tester.js'

testRule('the writer first waits for the run', {
  valid: [
    {
      name: 'whatever comes of it',
      options: [{ strict: true }],
      code: `
        class System {
          async start() {
            this.starting ??= this.#boot().catch(async error => { this.starting = undefined; throw error })
            await this.starting
          }
          async stop() { await this.starting.catch(() => {}); this.starting = undefined }
          async #boot() { await load() }
        }
      `,
    },
    {
      name: 'among others',
      options: [{ strict: true }],
      code: `
        class System {
          async start() {
            this.starting ??= this.#boot().catch(async error => { this.starting = undefined; throw error })
            await this.starting
          }
          async stop() { await Promise.allSettled([this.starting, this.other]); this.starting = undefined }
          async #boot() { await load() }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'or for a deadline',
      options: [{ strict: true }],
      code: `
        class System {
          async start() {
            this.starting ??= this.#boot().catch(async error => { this.starting = undefined; throw error })
            await this.starting
          }
          async stop() { await Promise.race([this.starting, pause(100)]); this.starting = undefined }
          async #boot() { await load() }
        }
      `,
      errors: [
        {
          messageId: 'clobbers',
          data: {
            cell: 'this.starting', guard: 'this line', during: 'before the promise on this line settles', writer: '`stop()` (line 7)',
            clear: 'set it to undefined',
          },
          line: 4, column: 67, endLine: 4, endColumn: 80,
          suggestions: [],
        },
      ],
    },
    {
      name: 'it does not',
      options: [{ strict: true }],
      code: `
        class System {
          async start() {
            this.starting ??= this.#boot().catch(async error => { this.starting = undefined; throw error })
            await this.starting
          }
          async stop() { this.starting = undefined }
          async #boot() { await load() }
        }
      `,
      errors: [
        {
          messageId: 'clobbers',
          data: {
            cell: 'this.starting', guard: 'this line', during: 'before the promise on this line settles', writer: '`stop()` (line 7)',
            clear: 'set it to undefined',
          },
          line: 4, column: 67, endLine: 4, endColumn: 80,
          suggestions: [],
        },
      ],
    },
  ],
})
