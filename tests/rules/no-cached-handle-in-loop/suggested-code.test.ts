import { Linter } from 'eslint'
import { join } from 'node:path'
import tseslint from 'typescript-eslint'
import { describe, expect, it } from 'vitest'
import teardown from '../../../src/index.js'
import { withTypes } from '../../typed/with-types.js'

const linter = new Linter()
const file = join(withTypes.tsconfigRootDir, 'file.ts')
const shared = { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser, parserOptions: withTypes } }

/** The program with the only suggestion of the only report taken. */
function mended(code: string): string {
  const reports = linter.verify(code, [{ ...shared, ...teardown.configs.recommended }], file)
  const [fix] = reports.flatMap(({ suggestions = [] }) => suggestions.map(suggestion => suggestion.fix))
  expect(reports.map(({ ruleId }) => ruleId)).toEqual(['teardown/no-cached-handle-in-loop'])
  if (!fix) throw new Error('nothing is suggested')
  return code.slice(0, fix.range[0]) + fix.text + code.slice(fix.range[1])
}

/** What other rules have against a program: our presets, and the rules that a hasty mend would provoke. */
function objections(code: string): readonly string[] {
  const messages = linter.verify(code, [
    { ...shared, ...teardown.configs.recommended },
    {
      ...shared,
      plugins: { '@typescript-eslint': tseslint.plugin },
      rules: {
        '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'never' }],
        '@typescript-eslint/strict-boolean-expressions': 'error',
        '@typescript-eslint/no-non-null-assertion': 'error',
        'require-atomic-updates': 'error',
        'no-constant-condition': 'error',
        'no-unused-vars': 'error',
      },
    },
  ], file)
  return messages.map(({ ruleId, message }) => `${ruleId ?? 'parser'}: ${message}`)
}

describe('what the suggestions leave', { timeout: 120_000 }, () => {
  it('is read by rules that know the types', () => {
    expect(objections('export const count = (list: string[]) => list ? list.length : 0')).toEqual([
      '@typescript-eslint/no-unnecessary-condition: Unnecessary conditional, value is always truthy.',
      '@typescript-eslint/strict-boolean-expressions: Unexpected object value in conditional. The condition is always true.',
    ])
  })

  it('is accepted where the copy moves into the loop with its test', () => {
    const code = mended(`
interface Socket { ping(): Promise<void> }
export class Client {
  socket: Socket | null = null
  close() { this.socket = null }
  async poll() {
    const socket = this.socket // one for all
    while (socket) {
      await socket.ping()
    }
  }
}
`)
    expect(code).toContain('for (;;)')
    expect(objections(code)).toEqual([])
  })

  it('is accepted where the cell is compared with the copy', () => {
    const code = mended(`
interface Socket { ping(): Promise<void> }
export class Client {
  socket: Socket | null = null
  close() { this.socket = null }
  async poll() {
    const { socket } = this
    if (!socket) return
    for (;;) {
      await socket.ping()
    }
  }
}
`)
    expect(code).toContain('if (this.socket !== socket) break')
    expect(objections(code)).toEqual([])
  })

  it('is accepted where a replaced handle is read in each tick', () => {
    const code = mended(`
interface Socket { ping(): void }
declare function connect(): Socket
export class Client {
  socket = connect()
  timer: ReturnType<typeof setInterval> | undefined
  reconnect() { this.socket = connect() }
  start() {
    const socket = this.socket
    this.timer = setInterval(() => {
      socket.ping()
    }, 1000)
  }
  stop() { clearInterval(this.timer) }
}
`)
    expect(code).toContain('const socket = this.socket\n      socket.ping()')
    expect(objections(code)).toEqual([])
  })
})
