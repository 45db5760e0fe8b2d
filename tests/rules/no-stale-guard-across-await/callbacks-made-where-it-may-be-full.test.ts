import { testRule } from './tester.js'

testRule('a callback asks for what may be missing', {
  valid: [],
  invalid: [
    {
      name: 'it was given by the caller',
      code: `
        class Report {
          async end() { await this.file?.close() }
          begin(options) {
            this.file = options.file
            this.log = async text => {
              if (!this.file) this.file = await open('w')
              await write(this.file, text)
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'this.file', guard: 'this line',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`', run: '`log()`',
            end: 'closed',
          },
          line: 7, column: 31, endLine: 7, endColumn: 40,
          suggestions: [],
        },
      ],
    },
    {
      name: 'it is opened on some ways',
      code: `
        class Report {
          async end() { await this.file?.close() }
          async begin(isEager) {
            if (isEager) this.file = await open('w')
            this.log = async text => {
              if (!this.file) this.file = await open('w')
              await write(this.file, text)
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'overwrites',
          data: {
            cell: 'this.file', guard: 'this line',
            use: 'this use', during: 'during the `await` on this line', wait: '`await`', run: '`log()`',
            end: 'closed',
          },
          line: 7, column: 31, endLine: 7, endColumn: 40,
          suggestions: [],
        },
      ],
    },
  ],
})
