import { testRule } from './tester.js'

testRule('there is no guard', {
  valid: [
    {
      name: 'there is no guard',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            await turn()
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'the guard is on one way only',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (this.proc) log('up')
            await turn()
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'the wait is in front of the guard',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            await turn()
            if (!this.proc) return
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'the use is in front of the wait',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.proc) return
            this.proc.ping()
            await turn()
          }
        }
      `,
    },
    {
      name: 'another property of the same object',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            if (!this.log) return
            await turn()
            this.log.flush()
          }
        }
      `,
    },
  ],
  invalid: [],
})
