import { testRule } from './tester.js'

testRule('a timer of which only the first round can be cleared', {
  valid: [
    {
      name: 'each round is kept',
      code: `
        class Poller {
          start() { this.next = setTimeout(() => this.poll(), 1000) }
          async poll() {
            await ask()
            if (this.over) return
            this.next = setTimeout(() => this.poll(), 1000)
          }
          stop() { this.over = true; clearTimeout(this.next) }
        }
      `,
    },
    {
      name: 'no round is kept: nobody believes that it can be cleared',
      code: `
        class Poller {
          start() { setTimeout(() => this.poll(), 1000) }
          async poll() {
            await ask()
            if (!this.over) setTimeout(() => this.poll(), 1000)
          }
          stop() { this.over = true }
        }
      `,
    },
    {
      name: 'the timer that nobody keeps does something else',
      code: `
        class Poller {
          start() { this.next = setTimeout(() => this.poll(), 1000) }
          async poll() {
            await ask()
            setTimeout(() => this.blink(), 1000)
          }
          blink() { this.lamp = !this.lamp }
          stop() { clearTimeout(this.next) }
        }
      `,
    },
    {
      name: 'what clears the first round starts the next',
      code: `
        class Poller {
          start() { this.next = setTimeout(() => this.poll(), 1000) }
          async poll() {
            await ask()
            setTimeout(() => this.poll(), 1000)
          }
          stopWaiting() { clearTimeout(this.next); void this.poll() }
        }
      `,
    },
    {
      name: 'nothing that ends the owner clears it',
      code: `
        class Poller {
          start() { this.next = setTimeout(() => this.poll(), 1000) }
          async poll() {
            await ask()
            setTimeout(() => this.poll(), 1000)
          }
          prefer(mode) { clearTimeout(this.next); this.mode = mode }
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'in a class',
      code: `
        class Poller {
          start() { this.next = setTimeout(() => this.poll(), 1000) }
          async poll() {
            await ask()
            setTimeout(() => this.poll(), 1000)
          }
          stop() { clearTimeout(this.next) }
        }
      `,
      errors: [{ messageId: 'unkeptRound', line: 6, column: 13 }],
    },
    {
      name: 'in a factory',
      code: `
        export function poller(every: number) {
          let next: NodeJS.Timeout | undefined
          async function poll() {
            await ask()
            setTimeout(poll, every)
          }
          return {
            start() { next = setTimeout(poll, every) },
            stop() { if (next) clearTimeout(next) },
          }
        }
      `,
      errors: [{ messageId: 'unkeptRound', line: 6 }],
    },
  ],
})
