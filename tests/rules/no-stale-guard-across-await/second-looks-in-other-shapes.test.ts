import { testRule } from './tester.js'

testRule('there is a second look, in another shape', {
  valid: [
    {
      name: 'its answer is kept in a local',
      code: `
        class Agent {
          kill() { this.generation++; this.proc = null }
          async drain(generation) {
            if (!this.proc) return
            await turn()
            const isStale = generation !== this.generation
            if (isStale) return
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'a getter that goes through the cell, kept in a local',
      code: `
        class Manager {
          get isOn() { return this.config?.isOn ?? false }
          reset() { this.config = undefined }
          async change() {
            if (!this.config) return
            await turn()
            const isOn = this.isOn
            if (!isOn) return
            this.config.apply()
          }
        }
      `,
    },
    {
      name: 'a taken-apart flag',
      code: `
        class Agent {
          kill() { this.killed = true; this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            const { killed } = this
            if (killed) return
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'a list of states',
      code: `
        class Agent {
          kill() { this.state = 'killed'; this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            if (!['up', 'busy'].includes(this.state)) return
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'a function that is given the state',
      code: `
        class Agent {
          kill() { this.state = 'killed'; this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            if (!isUp(this.state)) return
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'an assertion about a flag',
      code: `
        class Agent {
          kill() { this.killed = true; this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            assert(!this.killed)
            this.proc.ping()
          }
        }
      `,
    },
    {
      name: 'an inherited flag',
      code: `
        class Panel extends Widget {
          dispose() { super.dispose(); this.model = null }
          async refresh() {
            if (!this.model) return
            await load()
            if (this.isDisposed) return
            this.model.update()
          }
        }
      `,
    },
    {
      name: 'the flag of an object of the owner',
      code: `
        class Panel {
          dispose() { this.store.dispose(); this.model = null }
          async refresh() {
            if (!this.model) return
            await load()
            if (this.store.isDisposed) return
            this.model.update()
          }
        }
      `,
    },
    {
      name: 'a token of an editor',
      code: `
        class Panel {
          dispose() { this.model = null }
          async refresh(token) {
            if (!this.model) return
            await load()
            if (token.isCancellationRequested) return
            this.model.update()
          }
        }
      `,
    },
    {
      name: 'a way on which the program ends',
      code: `
        class Panel {
          dispose() { this.model = null }
          async refresh(isBroken) {
            if (!this.model) return
            if (isBroken) {
              await load()
              process.exit(1)
            }
            this.model.update()
          }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'its answer is kept in a local before the wait',
      code: `
        class Agent {
          kill() { this.generation++; this.proc = null }
          async drain(generation) {
            if (!this.proc) return
            const isStale = generation !== this.generation
            await turn()
            if (!isStale) this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 7', wait: '`await`',
            writer: '`kill()` (line 3)', clear: 'set it to null',
          },
          line: 8, column: 27, endLine: 8, endColumn: 36,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', exit: 'Return' },
            output: `
        class Agent {
          kill() { this.generation++; this.proc = null }
          async drain(generation) {
            if (!this.proc) return
            const isStale = generation !== this.generation
            const proc = this.proc
            await turn()
            if (this.proc !== proc) return
            if (!isStale) this.proc.ping()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'an assertion about something else',
      code: `
        class Agent {
          kill() { this.killed = true; this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            assert(!this.full)
            this.proc.ping()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.proc', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`kill()` (line 3)', clear: 'set it to null',
          },
          line: 8, column: 13, endLine: 8, endColumn: 22,
          suggestions: [{
            messageId: 'ask',
            data: { source: 'this.killed', exit: 'Return' },
            output: `
        class Agent {
          kill() { this.killed = true; this.proc = null }
          async drain() {
            if (!this.proc) return
            await turn()
            assert(!this.full)
            if (this.killed) return
            this.proc.ping()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a flag of the handle itself',
      code: `
        class Panel {
          dispose() { this.model = null }
          async refresh() {
            if (!this.model) return
            await load()
            if (this.model.isDisposed) return
            count()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.model', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`dispose()` (line 3)', clear: 'set it to null',
          },
          line: 7, column: 17, endLine: 7, endColumn: 27,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.model', exit: 'Return' },
            output: `
        class Panel {
          dispose() { this.model = null }
          async refresh() {
            if (!this.model) return
            const model = this.model
            await load()
            if (this.model !== model) return
            if (this.model.isDisposed) return
            count()
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'an inherited flag that has nothing to do with an end',
      code: `
        class Panel extends Widget {
          dispose() { super.dispose(); this.model = null }
          async refresh() {
            if (!this.model) return
            await load()
            if (this.isWide) return
            this.model.update()
          }
        }
      `,
      errors: [
        {
          messageId: 'dereferences',
          data: {
            cell: 'this.model', guarded: 'checked', guard: 'line 5',
            use: 'this use', during: 'during the `await` on line 6', wait: '`await`',
            writer: '`dispose()` (line 3)', clear: 'set it to null',
          },
          line: 8, column: 13, endLine: 8, endColumn: 23,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.model', exit: 'Return' },
            output: `
        class Panel extends Widget {
          dispose() { super.dispose(); this.model = null }
          async refresh() {
            if (!this.model) return
            const model = this.model
            await load()
            if (this.isWide) return
            if (this.model !== model) return
            this.model.update()
          }
        }
      `,
          }],
        },
      ],
    },
  ],
})
