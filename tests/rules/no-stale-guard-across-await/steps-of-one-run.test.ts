import { testRule } from './tester.js'

const mergeSteps = (steps: string, fill: string) => `
        class Merger {
          async mergeAll() { ${steps} }
          async mergeTwo(target) { this.target = target; await this.move() }
          async choose() { this.target = null; ${fill} }
          async move() {
            if (!this.target) return
            await load()
            this.target.mark()
          }
        }
      `

const ofMove = (code: string) => ({
  messageId: 'dereferences' as const,
  data: {
    cell: 'this.target', guarded: 'checked', guard: 'line 7', during: 'during the `await` on line 8', wait: '`await`',
    writer: '`choose()` (line 5)', clear: 'set it to null',
  },
  line: 9,
  column: 13,
  endLine: 9,
  endColumn: 24,
  suggestions: [{
    messageId: 'compare' as const,
    data: { source: 'this.target', exit: 'Return' },
    output: code.replace('return\n            await load()', `return
            const target = this.target
            await load()
            if (this.target !== target) return`),
  }],
})

const mayStayEmpty = mergeSteps('await this.choose(); await this.move()', 'await this.forget()')
const isNotAwaited = mergeSteps('void this.choose(); await this.move()', 'this.target = await this.find()')

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
    {
      name: 'of two functions that each wait for it, behind one that empties the cell to fill it anew',
      code: mergeSteps('await this.choose(); await this.move()', 'this.target = await this.find()'),
    },
  ],
  invalid: [
    {
      name: 'of which the first one may leave the cell empty',
      code: mayStayEmpty,
      errors: [ofMove(mayStayEmpty)],
    },
    {
      name: 'of which nobody waits for the first one',
      code: isNotAwaited,
      errors: [ofMove(isNotAwaited)],
    },
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
