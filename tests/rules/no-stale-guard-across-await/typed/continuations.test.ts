import { testWithTypes } from './tester.js'

const buffers = (type: string) => `
        interface Engine { clear(): Promise<void>; flush(): void }
        class Buffers {
          private engine: ${type} = make()
          destroy(): void { this.engine = null! }
          clear(): void { this.engine!.clear().then(() => { this.engine!.flush() }) }
        }
        declare function make(): Engine
      `

testWithTypes('what runs behind a promise', {
  valid: [
    { name: 'on a field that is never empty', code: buffers('Engine') },
  ],
  invalid: [
    {
      name: 'on a field that may be',
      code: buffers('Engine | null'),
      errors: [{
        messageId: 'dereferences',
        data: {
          use: 'this use',
          cell: 'this.engine', guarded: 'used', guard: 'this line', during: 'before the promise on this line settles', wait: 'wait',
          writer: '`destroy()` (line 5)', clear: 'set it to null',
        },
        line: 6, column: 61, endLine: 6, endColumn: 72,
      }],
    },
  ],
})
