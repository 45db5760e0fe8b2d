import { testRule } from './tester.js'

testRule('other rounds', {
  valid: [
    {
      name: 'an interval that takes the handle in each turn',
      code: `
        class Pump {
          stop() { this.sink = null }
          run() {
            setInterval(() => {
              const sink = this.sink
              if (sink) sink.flush()
            }, 1000)
          }
        }
      `,
    },
    {
      name: 'a timeout that comes once',
      code: `
        class Pump {
          stop() { this.sink = null }
          run() {
            const sink = this.sink
            const turn = () => {
              sink.flush()
            }
            setTimeout(turn, 1000)
          }
        }
      `,
    },
    {
      name: 'after the loop',
      code: `
        class Pump {
          stop() { this.sink = null }
          async run() {
            const sink = this.sink
            while (more()) await next()
            sink.flush()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'an interval',
      code: `
        class Pump {
          stop() { this.sink = null }
          run() {
            const sink = this.sink
            setInterval(() => {
              sink.flush()
            }, 1000)
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'sink', cell: 'this.sink', round: 'interval', line: 'line 6', turn: 'callback', writer: '`stop()` (line 3)',
            clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'this.sink', turn: 'callback' },
            output: `
        class Pump {
          stop() { this.sink = null }
          run() {
            setInterval(() => {
              const sink = this.sink
              if (!sink) return
              sink.flush()
            }, 1000)
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a timeout whose callback sets it again',
      code: `
        class Pump {
          stop() { this.sink = null }
          run() {
            const sink = this.sink
            const turn = () => {
              sink.flush()
              setTimeout(turn, 1000)
            }
            turn()
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'sink', cell: 'this.sink', round: 'timer', line: 'line 8', turn: 'callback', writer: '`stop()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'this.sink', turn: 'callback' },
            output: `
        class Pump {
          stop() { this.sink = null }
          run() {
            const turn = () => {
              const sink = this.sink
              if (!sink) return
              sink.flush()
              setTimeout(turn, 1000)
            }
            turn()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a timeout that the function around it sets again',
      code: `
        class Pump {
          stop() { this.sink = null }
          run() {
            const sink = this.sink
            const schedule = () => {
              setTimeout(async () => {
                await sink.flush()
                schedule()
              }, 1000)
            }
            schedule()
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'sink', cell: 'this.sink', round: 'timer', line: 'line 7', turn: 'callback', writer: '`stop()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a frame that asks for the next',
      code: `
        class Pump {
          stop() { this.sink = null }
          run() {
            const sink = this.sink
            const draw = () => {
              sink.draw()
              requestAnimationFrame(draw)
            }
            requestAnimationFrame(draw)
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'sink', cell: 'this.sink', round: 'timer', line: 'line 8', turn: 'callback', writer: '`stop()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'this.sink', turn: 'callback' },
            output: `
        class Pump {
          stop() { this.sink = null }
          run() {
            const draw = () => {
              const sink = this.sink
              if (!sink) return
              sink.draw()
              requestAnimationFrame(draw)
            }
            requestAnimationFrame(draw)
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
