import { testRule } from './tester.js'

testRule('the writer waits until what made the handle has closed', {
  valid: [
    {
      name: 'what was asked of it has an answer by then',
      code: `
        let app, page
        export async function open() { app = await launch(); page = await app.firstWindow() }
        export async function close() { await app.close().catch(() => {}); page = null }
        export async function press() {
          if (!page) return
          await page.keyboard.press('A')
          await page.settle()
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'it does not wait',
      code: `
        let app, page
        export async function open() { app = await launch(); page = await app.firstWindow() }
        export async function close() { app.close().catch(() => {}); page = null }
        export async function press() {
          if (!page) return
          await page.keyboard.press('A')
          await page.settle()
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'page', guarded: 'checked', guard: 'line 6', use: 'this use', during: 'during the `await` on line 7', wait: '`await`',
            writer: '`close()` (line 4)', clear: 'set it to null',
          },
          line: 8, column: 17, endLine: 8, endColumn: 21,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'page', exit: 'Return' },
            output: `
        let app, page
        export async function open() { app = await launch(); page = await app.firstWindow() }
        export async function close() { app.close().catch(() => {}); page = null }
        export async function press() {
          if (!page) return
          const currentPage = page
          await page.keyboard.press('A')
          if (page !== currentPage) return
          await page.settle()
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'something else has made it',
      code: `
        let app, page
        export async function open() { app = await launch(); page = await windows.first() }
        export async function close() { await app.close().catch(() => {}); page = null }
        export async function press() {
          if (!page) return
          await page.keyboard.press('A')
          await page.settle()
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'page', guarded: 'checked', guard: 'line 6', use: 'this use', during: 'during the `await` on line 7', wait: '`await`',
            writer: '`close()` (line 4)', clear: 'set it to null',
          },
          line: 8, column: 17, endLine: 8, endColumn: 21,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'page', exit: 'Return' },
            output: `
        let app, page
        export async function open() { app = await launch(); page = await windows.first() }
        export async function close() { await app.close().catch(() => {}); page = null }
        export async function press() {
          if (!page) return
          const currentPage = page
          await page.keyboard.press('A')
          if (page !== currentPage) return
          await page.settle()
        }
      `,
          }],
        },
      ],
    },
  ],
})
