import { testTold } from './told.js'

testTold('what could end the wait is dropped with the cell', [
  {
    name: 'the resolver',
    code: `
      class Asker {
        private waiting: Promise<string> | null = null
        private answer: ((s: string) => void) | null = null
        private timer: Timer | null = null
        async ask() {
          this.timer = setTimeout(() => {}, 100)
          const s = await new Promise<string>(resolve => { this.answer = resolve })
          this.timer.unref()
          return s
        }
        drop() { this.answer = null; this.timer = null }
      }
    `,
  },
  {
    name: 'the timer',
    code: `
      class Asker {
        wake = null
        timer = null
        async rest() {
          this.panel = open()
          await new Promise(resolve => { this.timer = setTimeout(resolve, 100) })
          this.panel.show()
        }
        drop() { clearTimeout(this.timer); this.timer = null; this.panel = null }
      }
    `,
  },
  {
    name: 'a record whose reject is called',
    code: `
      class Asker {
        ask() {
          return new Promise((resolve, reject) => { this.job = { resolve, reject } })
        }
        async go() {
          this.box = make()
          const s = await this.ask()
          this.box.put(s)
        }
        drop() { this.job.reject(new Error('gone')); this.job = null; this.box = null }
      }
    `,
  },
  {
    name: 'the resolver is called first',
    code: `
      class Asker {
        answer = null
        timer = null
        async ask() {
          this.timer = setTimeout(() => {}, 100)
          const s = await new Promise(resolve => { this.answer = resolve })
          this.timer.unref()
          return s
        }
        drop() { this.answer?.(''); this.answer = null; this.timer = null }
      }
    `,
    told: ['this.timer.unref()'],
  },
  {
    name: 'a timer that goes on',
    code: `
      class Asker {
        async rest() {
          this.panel = open()
          await new Promise<void>(resolve => { setTimeout(resolve, 100) })
          this.panel.show()
        }
        drop() { clearTimeout(this.timer); this.timer = null; this.panel = null }
      }
    `,
    told: ['this.panel.show()'],
  },
])
