import { testRule } from './tester.js'

testRule('a callback that fills the cell again', {
  valid: [
    {
      name: 'it is made where the cell has just been filled',
      code: `
        class Report {
          async end() { await this.file?.close(); this.file = undefined }
          async begin() {
            this.file = await open('w')
            this.log = async text => {
              if (!this.file) this.file = await open('w')
              await write(this.file, text)
            }
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'it is made where nothing is in the cell',
      code: `
        class Report {
          async end() { await this.file?.close(); this.file = undefined }
          async begin() {
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
          line: 6, column: 31, endLine: 6, endColumn: 40,
          suggestions: [],
        },
      ],
    },
    {
      name: 'it is made before the cell is filled',
      code: `
        class Report {
          async end() { await this.file?.close(); this.file = undefined }
          async begin() {
            this.log = async text => {
              if (!this.file) this.file = await open('w')
              await write(this.file, text)
            }
            this.file = await open('w')
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
          line: 6, column: 31, endLine: 6, endColumn: 40,
          suggestions: [],
        },
      ],
    },
  ],
})
