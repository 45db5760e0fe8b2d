import { testRule } from './tester.js'

testRule('the writer is behind the run, or takes only its own', {
  valid: [
    {
      name: 'a step that the writer waits for',
      code: `
        class Job {
          async init() {
            this.file = await open()
            await this.prepare()
            await this.file.write('header')
          }
          async run() {
            try { await this.init() } finally { this.file = undefined }
          }
        }
      `,
    },
    {
      name: 'what it compares with a local of its own',
      code: `
        class Port {
          async loop() {
            this.reader = this.stream.getReader()
            await turn()
            this.reader.releaseLock()
          }
          async raw() {
            const reader = this.stream.getReader()
            this.reader = reader
            await turn()
            if (this.reader === reader) this.reader = undefined
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a step that somebody else runs, too',
      code: `
        class Job {
          async init() {
            this.file = await open()
            await this.prepare()
            await this.file.write('header')
          }
          async again() { await this.init() }
          async run() {
            try { await this.init() } finally { this.file = undefined }
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.file', guarded: 'set', guard: 'line 4', use: 'this use', during: 'during the `await` on line 5', wait: '`await`',
            writer: '`run()` (line 10)', clear: 'set it to undefined',
          },
          line: 6, column: 19, endLine: 6, endColumn: 28,
          suggestions: [{
            messageId: 'onlyIfSame',
            data: { source: 'this.file' },
            output: `
        class Job {
          async init() {
            this.file = await open()
            const file = this.file
            await this.prepare()
            if (this.file === file) await this.file.write('header')
          }
          async again() { await this.init() }
          async run() {
            try { await this.init() } finally { this.file = undefined }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'what it compares with a local of its own, where another function looks',
      code: `
        class Port {
          async stop() {
            if (!this.reader) return
            await turn()
            this.reader.releaseLock()
          }
          async raw() {
            const reader = this.stream.getReader()
            this.reader = reader
            await turn()
            if (this.reader === reader) this.reader = undefined
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.reader', guarded: 'checked', guard: 'line 4',
            use: 'this use', during: 'during the `await` on line 5', wait: '`await`',
            writer: '`raw()` (line 12)', clear: 'set it to undefined',
          },
          line: 6, column: 13, endLine: 6, endColumn: 24,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.reader', exit: 'Return' },
            output: `
        class Port {
          async stop() {
            if (!this.reader) return
            const reader = this.reader
            await turn()
            if (this.reader !== reader) return
            this.reader.releaseLock()
          }
          async raw() {
            const reader = this.stream.getReader()
            this.reader = reader
            await turn()
            if (this.reader === reader) this.reader = undefined
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
