import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import * as parser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import ts from 'typescript'
import { afterAll, describe, expect, it } from 'vitest'
import plugin from '../../src/index.js'

// Every program in docs/supervisor is run as a reader would run it, in a process of its own that has to end by itself: one that leaves a
// child, a pipe or a timer behind does not. The children are those of programs/guide, by the names that the pages use, and real servers
// that are dependencies of our own development.
const root = fileURLToPath(new URL('../../', import.meta.url))
const pages = join(root, 'docs/supervisor')
const children = join(root, 'tests/supervisor/programs/guide')
const folder = mkdtempSync(join(tmpdir(), 'teardown-guide-'))
const bin = join(folder, 'bin')
afterAll(() => { rmSync(folder, { recursive: true }) })

mkdirSync(bin)
for (const file of readdirSync(children)) {
  writeFileSync(join(bin, file.replace('.mjs', '')), `#!/bin/sh\nexec '${process.execPath}' '${join(children, file)}'\n`, { mode: 0o755 })
}
const servers = ['mcp-server-everything', 'typescript-language-server']
for (const server of servers) symlinkSync(realpathSync(join(root, 'node_modules/.bin', server)), join(bin, server))

const compilerOptions = {
  target: 'es2022', lib: ['es2023', 'esnext.disposable'], module: 'nodenext', strict: true, noEmit: true,
  typeRoots: [join(root, 'node_modules/@types')], types: ['node'], skipLibCheck: true,
  paths: {
    'eslint-plugin-teardown/supervisor': [join(root, 'src/supervisor/index.ts')],
    'eslint-plugin-teardown/supervisor/json-rpc': [join(root, 'src/supervisor/json-rpc/index.ts')],
  },
}
writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }))

interface Program {
  readonly page: string
  readonly heading: string
  readonly code: string
  /** What stands under it. */
  readonly output: string
  readonly file: string
}

/** The programs of a page, each with its output. A block that is one import only shows the name of the package. */
function programsOf(page: string): Program[] {
  const [, ...sections] = readFileSync(join(pages, page), 'utf8').split(/^#+ (?=\w)/m)
  return sections.flatMap((section) => {
    const heading = section.slice(0, section.indexOf('\n'))
    return [...section.matchAll(/^```ts\n(.*?)^```\n(?:\n```text\n(.*?)^```$)?/gms)]
      .map(([, code = '', output = '']) => ({ page, heading, code, output, file: join(folder, `${heading.replaceAll(/\W+/g, '-')}.ts`) }))
      .filter(({ code }) => code.trimEnd().includes('\n'))
  })
}

const programs = ['guide.md', 'termination.md', 'json-rpc.md'].flatMap(programsOf)
for (const { file, code } of programs) writeFileSync(file, code)

async function run(file: string) {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--import', 'tsx', file], {
    cwd: root,
    timeout: 110_000,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, TSX_TSCONFIG_PATH: join(folder, 'tsconfig.json') },
  })
  return { stdout, stderr }
}

describe('docs/supervisor', () => {
  it('has a program for every child, and a child for every program', () => {
    expect(programs.length).toBeGreaterThanOrEqual(9)
    const commands = new Set(programs.flatMap(({ code }) => [...code.matchAll(/command: '([\w-]+)'/g)].map(([, name]) => name)))
    const expected = [...readdirSync(children).map((file) => file.replace('.mjs', '')), ...servers, 'no-such-agent']
    expect([...commands].sort()).toEqual(expected.sort())
  })

  it.each(programs)('$page, $heading: prints what stands under it, and ends', async ({ file, output }) => {
    expect(await run(file)).toEqual({ stdout: output, stderr: '' })
  }, 120_000)

  it.each(programs)('$page, $heading: is silent under the strict preset', ({ code }) => {
    expect(new Linter().verify(code, [{ ...plugin.configs.strict, languageOptions: { parser } }])).toEqual([])
  })

  it('has programs that type-check under strict', () => {
    const { options, errors } = ts.convertCompilerOptionsFromJson(compilerOptions, folder)
    const found = ts.getPreEmitDiagnostics(ts.createProgram(programs.map(({ file }) => file), options))
    expect([...errors, ...found].map(({ file, messageText }) => `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`))
      .toEqual([])
  }, 60_000)
})
