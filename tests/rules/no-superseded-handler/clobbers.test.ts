import { testRule } from './tester.js'

testRule('a run that was given up empties what the next one set', {
  valid: [
    {
      name: 'compared first',
      options: [{ strict: true }],
      code: `
        class Search {
          async find(text) {
            const controller = new AbortController()
            this.controller = controller
            try {
              return await query(text, controller.signal)
            } finally {
              if (this.controller === controller) this.controller = null
            }
          }
          cancel() { this.controller?.abort(); this.controller = null }
        }
      `,
    },
    {
      name: 'nobody gives it up',
      options: [{ strict: true }],
      code: `
        class Loader {
          load() { return this.pending ??= this.#load() }
          async #load() {
            try {
              return await fetchAll()
            } finally {
              this.pending = undefined
            }
          }
        }
      `,
    },
    {
      name: 'whoever gives it up waits for it',
      options: [{ strict: true }],
      code: `
        class Loader {
          load() { return this.pending ??= this.#load() }
          async #load() {
            try {
              return await fetchAll()
            } finally {
              this.pending = undefined
            }
          }
          async reset() { await this.pending; this.pending = undefined }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a controller',
      code: `
        class Search {
          async find(text) {
            this.controller = new AbortController()
            try {
              return await query(text, this.controller.signal)
            } finally {
              this.controller = null
            }
          }
          cancel() { this.controller?.abort(); this.controller = null }
        }
      `,
      errors: [
        {
          messageId: 'clobbers',
          data: {
            cell: 'this.controller', guard: 'line 4', during: 'during the `await` on line 6', writer: '`cancel()` (line 11)',
            clear: 'set it to null',
          },
          line: 8, column: 15, endLine: 8, endColumn: 30,
          suggestions: [{
            messageId: 'clearOwn',
            data: { source: 'this.controller' },
            output: `
        class Search {
          async find(text) {
            const controller = new AbortController()
            this.controller = controller
            try {
              return await query(text, controller.signal)
            } finally {
              if (this.controller === controller) this.controller = null
            }
          }
          cancel() { this.controller?.abort(); this.controller = null }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'the promise of the run itself',
      options: [{ strict: true }],
      code: `
        class Loader {
          load() { return this.pending ??= this.#load() }
          async #load() {
            try {
              return await fetchAll()
            } finally {
              this.pending = undefined
            }
          }
          reset() { this.pending = undefined }
        }
      `,
      errors: [
        {
          messageId: 'clobbers',
          data: {
            cell: 'this.pending', guard: 'line 3', during: 'during the `await` on line 6', writer: '`reset()` (line 11)',
            clear: 'set it to undefined',
          },
          line: 8, column: 15, endLine: 8, endColumn: 27,
          suggestions: [],
        },
      ],
    },
  ],
})
