import { testRule } from '../tester.js'
import { testWithTypes } from './tester.js'

const typed = (ping: string): string => `
  interface Api { ping(): void }
  declare function connect(): Api
  class Heartbeat {
    private api: Api | null = null
    private beat: ReturnType<typeof setInterval> | undefined
    start(): void {
      this.api = connect()
      this.beat = setInterval(() => { ${ping} }, 1000)
    }
    stop(): void {
      this.api = null
    }
  }
`

const untyped = (ping: string): string => `
  class Heartbeat {
    start() {
      this.api = connect()
      this.beat = setInterval(() => { ${ping} }, 1000)
    }
    stop() {
      this.api = null
    }
  }
`

const cleared = (code: string) => [{
  messageId: 'clearTimer' as const,
  output: code.replace('      this.api = null', '      clearInterval(this.beat)\n      this.api = null'),
}]

testWithTypes('a timer that the teardown forgets, with types', {
  valid: [{ name: 'with ?.', code: typed('this.api?.ping()') }],
  invalid: [
    { name: 'with a claim that it is there', code: typed('this.api!.ping()'), errors: [{ messageId: 'uses', line: 12, suggestions: cleared(typed('this.api!.ping()')) }] },
    { name: 'the same without types', code: untyped('this.api.ping()'), errors: [{ messageId: 'uses', line: 8, suggestions: cleared(untyped('this.api.ping()')) }] },
  ],
})

testRule('a timer that the teardown forgets, without types', {
  valid: [{ name: 'with ?.', code: untyped('this.api?.ping()') }],
  invalid: [{ name: 'with nothing', code: untyped('this.api.ping()'), errors: [{ messageId: 'uses', line: 8, suggestions: cleared(untyped('this.api.ping()')) }] }],
})
