import { testRule } from '../tester.js'

const panel = (release: string, handler = 'this.panel.onDidDispose(() => {') => `
class Preview {
  open() {
    this.panel = createPanel()
    this.theme = onThemeChange(async kind => { await this.panel.post(kind) })
    ${handler}
      this.theme.dispose()
      this.panel = null
    })
  }
  ${release}
}
`

const leak = (code: string, line: number, first = '    this.panel = null\n  }\n}') => ({
  code,
  errors: [{
    messageId: 'leak' as const, line, column: 5,
    suggestions: [{
      messageId: 'cancelHere' as const, data: { source: 'this.theme.dispose()' },
      output: code.replace(first, `    this.theme.dispose()\n${first}`),
    }],
  }],
})

testRule('a task that is cancelled by a handler for the end of what is released', {
  valid: [
    {
      name: 'which the code ends before it releases it',
      code: panel(`close() {
    this.panel.dispose()
    this.panel = null
  }`),
    },
    {
      name: 'released by another handler for that end',
      code: panel(`watch() {
    this.panel.onDidDispose(() => { this.panel = null })
  }`),
    },
    {
      name: 'by an event',
      code: panel(`close() {
    this.panel.destroy()
    this.panel = null
  }`, "this.panel.on('close', () => {"),
    },
  ],
  invalid: [
    {
      name: 'released without an end',
      ...leak(panel(`close() {
    this.panel = null
  }`), 12),
    },
    {
      name: 'by a handler for another event',
      ...leak(panel(`close() {
    this.panel.dispose()
    this.panel = null
  }`, "this.panel.on('hidden', () => {"), 13, '    this.panel.dispose()\n'),
    },
  ],
})
