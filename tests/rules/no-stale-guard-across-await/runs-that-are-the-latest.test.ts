import { testRule } from './tester.js'

testRule('a run empties its own cell at the end', {
  valid: [
    {
      name: 'when its signal was not aborted',
      code: `
        class Search {
          async find(text) {
            this.controller?.abort()
            const controller = new AbortController()
            this.controller = controller
            try { return await query(text, controller.signal) } finally {
              if (!controller.signal.aborted) this.controller = null
            }
          }
          isBusy() { return this.controller !== null }
        }
      `,
    },
    {
      name: 'when it succeeds, which an aborted one does not',
      code: `
        class Search {
          find(text) {
            this.controller = new AbortController()
            return query(text, this.controller.signal).then(rows => { this.controller = null; return rows })
          }
          cancel() { this.controller?.abort(); this.controller = null }
        }
      `,
    },
    {
      name: 'by each of two handlers of its own promise',
      code: `
        class Loader {
          load() {
            if (this.pending) return this.pending
            const pending = fetchAll()
            this.pending = pending
            pending.then(() => { this.pending = null })
            pending.catch(() => { this.pending = null })
            return pending
          }
        }
      `,
    },
  ],
  invalid: [],
})
