import { cp, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver-protocol'
import plugin from '../../src/index.js'
import { ruleUrl } from '../../src/rule/docs-url.js'
import { snippet, snippetsOf } from '../pages/snippets.js'
import { helixCommands, settingsOf, unchanged } from './editor-settings.js'
import { repaired, reportsOfTheExample } from './example.js'
import { startEditor, type Editor } from './language-server.js'
import { createProject, type Project } from './project.js'

const examples = resolve(import.meta.dirname, '../../docs/examples')
const versions = ['8', '9', '10'] as const

let project: Project
beforeAll(async () => {
  project = await createProject('editor')
  for (const version of versions) {
    await cp(examples, join(project.folder, `eslint-${version}/src`), { recursive: true })
    await writeFile(join(project.folder, `eslint-${version}/eslint.config.mjs`), snippet('README.md', 'eslint.config.mjs'))
  }
  await cp(examples, join(project.folder, 'src'), { recursive: true })
  await writeFile(join(project.folder, '.oxlintrc.json'), snippet('README.md', '.oxlintrc.json'))
})

const message = '`this.#proc` is released here, but the task `this.#drainTask` on line 14 still uses it until line 24 aborts it. '
  + 'This is safe only because nothing is awaited in between: cancel the task first, then release `this.#proc`.'
const range = { start: { line: 22, character: 4 }, end: { line: 22, character: 14 } }

/** An editor with the folder of one ESLint open, and the language server in its path, as Helix starts it. */
const withESLint = (version: string, settings: object): Promise<Editor> => startEditor({
  command: helixCommands.eslint, installed: project.folder, folder: join(project.folder, `eslint-${version}`), settings,
})

/** The document after the repair of its only report was picked. */
async function repair(editor: Editor, titles: readonly string[]): Promise<TextDocument> {
  const document = await editor.open('src/persistent-agent.ts')
  const [report] = await editor.diagnostics(document)
  if (!report) throw new Error('nothing is reported')
  const fixes = await editor.quickFixes(document, report)
  expect(fixes.map(({ title }) => title)).toEqual(titles)
  const [first] = fixes
  if (!first) throw new Error('no repair is offered')
  return editor.apply(document, first)
}

describe.each(versions)('vscode-eslint-language-server with ESLint %s', (version) => {
  let editor: Editor
  beforeAll(async () => { editor = await withESLint(version, unchanged) })
  afterAll(() => editor.close())

  test('underlines the release of the example, says why, and links to the page of the rule', async () => {
    const shown = await editor.diagnostics(await editor.open('src/persistent-agent.ts'))
    expect(shown).toContainEqual({
      source: 'eslint',
      severity: DiagnosticSeverity.Error,
      range,
      code: 'teardown/no-release-before-cancel',
      codeDescription: { href: ruleUrl('no-release-before-cancel') },
      message,
    })
    expect(shown.map(({ code, range: { start } }) => ({ rule: code, line: start.line + 1 }))).toEqual(reportsOfTheExample)
  })

  test('offers the repair, which leaves no report', async () => {
    const document = await repair(editor, [
      'Move the cancel above the release. (teardown/no-release-before-cancel)',
      'Disable teardown/no-release-before-cancel for this line',
      'Disable teardown/no-release-before-cancel for the entire file',
      'Show documentation for teardown/no-release-before-cancel',
    ])
    expect(document.getText()).toBe(repaired)
    expect(await editor.diagnostics(document)).toEqual([])
  })
})

// Whatever rules there are: the first program that the page of each shows as incorrect.
describe.each(Object.keys(plugin.configs.recommended.rules ?? {}))('%s in an editor', (code) => {
  const rule = code.replace('teardown/', '')
  const incorrect = snippetsOf(`docs/rules/${rule}.md`).find(({ heading }) => heading === 'Incorrect')
  const file = `src/${rule}.${incorrect?.language ?? ''}`
  let editor: Editor
  beforeAll(async () => {
    await writeFile(join(project.folder, 'eslint-10', file), incorrect?.text ?? '')
    editor = await withESLint('10', unchanged)
  })
  afterAll(() => editor.close())

  const reportsIn = async (document: TextDocument): Promise<Diagnostic[]> =>
    (await editor.diagnostics(document)).filter((report) => report.code === code)

  test('is shown, with a link to its page', async () => {
    const shown = await reportsIn(await editor.open(file))
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.filter(({ codeDescription }) => codeDescription?.href !== ruleUrl(rule))).toEqual([])
  })

  test('is mended by each quick fix that it offers', async () => {
    const document = await editor.open(file)
    const shown = await reportsIn(document)
    for (const report of shown) {
      const offers = (await editor.quickFixes(document, report)).filter(({ title }) => title.endsWith(`(${code})`))
      for (const offer of offers) {
        const mended = await editor.apply(document, offer)
        expect(await reportsIn(mended), offer.title).toHaveLength(shown.length - 1)
        await editor.restore(document)
      }
    }
  })
})

describe('the settings of docs/use/editor.md', () => {
  test.concurrent.each(Object.entries(settingsOf))('%s shows reports as warnings', async (_editor, settings) => {
    const editor = await withESLint('10', settings)
    const shown = await editor.diagnostics(await editor.open('src/persistent-agent.ts'))
    await editor.close()
    expect(shown.map(({ severity }) => severity)).toEqual(reportsOfTheExample.map(() => DiagnosticSeverity.Warning))
  })
})

// An editor that pulls diagnostics, and one that only takes what is pushed.
describe.each([{ pulls: true }, { pulls: false }])('oxlint --lsp, pulls: $pulls', ({ pulls }) => {
  let editor: Editor
  beforeAll(async () => {
    editor = await startEditor({ command: helixCommands.oxlint, installed: project.folder, folder: project.folder, settings: {}, pulls })
    // Until oxlint has read its configuration it answers a pull with nothing; then it asks to be asked anew.
    if (pulls) await editor.refreshed
  })
  afterAll(() => editor.close())

  test('underlines the release of the example and says why', async () => {
    const shown = await editor.diagnostics(await editor.open('src/persistent-agent.ts'))
    expect(shown).toContainEqual(expect.objectContaining({
      source: 'oxc', severity: DiagnosticSeverity.Error, range, code: 'teardown(no-release-before-cancel)', message,
    }))
    expect(shown.filter((report) => report.codeDescription)).toEqual([])
    expect(shown.map(({ code, range: { start } }) => ({ rule: String(code).replace(/\((.*)\)/, '/$1'), line: start.line + 1 })))
      .toEqual(reportsOfTheExample)
  })

  test('offers the repair, which leaves no report', async () => {
    const document = await repair(editor, [
      'Move the cancel above the release.',
      'Disable teardown/no-release-before-cancel for this line',
      'Disable teardown/no-release-before-cancel for this whole file',
    ])
    expect(document.getText()).toBe(repaired)
    expect(await editor.diagnostics(document)).toEqual([])
  })
})
