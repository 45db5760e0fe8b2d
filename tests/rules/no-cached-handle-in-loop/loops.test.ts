import { testRule } from './tester.js'

testRule('loops', {
  valid: [
    {
      name: 'a loop that nobody can interrupt',
      code: `
        class Pump {
          stop() { this.sink = null }
          async run() {
            const sink = this.sink
            while (more()) {
              sink.write(next())
            }
          }
        }
      `,
    },
    {
      name: 'a loop that waits in another function only',
      code: `
        class Pump {
          stop() { this.sink = null }
          async run() {
            const sink = this.sink
            while (more()) {
              later(async () => { await sink.write(next()) })
            }
          }
        }
      `,
    },
    {
      name: 'a copy that each turn makes',
      code: `
        class Pump {
          stop() { this.sink = null }
          async run() {
            while (true) {
              const sink = this.sink
              if (!sink) break
              await sink.write(await next())
            }
          }
        }
      `,
    },
    {
      name: 'for of ends with the data at hand',
      code: `
        class Pump {
          stop() { this.sink = null }
          async run(items) {
            const sink = this.sink
            for (const item of items) {
              await sink.write(item)
            }
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'while',
      code: `
        class Pump {
          stop() { this.sink = null }
          async run() {
            const sink = this.sink
            while (true) {
              await sink.write(await next())
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'sink', cell: 'this.sink', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`stop()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'this.sink', turn: 'iteration' },
            output: `
        class Pump {
          stop() { this.sink = null }
          async run() {
            while (true) {
              const sink = this.sink
              if (!sink) break
              await sink.write(await next())
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'do',
      code: `
        class Pump {
          stop() { this.sink = null }
          async run() {
            const sink = this.sink
            do {
              await sink.write(await next())
            } while (more())
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'sink', cell: 'this.sink', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`stop()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'this.sink', turn: 'iteration' },
            output: `
        class Pump {
          stop() { this.sink = null }
          async run() {
            do {
              const sink = this.sink
              if (!sink) break
              await sink.write(await next())
            } while (more())
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'for without a test',
      code: `
        class Pump {
          stop() { this.sink = null }
          async run() {
            const sink = this.sink
            for (;;) {
              await sink.write(await next())
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'sink', cell: 'this.sink', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`stop()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'this.sink', turn: 'iteration' },
            output: `
        class Pump {
          stop() { this.sink = null }
          async run() {
            for (;;) {
              const sink = this.sink
              if (!sink) break
              await sink.write(await next())
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'for, whose start makes the copy',
      code: `
        class Pump {
          stop() { this.sink = null }
          async run() {
            for (let sink = this.sink; sink;) {
              await sink.write(await next())
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'sink', cell: 'this.sink', round: 'loop', line: 'this line', turn: 'iteration', writer: '`stop()` (line 3)',
            clear: 'clear',
          },
          line: 5, column: 22, endLine: 5, endColumn: 26,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.sink', copy: 'sink', exit: 'Leave the loop' },
            output: `
        class Pump {
          stop() { this.sink = null }
          async run() {
            for (let sink = this.sink; sink;) {
              if (this.sink !== sink) break
              await sink.write(await next())
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'for await over something else',
      code: `
        class Pump {
          stop() { this.sink = null }
          async run() {
            const sink = this.sink
            for await (const item of source()) {
              sink.write(item)
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'sink', cell: 'this.sink', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`stop()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'this.sink', turn: 'iteration' },
            output: `
        class Pump {
          stop() { this.sink = null }
          async run() {
            for await (const item of source()) {
              const sink = this.sink
              if (!sink) break
              sink.write(item)
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a generator',
      code: `
        class Pump {
          stop() { this.sink = null }
          * run() {
            const sink = this.sink
            while (sink) {
              yield next()
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'sink', cell: 'this.sink', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`stop()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'this.sink', turn: 'iteration' },
            output: `
        class Pump {
          stop() { this.sink = null }
          * run() {
            for (;;) {
              const sink = this.sink
              if (!sink) break
              yield next()
            }
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
