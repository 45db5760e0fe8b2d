import { testRule } from './tester.js'

testRule('what is suggested', {
  valid: [],
  invalid: [
    {
      name: 'the style of the code is kept',
      code: `
        class Agent {
          kill() { this.proc = null; }
          async drain() {
            const proc = this.proc;
            while (proc) { // until it is gone
              await readLine(proc.stderr);
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'this.proc', turn: 'iteration' },
            output: `
        class Agent {
          kill() { this.proc = null; }
          async drain() {
            for (;;) { // until it is gone
              const proc = this.proc;
              if (!proc) break;
              await readLine(proc.stderr);
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'comments stay',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            // the process of this run
            const proc = this.proc // or null
            while (proc) {
              // one line
              await readLine(proc.stderr)
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 7', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 6, column: 19, endLine: 6, endColumn: 23,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'this.proc', turn: 'iteration' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            // the process of this run
            // or null
            for (;;) {
              const proc = this.proc
              if (!proc) break
              // one line
              await readLine(proc.stderr)
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a comment in the head of the loop: nothing is moved',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const proc = this.proc
            while (proc /* alive */) {
              await readLine(proc.stderr)
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', copy: 'proc', exit: 'Leave the loop' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const proc = this.proc
            while (proc /* alive */) {
              if (this.proc !== proc) break
              await readLine(proc.stderr)
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a compound test moves as a whole',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const proc = this.proc
            while (proc && proc.ready) {
              await readLine(proc.stderr)
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'guard',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'this.proc', turn: 'iteration' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            for (;;) {
              const proc = this.proc
              if (!proc || !proc.ready) break
              await readLine(proc.stderr)
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a test of the cell becomes a test of the copy',
      code: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            const proc = this.proc
            while (this.proc) {
              await readLine(proc.stderr)
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'mixed',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'this.proc', turn: 'iteration' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async drain() {
            for (;;) {
              const proc = this.proc
              if (!proc) break
              await readLine(proc.stderr)
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a test of something else stays',
      code: `
        class Agent {
          kill() { this.proc = null }
          async poke() {
            const proc = this.proc
            while (more()) {
              await proc.poke()
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 6', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [{
            messageId: 'reread',
            data: { source: 'this.proc', turn: 'iteration' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async poke() {
            while (more()) {
              const proc = this.proc
              if (!proc) break
              await proc.poke()
            }
          }
        }
      `,
          }],
        },
      ],
    },
    {
      name: 'a copy that is used elsewhere stays, and is compared',
      code: `
        class Agent {
          kill() { this.proc = null }
          async poke() {
            const proc = this.proc
            if (!proc) return
            while (true) {
              await proc.poke()
            }
          }
        }
      `,
      errors: [
        {
          messageId: 'call',
          data: {
            copy: 'proc', cell: 'this.proc', round: 'loop', line: 'line 7', turn: 'iteration', writer: '`kill()` (line 3)', clear: 'clear',
          },
          line: 5, column: 19, endLine: 5, endColumn: 23,
          suggestions: [{
            messageId: 'compare',
            data: { source: 'this.proc', copy: 'proc', exit: 'Leave the loop' },
            output: `
        class Agent {
          kill() { this.proc = null }
          async poke() {
            const proc = this.proc
            if (!proc) return
            while (true) {
              if (this.proc !== proc) break
              await proc.poke()
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
