import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'teardown-command-'))
afterAll(() => { rmSync(scratch, { recursive: true }) })

const hazard = readFileSync(join(root, 'docs/examples/persistent-agent.ts'), 'utf8')
const calm = 'export const one = 1\n'

/** A project with these files, and with these packages of ours in its node_modules. */
function project(name: string, files: Readonly<Record<string, string>>, packages: readonly string[] = []): string {
  const folder = join(scratch, name)
  for (const [file, text] of Object.entries({ 'package.json': '{}', ...files })) {
    mkdirSync(join(folder, file, '..'), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  for (const each of packages) {
    mkdirSync(join(folder, 'node_modules', each, '..'), { recursive: true })
    symlinkSync(join(root, 'node_modules', each), join(folder, 'node_modules', each))
  }
  return folder
}

function command(cwd: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [
    '--import', join(root, 'node_modules/tsx/dist/esm/index.mjs'), join(root, 'src/command-line/main.ts'), ...args,
  ], { cwd, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0' } })
  return { status, stdout, stderr }
}

describe('eslint-plugin-teardown PATH...', () => {
  it('prints the reports as ESLint does, and exits with 1', () => {
    const folder = project('plain', { 'src/agent.ts': hazard, 'src/calm.js': calm })
    const { status, stdout, stderr } = command(folder, 'src')
    expect(stderr).toBe('')
    expect(stdout).toMatch(/src\/agent\.ts\n +23:5 +error +`this\.#proc` is released here.* teardown\/no-release-before-cancel\n/)
    expect(stdout).toContain('1 problem (1 error, 0 warnings)')
    expect(status).toBe(1)
  })

  it('says how many files it has looked at where there is no report', () => {
    expect(command(project('calm', { 'a.js': calm, 'b.mts': calm, 'types.d.ts': 'export {}' }), '.'))
      .toEqual({ status: 0, stdout: 'Nothing to report in 2 files.\n', stderr: '' })
  })

  it('reports what only strict has when it is asked to', () => {
    const code = `
      export async function names(url, signal) {
        try { return await (await fetch(url, { signal })).json() } catch { return [] }
      }
    `
    const folder = project('strict', { 'names.js': code })
    expect(command(folder, 'names.js').status).toBe(0)
    expect(command(folder, '--preset', 'strict', 'names.js').stdout).toContain('teardown/no-swallowed-abort')
  })

  it('takes the formats of ESLint', () => {
    const { stdout, status } = command(project('json', { 'agent.ts': hazard }), '--format=json', 'agent.ts')
    const [result] = JSON.parse(stdout) as { messages: { ruleId: string, line: number }[] }[]
    expect(result?.messages.map(({ ruleId, line }) => [ruleId, line])).toEqual([['teardown/no-release-before-cancel', 23]])
    expect(status).toBe(1)
  })

  it('leaves out what the project ignores, by its ESLint configuration or its .gitignore', () => {
    const folder = project('ignores', {
      'eslint.config.mjs': 'export default [{ ignores: ["made/"] }]',
      '.gitignore': 'out/',
      'made/agent.ts': hazard,
      'out/agent.ts': hazard,
      'node_modules/own/agent.ts': hazard,
      'src/agent.ts': hazard,
    })
    spawnSync('git', ['init', '--quiet'], { cwd: folder })
    expect(command(folder, '.').stdout.match(/\S+agent\.ts/g)).toEqual([join(folder, 'src/agent.ts')])
  })

  it('lints files beside the folder, and in a package below node_modules that is named', () => {
    const folder = project('beside', { 'node_modules/own/agent.ts': hazard })
    project('other', { 'agent.ts': hazard })
    const { stdout } = command(folder, '../other', 'node_modules/own')
    expect(stdout.match(/\S+agent\.ts/g)).toEqual([join(folder, 'node_modules/own/agent.ts'), join(scratch, 'other/agent.ts')])
  })

  it('goes on where the configuration of the project does not load, and says so', () => {
    const { status, stderr } = command(project('broken', { 'eslint.config.mjs': 'import "nowhere"', 'agent.ts': hazard }), '.')
    expect(stderr).toMatch(/^The ESLint configuration of the project does not load, so its ignores are not known: .*nowhere/)
    expect(status).toBe(1)
  })

  it('keeps to its own rules, whatever comments in the code ask of others', () => {
    const folder = project('comments', { 'a.js': '/* eslint no-undef: 2, other/rule: 2 */\n// eslint-disable-next-line semi\nnowhere()\n' })
    expect(command(folder, 'a.js')).toEqual({ status: 0, stdout: 'Nothing to report in 1 file.\n', stderr: '' })
  })

  it('lints Vue and Svelte components with their parsers', () => {
    const script = hazard.replace(/^import type .*$/gm, '')
    const folder = project('components', { 'Agent.vue': `<script lang="ts">\n${script}</script>\n`, 'Agent.svelte': `<script lang="ts">\n${script}</script>\n` })
    expect(command(folder, '.').stdout.match(/teardown\/no-release-before-cancel/g)).toHaveLength(2)
  })

  it('explains a line, asks strict where recommended is silent, and exits with 0', () => {
    const code = 'export async function names(url, signal) {\n  try { return await (await fetch(url, { signal })).json() } catch { return [] }\n}\n'
    const { status, stdout, stderr } = command(project('explain', { 'names.js': code }), '--explain', 'names.js:2')
    expect(stderr).toBe('')
    expect(stdout).toMatch(/^names\.js:2\n {2}Nothing is reported here\.\n/)
    expect(stdout).toContain('\nThe strict preset reports it.\nnames.js:2\n  This line is reported by teardown/no-swallowed-abort.\n')
    expect(status).toBe(0)
  })

  it('prints facts and SARIF', () => {
    const folder = project('views', { 'agent.ts': hazard })
    expect(command(folder, '--facts', '.')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^agent\.ts\n {2}Cells\n/) as string })
    const { status, stdout } = command(folder, '--format', 'sarif', '.')
    expect(JSON.parse(stdout)).toMatchObject({ version: '2.1.0', runs: [{ results: [{ ruleId: 'teardown/no-release-before-cancel' }] }] })
    expect(status).toBe(1)
  })

  it.each([
    ['no path', [], /^Which files\? Name a file or a folder\./],
    ['a path that is not there', ['nowhere.js'], /^No such file or folder: nowhere\.js\n$/],
    ['an unknown preset', ['--preset', 'all', '.'], /^--preset takes recommended or strict, not all\.\n$/],
    ['an unknown option', ['--fix', '.'], /^Unknown option '--fix'/],
    ['a number that is none', ['--max-warnings=few', '.'], /^--max-warnings takes a whole number, not few\.\n$/],
    ['a folder without code', ['.'], /^No file to lint in: \.\n$/],
    ['a line of no code', ['--explain', 'package.json:1'], /^No rule looks at this file: .*: package\.json\n$/],
  ])('exits with 2 and says why: %s', (_, args, why) => {
    const { status, stdout, stderr } = command(project('empty', {}), ...args)
    expect(stderr).toMatch(why)
    expect(stdout).toBe('')
    expect(status).toBe(2)
  })

  it('prints its options and its version', () => {
    expect(command(scratch, '--help').stdout).toMatch(/^Usage: eslint-plugin-teardown \[options\] PATH\.\.\.\n/)
    expect(command(scratch, '--version')).toEqual({ status: 0, stdout: 'eslint-plugin-teardown 0.1.0\n', stderr: '' })
  })
})
