import parser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import { describingRule, withReports, type Description, type FileFacts } from '../../src/explain/index.js'
import plugin from '../../src/index.js'

/** What the analysis sees in a program, with what the strict preset reports. Line 1 is the first line behind the opening backtick. */
export function seen(code: string, file = 'agent.ts'): FileFacts {
  let description: Description | undefined
  const linter = new Linter()
  const messages = linter.verify(code.replace(/^\n/, ''), {
    files: ['**/*.ts'],
    plugins: { teardown: plugin, own: { rules: { last: describingRule((_, told) => { description = told }) } } },
    rules: { ...plugin.configs.strict.rules, 'own/last': 'error' },
    languageOptions: { parser },
  }, file)
  if (!description) throw new Error(messages[0]?.message ?? 'the rule did not run')
  // ESLint's types lack this method.
  const told = linter as unknown as { getSuppressedMessages(): Linter.LintMessage[] }
  return withReports(file, description, messages, told.getSuppressedMessages())
}

export const poller = `
class Poller {
  #conn: Connection | null = open()
  #timer = setInterval(() => this.#poll(), 1000)
  #poll() { this.#conn!.send('ping') }
  stop() {
    this.#conn = null
    clearInterval(this.#timer)
  }
}
`

export const stale = `
class Client {
  socket: WebSocket | null = new WebSocket(url)
  async send(text: string) {
    if (!this.socket) return
    await ready()
    this.socket.send(text)
  }
  async careful(text: string) {
    await ready()
    if (!this.socket) return
    this.socket.send(text)
  }
  close() {
    this.socket?.close()
    this.socket = null
  }
  name() {
    return this.socket ? this.socket.url : ''
  }
}
`
