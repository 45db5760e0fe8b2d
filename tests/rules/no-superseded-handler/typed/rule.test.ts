import { testRule } from '../tester.js'
import { testWithTypes } from './tester.js'

const typed = (handler: string): string => `
  interface Child { kill(): void, once(event: 'exit', listener: () => void): void }
  declare function spawn(name: string): Child
  class Server {
    #child: Child | null = null
    start(): void {
      const child = this.#child = spawn('server')
      child.once('exit', () => { ${handler} })
    }
    stop(): void {
      this.#child?.kill()
      this.#child = null
    }
    restart(): void {
      this.stop()
      this.start()
    }
  }
`

const untyped = (handler: string): string => `
  class Server {
    #child = null
    start() {
      const child = this.#child = spawn('server')
      child.once('exit', () => { ${handler} })
    }
    stop() {
      this.#child?.kill()
      this.#child = null
    }
    restart() {
      this.stop()
      this.start()
    }
  }
`

const compared = (written: (handler: string) => string) => [{
  messageId: 'onlyIfLatest' as const, output: written('if (this.#child === child) this.#child = null'),
}]

testWithTypes('the exit of an old child, with types', {
  valid: [{ name: 'compared first', code: typed('if (this.#child === child) this.#child = null') }],
  invalid: [
    { name: 'whoever exits', code: typed('this.#child = null'), errors: [{ messageId: 'empties', line: 8, suggestions: compared(typed) }] },
    { name: 'the same without types', code: untyped('this.#child = null'), errors: [{ messageId: 'empties', line: 6, suggestions: compared(untyped) }] },
  ],
})

testRule('the exit of an old child, without types', {
  valid: [{ name: 'compared first', code: untyped('if (this.#child === child) this.#child = null') }],
  invalid: [{ name: 'whoever exits', code: untyped('this.#child = null'), errors: [{ messageId: 'empties', line: 6, suggestions: compared(untyped) }] }],
})
