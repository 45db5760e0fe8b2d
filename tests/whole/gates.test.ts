import { readFileSync } from 'node:fs'
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'
import { rules } from '../../rules/index.js'

// The gates are worth something only while they see what they guard against, so each is shown a breach. The texts are linted in
// memory under our own eslint.config.ts, as if they stood in the named file.
const root = new URL('../../', import.meta.url)
const eslint = new ESLint({ cwd: new URL('.', root).pathname })

async function reportsOf(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: file })
  return (result?.messages ?? []).map(({ ruleId, message }) => `${ruleId ?? 'directives'}: ${message}`)
}

describe.each(Object.keys(rules))('rules/%s.ts', (name) => {
  const file = `rules/${name}.ts`
  const text = readFileSync(new URL(file, root), 'utf8')

  it('passes as it is', async () => {
    expect(await reportsOf(file, text)).toEqual([])
  })

  it('is caught declaring a message that it never reports', async () => {
    const planted = text.replace(/\bmessages: \{/, 'messages: { planted: \'Planted.\',')
    expect(await reportsOf(file, planted)).toEqual(['eslint-plugin/no-unused-message-ids: The messageId "planted" is never used.'])
  })
})

describe('our own code', () => {
  const file = 'src/package.ts'

  it('is judged by our own plugin under its strict preset', async () => {
    const config = await eslint.calculateConfigForFile(file) as { rules: Record<string, unknown[]> }
    const judged = Object.keys(config.rules).filter((rule) => rule.startsWith('teardown/'))
    expect(judged).toEqual(Object.keys(rules).map((name) => `teardown/${name}`))
  })

  it('is judged with types', async () => {
    expect(await reportsOf(file, 'const later = Promise.resolve(1)\nlater.then((one) => one + 1)\n')).toEqual([
      expect.stringContaining('@typescript-eslint/no-floating-promises'),
    ])
  })

  it('keeps the import law', async () => {
    expect(await reportsOf(file, "import '../tests/setup.js'\n")).toEqual(['own/import-law: src may not import from tests.'])
  })

  it('says why it silences a rule', async () => {
    const silenced = (reason: string) => `// eslint-disable-next-line no-debugger${reason}\ndebugger\n`
    expect(await reportsOf(file, silenced(''))).toEqual([
      '@eslint-community/eslint-comments/require-description: Unexpected undescribed directive comment. Include descriptions to explain why the comment is necessary.',
    ])
    expect(await reportsOf(file, silenced(' -- shown to the gate'))).toEqual([])
  })

  it('silences nothing in vain', async () => {
    expect(await reportsOf(file, '// eslint-disable-next-line no-debugger -- shown to the gate\nexport const one = 1\n')).toEqual([
      'directives: Unused eslint-disable directive (no problems were reported from \'no-debugger\').',
    ])
  })
})
