import { testRule } from './tester.js'

testRule('the writer rejects the promise by what its executor has kept', {
  valid: [
    {
      name: 'what comes of its success does not run',
      options: [{ strict: true }],
      code: `
        class Delayer {
          trigger(task) {
            if (!this.done) {
              this.done = new Promise((resolve, reject) => { this.finish = resolve; this.fail = reject })
                .then(() => { this.done = null; return task() })
            }
            return this.done
          }
          cancel() { this.fail?.(new Error('cancelled')); this.done = null }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'it finishes it instead',
      options: [{ strict: true }],
      code: `
        class Delayer {
          trigger(task) {
            if (!this.done) {
              this.done = new Promise((resolve, reject) => { this.finish = resolve; this.fail = reject })
                .then(() => { this.done = null; return task() })
            }
            return this.done
          }
          cancel() { this.finish?.(); this.done = null }
        }
      `,
      errors: [
        {
          messageId: 'clobbers',
          data: {
            cell: 'this.done', guard: 'line 5', during: 'before the promise on line 5 settles', writer: '`cancel()` (line 10)',
            clear: 'set it to null',
          },
          line: 6, column: 31, endLine: 6, endColumn: 40,
          suggestions: [],
        },
      ],
    },
    {
      name: 'what comes of its end runs all the same',
      code: `
        class Delayer {
          trigger(task) {
            if (!this.done) {
              this.done = new Promise((resolve, reject) => { this.finish = resolve; this.fail = reject })
                .finally(() => { this.done = null; return task() })
            }
            return this.done
          }
          cancel() { this.fail?.(new Error('cancelled')); this.done = null }
        }
      `,
      errors: [
        {
          messageId: 'clobbers',
          data: {
            cell: 'this.done', guard: 'line 5', during: 'before the promise on line 5 settles', writer: '`cancel()` (line 10)',
            clear: 'set it to null',
          },
          line: 6, column: 34, endLine: 6, endColumn: 43,
          suggestions: [],
        },
      ],
    },
  ],
})
