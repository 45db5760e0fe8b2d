import { testRule } from './tester.js'

testRule('the handle itself says that it is gone', {
  valid: [
    {
      name: 'to a listener, while an answer of it is awaited',
      code: `
        class Feed {
          async start(pool) {
            this.client = await pool.connect()
            this.client.on('error', () => { this.client = undefined })
            await this.client.query('LISTEN a')
            await this.client.query('LISTEN b')
          }
        }
      `,
    },
    {
      name: 'to a listener, through a method',
      code: `
        class Feed {
          async start(pool) {
            this.client = await pool.connect()
            this.client.on('error', () => this.#lose())
            await this.client.query('LISTEN a')
            await this.client.query('LISTEN b')
          }
          #lose() { this.client = undefined }
        }
      `,
    },
    {
      name: 'what has made it says so',
      code: `
        let app, page
        export async function open() {
          app = await launch()
          app.on('close', () => { page = null })
          page = await app.firstWindow()
        }
        export async function press() {
          if (!page) return
          await page.keyboard.press('A')
          await page.settle()
        }
      `,
    },
    {
      name: 'to a listener of the function that has made it',
      code: `
        let panel
        export async function show(url) {
          panel = makePanel()
          await panel.load(url)
          panel.reveal()
        }
        function makePanel() {
          const made = new Panel()
          made.on('closed', () => { panel = undefined })
          return made
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'another that the function has made',
      code: `
        let panel
        export async function show(url) {
          panel = makePanel()
          await panel.load(url)
          panel.reveal()
        }
        function makePanel() {
          const made = new Panel()
          const frame = new Frame(made)
          frame.on('closed', () => { panel = undefined })
          return made
        }
      `,
      errors: [{
        messageId: 'dereferences', line: 6, column: 11, endLine: 6, endColumn: 16,
        suggestions: [{
          messageId: 'compare',
          output: `
        let panel
        export async function show(url) {
          panel = makePanel()
          const currentPanel = panel
          await panel.load(url)
          if (panel !== currentPanel) return
          panel.reveal()
        }
        function makePanel() {
          const made = new Panel()
          const frame = new Frame(made)
          frame.on('closed', () => { panel = undefined })
          return made
        }
      `,
        }],
      }],
    },
    {
      name: 'while something else is awaited',
      code: `
        class Feed {
          async start(pool) {
            this.client = await pool.connect()
            this.client.on('error', () => this.#lose())
            await this.client.query('LISTEN a')
            const names = await load()
            await this.client.query(names)
          }
          #lose() { this.client = undefined }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.client', guarded: 'set', guard: 'line 4', use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`#lose()` (line 10)', clear: 'set it to undefined',
          },
          line: 8, column: 19, endLine: 8, endColumn: 30,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.client', exit: 'Return' },
            output: `
        class Feed {
          async start(pool) {
            this.client = await pool.connect()
            this.client.on('error', () => this.#lose())
            const client = this.client
            await this.client.query('LISTEN a')
            const names = await load()
            if (this.client !== client) return
            await this.client.query(names)
          }
          #lose() { this.client = undefined }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'another one says so',
      code: `
        class Feed {
          async start(pool) {
            this.client = await pool.connect()
            pool.on('error', () => this.#lose())
            await this.client.query('LISTEN a')
            await this.client.query('LISTEN b')
          }
          #lose() { this.client = undefined }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.client', guarded: 'set', guard: 'line 4', use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`#lose()` (line 9)', clear: 'set it to undefined',
          },
          line: 7, column: 19, endLine: 7, endColumn: 30,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.client', exit: 'Return' },
            output: `
        class Feed {
          async start(pool) {
            this.client = await pool.connect()
            pool.on('error', () => this.#lose())
            const client = this.client
            await this.client.query('LISTEN a')
            if (this.client !== client) return
            await this.client.query('LISTEN b')
          }
          #lose() { this.client = undefined }
        }
      `,
          }],
        },
      ],
    },
  ],
})
