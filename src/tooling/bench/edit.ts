import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import { startEditor, type Editor } from '../../../tests/consumers/language-server.js'
import { corpusFolder, readCorpus } from './corpus.js'
import type { Arm, Builds } from './lint.js'

/** What a keystroke took, from didChange to the diagnostics that the server answers with, in milliseconds by round. */
export interface Edits {
  readonly file: string
  readonly lines: number
  readonly rounds: readonly Partial<Record<Arm, number>>[]
}

const packages = fileURLToPath(new URL('../../../node_modules', import.meta.url))

/** What VS Code answers when the ESLint server asks for its settings and the user has changed none. */
const settings = {
  validate: 'on', run: 'onType', nodePath: null, experimental: {}, problems: { shortenToSingleLine: false }, rulesCustomizations: [],
  codeAction: { disableRuleComment: { enable: true, location: 'separateLine' }, showDocumentation: { enable: true } },
}

interface Open {
  readonly arm: Arm
  readonly editor: Editor
  document: TextDocument
}

/** Edits the file of the corpus that is nearest to 2,000 lines, in one language server for each arm, in turn. */
export async function edit(builds: Builds, rounds: number): Promise<Edits> {
  const linesOf = (text: string): number => text.split('\n').length
  const distance = (text: string): number => Math.abs(linesOf(text) - 2000)
  const source = readCorpus().reduce((one, other) => distance(other.text) < distance(one.text) ? other : one)
  const workshop = mkdtempSync(join(realpathSync(tmpdir()), 'teardown-bench-'))
  const opened: Open[] = []
  try {
    const arms: Arm[] = ['none', 'none again', 'atomic', 'ours', ...builds.old === undefined ? [] : ['old' as const]]
    for (const arm of arms) opened.push(await open(workshop, arm, builds, source.text))
    for (let warm = 0; warm < 8; warm++) for (const each of opened) await keystroke(each, source.text, warm)
    const measured = []
    for (let round = 0; round < rounds; round++) {
      const turn = opened.map((_each, at) => opened[(at + round) % opened.length]).filter((each) => each !== undefined)
      const took: Partial<Record<Arm, number>> = {}
      for (const each of turn) took[each.arm] = await keystroke(each, source.text, round)
      measured.push(took)
    }
    return { file: source.file, lines: linesOf(source.text), rounds: measured }
  } finally {
    for (const { editor } of opened) await editor.close()
    rmSync(workshop, { recursive: true })
  }
}

async function open(workshop: string, arm: Arm, builds: Builds, text: string): Promise<Open> {
  const folder = join(workshop, arm.replace(' ', '-'))
  mkdirSync(folder)
  symlinkSync(packages, join(folder, 'node_modules'), 'junction')
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder, 'file.ts'), text)
  writeFileSync(join(folder, 'eslint.config.js'), configOf(arm, builds))
  const editor = await startEditor({
    command: ['vscode-eslint-language-server', '--stdio'], folder, installed: corpusFolder, settings,
  })
  const document = await editor.open('file.ts')
  await editor.diagnostics(document)
  return { arm, editor, document }
}

function configOf(arm: Arm, builds: Builds): string {
  const entry = arm === 'ours' || arm === 'old' ? builds[arm] : undefined
  const others = arm === 'atomic' ? "{ rules: { 'require-atomic-updates': 'error' } }" : '{}'
  const plugin = entry === undefined ? '' : `import teardown from '${pathToFileURL(entry).href}'`
  return `import parser from '@typescript-eslint/parser'
${plugin}
export default [{
  ...${entry === undefined ? others : 'teardown.configs.strict'},
  files: ['**/*.ts'], languageOptions: { parser }, linterOptions: { reportUnusedDisableDirectives: 'off' },
}]
`
}

/** Types a comment at the end of the file and waits until the server has told what it finds in it. */
async function keystroke(opened: Open, text: string, round: number): Promise<number> {
  const begin = performance.now()
  opened.document = await opened.editor.change(opened.document, `${text}// ${String(round)}\n`)
  await opened.editor.diagnostics(opened.document)
  return performance.now() - begin
}
