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
          data: {
            cell: 'this.current', guarded: 'set', guard: 'this line', during: 'during the `await` on this line', wait: '`await`',
            writer: '`#outline()` (line 8)', clear: 'set it to null',
          },
          line: 7, column: 70, endLine: 7, endColumn: 82,
          suggestions: [{
            messageId: 'onlyIfSame',
            data: { source: 'this.current' },
            output: `
        class Editor {
          async extract(pages) {
            for (const page of pages) await this.#copy(page)
            void this.#outline(pages)
          }
          async #copy(page) { this.current = page; const currentThis = this.current; await load(page); if (this.current === currentThis) this.current.mark() }
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
          data: {
            cell: 'this.current', guarded: 'set', guard: 'this line', during: 'during the `await` on this line', wait: '`await`',
            writer: '`outline()` (line 8)', clear: 'set it to null',
          },
          line: 7, column: 70, endLine: 7, endColumn: 82,
          suggestions: [{
            messageId: 'onlyIfSame',
            data: { source: 'this.current' },
            output: `
        class Editor {
          async extract(pages) {
            for (const page of pages) await this.#copy(page)
            await this.outline(pages)
          }
          async #copy(page) { this.current = page; const currentThis = this.current; await load(page); if (this.current === currentThis) this.current.mark() }
          async outline(pages) { await load(pages); this.current = null }
        }
      `,
          }],
        },
      ],
    },
  ],
})
