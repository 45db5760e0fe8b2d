import { testRule } from '../tester.js'
import { testWithTypes } from './tester.js'

const typed = (wait: string, type = 'AbortSignal'): string => `
  declare function refresh(): Promise<void>
  declare function load(options: { signal: AbortSignal }): Promise<void>
  export async function watch(signal: ${type}): Promise<void> {
    while (true) {
      await ${wait}
    }
  }
`

const untyped = (wait: string): string => `
  export async function watch(signal) {
    while (true) {
      await ${wait}
    }
  }
`

const checked = (code: string, signal: string) => [{
  messageId: 'throwAtTop' as const,
  output: code.replace('      await', `      ${signal}throwIfAborted()\n      await`),
}]

testWithTypes('a loop that goes on after the abort, with types', {
  valid: [
    { name: 'it hands the signal on', code: typed('load({ signal })') },
    { name: 'the signal is none by its type', code: typed('refresh()', "'SIGTERM' | 'SIGINT'") },
  ],
  invalid: [
    { name: 'nothing looks', code: typed('refresh()'), errors: [{ messageId: 'unobserved', line: 5, suggestions: checked(typed('refresh()'), 'signal.') }] },
    { name: 'the same without types', code: untyped('refresh()'), errors: [{ messageId: 'unobserved', line: 3, suggestions: checked(untyped('refresh()'), 'signal?.') }] },
  ],
})

testRule('a loop that goes on after the abort, without types', {
  valid: [{ name: 'it hands the signal on', code: untyped('load({ signal })') }],
  invalid: [{ name: 'nothing looks', code: untyped('refresh()'), errors: [{ messageId: 'unobserved', line: 3, suggestions: checked(untyped('refresh()'), 'signal?.') }] }],
})
