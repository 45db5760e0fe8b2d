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
            copy: 'sink', cell: 'sink', round: 'the interval', roundLine: '6', writerLine: '3', writes: 'has emptied `sink`',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'this.sink' },
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
            copy: 'sink', cell: 'sink', round: 'the timer', roundLine: '8', writerLine: '3', writes: 'has emptied `sink`',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'this.sink' },
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
            copy: 'sink', cell: 'sink', round: 'the timer', roundLine: '7', writerLine: '3', writes: 'has emptied `sink`',
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
            copy: 'sink', cell: 'sink', round: 'the timer', roundLine: '8', writerLine: '3', writes: 'has emptied `sink`',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'this.sink' },
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
