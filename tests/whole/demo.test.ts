import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ESLint } from 'eslint'
import { afterAll, describe, expect, it } from 'vitest'
import { compareReports, type ExpectedReport } from '../../src/tooling/compare-reports.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'teardown-demo-'))
afterAll(() => { rmSync(scratch, { recursive: true }) })

const example = readFileSync(join(root, 'docs/examples/persistent-agent.ts'), 'utf8')

function place(path: string, text: string): string {
  const file = join(scratch, path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, text)
  return file
}

function demo(...paths: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'src/tooling/demo.ts', ...paths], {
    cwd: root, encoding: 'utf8', env: { ...process.env, INIT_CWD: scratch, FORCE_COLOR: '0' },
  })
  return { status, stdout, stderr }
}

describe('npm run demo', () => {
  it('finds exactly what it should in the examples and in the published package', () => {
    const { status, stdout, stderr } = demo()
    expect(stderr).toBe('')
    expect(stdout).toMatch(/persistent-agent-cached\.ts\n +28:11 +error +`proc` is read from `this\.#proc` once, before the loop/)
    expect(stdout).toMatch(/persistent-agent-forgotten\.ts\n +27:5 +error +`stop\(\)` ends what `this\.#proc` holds, but the timer on line/)
    expect(stdout).not.toContain('persistent-agent-forgotten-repaired.ts')
    expect(stdout).toMatch(/persistent-agent-late\.ts\n +17:5 +error +`this\.#proc` is set after the `await` on line 16, but `kill\(\)`/)
    expect(stdout).not.toContain('persistent-agent-late-repaired.ts')
    expect(stdout).toMatch(/persistent-agent-yield\.ts\n +25:5 +error +`this\.#proc` is released here, but the task `this\.#drainTask`/)
    expect(stdout).toMatch(/\n +31:35 +error +`this\.#proc` was checked on line 29, but `kill\(\)` \(line 25\)/)
    expect(stdout).toMatch(/persistent-agent\.ts\n +23:5 +error +`this\.#proc` is released here/)
    expect(stdout).toMatch(/streamableHttp\.js\n +163:9 +error +`this\._reconnectionTimeout` is set again once the promise on line 165/)
    expect(stdout).not.toContain('persistent-agent-repaired.ts')
    expect(status).toBe(0)
  })
})

describe('npm run demo -- PATH...', () => {
  it('prints the reports as ESLint does and exits with 1', () => {
    const file = place('agent.ts', example)
    const { status, stdout, stderr } = demo('agent.ts')
    expect(stderr).toBe('')
    expect(stdout).toContain(file)
    expect(stdout).toMatch(/ 23:5 +error +`this\.#proc` is released here.* teardown\/no-release-before-cancel\n/)
    expect(stdout).toContain('1 problem (1 error, 0 warnings)')
    expect(status).toBe(1)
  })

  it('takes the options of the command line', () => {
    place('agent.ts', example)
    expect(demo('--explain', 'agent.ts:23').stdout).toContain('This line is reported by teardown/no-release-before-cancel.')
  })

  it('exits with 0 where there is nothing to report', () => {
    place('calm.js', 'export const one = 1\n')
    expect(demo('calm.js')).toEqual({ status: 0, stdout: 'Nothing to report in 1 file.\n', stderr: '' })
  })

  it('says so when a path does not exist, and lints nothing', () => {
    expect(demo('agent.ts', 'absent.ts')).toEqual(
      { status: 2, stdout: '', stderr: 'No such file or folder: absent.ts\n' })
  })
})

describe('compareReports', () => {
  const found = [
    { filePath: '/x/b.ts', messages: [{ line: 7, ruleId: 'teardown/a', message: 'Seven.' }, { line: 7, ruleId: 'teardown/a', message: 'Again.' }] },
    { filePath: '/x/c.ts', messages: [{ line: 1, ruleId: null, message: 'Parsing error.' }] },
  ] as ESLint.LintResult[]
  const compare = (expected: ExpectedReport[]) => compareReports(expected, found, (path) => path.slice('/x/'.length))

  it('is empty when both are the same', () => {
    expect(compare([
      { file: 'c.ts', line: 1, rule: null },
      { file: 'b.ts', line: 7, rule: 'teardown/a' },
      { file: 'b.ts', line: 7, rule: 'teardown/a' },
    ])).toEqual([])
  })

  it('names what is missing and what is surplus', () => {
    expect(compare([
      { file: 'b.ts', line: 7, rule: 'teardown/a' },
      { file: 'b.ts', line: 8, rule: 'teardown/a' },
      { file: 'b.ts', line: 7, rule: 'teardown/z' },
    ])).toEqual([
      '- b.ts:8 teardown/a: expected, but not reported',
      '- b.ts:7 teardown/z: expected, but not reported',
      '+ b.ts:7 teardown/a: reported, but not expected: Again.',
      '+ c.ts:1 parse error: reported, but not expected: Parsing error.',
    ])
  })
})
