import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ESLint } from 'eslint'
import { afterAll, describe, expect, it } from 'vitest'
import { Project } from '../../src/command-line/project.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'teardown-project-'))
afterAll(() => { rmSync(scratch, { recursive: true }) })

const example = readFileSync(join(root, 'docs/examples/persistent-agent.ts'), 'utf8')

function place(path: string, text: string): string {
  const file = join(scratch, path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, text)
  return file
}

async function lintPaths(...paths: readonly string[]): Promise<readonly ESLint.LintResult[]> {
  const { results } = await (await Project.open(paths, scratch, () => undefined)).lint({ preset: 'recommended', isDescribed: false })
  return results
}

const rulesOf = (results: readonly ESLint.LintResult[]) => results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId))

describe('a project', () => {
  it.each(['ts', 'tsx', 'mts', 'cts'])('lints a .%s file', async (extension) => {
    expect(rulesOf(await lintPaths(place(`kinds/agent.${extension}`, example)))).toEqual(['teardown/no-release-before-cancel'])
  })

  it.each(['js', 'jsx', 'mjs', 'cjs'])('lints a .%s file', async (extension) => {
    const file = place(`kinds/poller.${extension}`, `
      class Poller {
        start() { this.timer = setInterval(() => { this.socket.send('ping') }, 1000) }
        async stop() { this.socket = null; await this.flush(); clearInterval(this.timer) }
      }`)
    expect(rulesOf(await lintPaths(file))).toEqual(['teardown/no-release-before-cancel'])
  })

  it('lints a folder in node_modules, and not the node_modules in a folder', async () => {
    place('project/node_modules/dependency/agent.ts', example)
    place('project/calm.ts', 'export const one = 1\n')
    place('project/.gitignore', 'node_modules/\n')
    expect(rulesOf(await lintPaths('project'))).toEqual([])
    expect(rulesOf(await lintPaths('project/node_modules/dependency'))).toEqual(['teardown/no-release-before-cancel'])
  })

  it('lints a package that is named, although the project ignores node_modules', async () => {
    place('eslint.config.mjs', 'export default [{ ignores: ["kinds/"] }]')
    const folder = join(scratch, 'project')
    const project = await Project.open(['node_modules/dependency'], folder, () => undefined)
    expect(rulesOf((await project.lint({ preset: 'recommended', isDescribed: false })).results)).toEqual(['teardown/no-release-before-cancel'])
    rmSync(join(scratch, 'eslint.config.mjs'))
  })

  it('takes a path as it is written, not as a pattern', async () => {
    const file = place('a b[1]/(*).ts', example)
    expect((await lintPaths(file)).map(({ filePath }) => filePath)).toEqual([file])
  })

  it('reports a file that does not parse', async () => {
    expect(await lintPaths(place('broken.ts', 'class {'))).toMatchObject([{ errorCount: 1, messages: [{ fatal: true, ruleId: null }] }])
  })

  it('does not run what comments in the code ask of other rules, and keeps what they silence of ours', async () => {
    const foreign = '/* eslint no-undef: 2, other/rule: 2 */ // eslint-disable-line other/rule\nabsent()\n'
    expect(rulesOf(await lintPaths(place('foreign.js', foreign)))).toEqual([])
    const silenced = `/* eslint-disable teardown/no-release-before-cancel -- shown here */\n${example}`
    expect(rulesOf(await lintPaths(place('silenced.ts', silenced)))).toEqual([])
  })

  it('has no file where a folder has nothing to lint', async () => {
    place('words/readme.txt', 'words')
    expect((await Project.open(['words'], scratch, () => undefined)).files).toEqual([])
  })

  it('describes nothing unless it is asked to', async () => {
    place('one/agent.ts', example)
    const project = await Project.open(['one'], scratch, () => undefined)
    expect([...(await project.lint({ preset: 'recommended', isDescribed: false })).descriptions.keys()]).toEqual([])
    expect([...(await project.lint({ preset: 'recommended', isDescribed: true })).descriptions.keys()]).toEqual([join(scratch, 'one/agent.ts')])
  })
})
