import { testRule } from './tester.js'

testRule('two steps of one function', {
  valid: [
    {
      name: 'that waits for both',
      code: `
        class Editor {
          async extract(pages) {
            for (const page of pages) await this.#copy(page)
            await this.#outline(pages)
          }
          async #copy(page) { this.current = page; await load(page); this.current.mark() }
          async #outline(pages) { await load(pages); this.current = null }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'that waits for one of them only',
      code: `
        class Editor {
          async extract(pages) {
            for (const page of pages) await this.#copy(page)
            void this.#outline(pages)
          }
          async #copy(page) { this.current = page; await load(page); this.current.mark() }
          async #outline(pages) { await load(pages); this.current = null }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: { cell: 'current', guardLine: '7', guarded: 'set', writer: '`#outline()`', writerLine: '8', yieldLine: '7' },
          line: 7, column: 70, endLine: 7, endColumn: 82,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.current' },
            output: `
        class Editor {
          async extract(pages) {
            for (const page of pages) await this.#copy(page)
            void this.#outline(pages)
          }
          async #copy(page) { this.current = page; const current = this.current; await load(page); if (this.current !== current) return; this.current.mark() }
          async #outline(pages) { await load(pages); this.current = null }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'of which another one is called as well',
      code: `
        class Editor {
          async extract(pages) {
            for (const page of pages) await this.#copy(page)
            await this.outline(pages)
          }
          async #copy(page) { this.current = page; await load(page); this.current.mark() }
          async outline(pages) { await load(pages); this.current = null }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: { cell: 'current', guardLine: '7', guarded: 'set', writer: '`outline()`', writerLine: '8', yieldLine: '7' },
          line: 7, column: 70, endLine: 7, endColumn: 82,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.current' },
            output: `
        class Editor {
          async extract(pages) {
            for (const page of pages) await this.#copy(page)
            await this.outline(pages)
          }
          async #copy(page) { this.current = page; const current = this.current; await load(page); if (this.current !== current) return; this.current.mark() }
          async outline(pages) { await load(pages); this.current = null }
        }
      `,
          }],
        },
      ],
    },
  ],
})
