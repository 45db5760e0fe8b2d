import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { threadsFor } from '../../src/command-line/threads.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'teardown-threads-'))
afterAll(() => { rmSync(folder, { recursive: true }) })

const script = readFileSync(join(root, 'docs/examples/persistent-agent.ts'), 'utf8').replace(/^import type .*$/gm, '')
const ran = join(folder, 'threads.txt')

/**
 * A parser of components that writes down in which thread it ran, and then makes the trouble it is asked for. In the main thread it waits
 * until the worker has come as far, so that both have work, however slowly the worker starts.
 */
const parser = `
  const { appendFileSync, existsSync, readFileSync } = require('node:fs')
  const { isMainThread } = require('node:worker_threads')
  const parser = require(${JSON.stringify(join(root, 'node_modules/vue-eslint-parser'))})
  const { TROUBLE, THREADS } = process.env
  const ran = ${JSON.stringify(ran)}
  const note = () => { appendFileSync(ran, isMainThread ? 'main\\n' : 'worker\\n') }
  if (!isMainThread && TROUBLE === 'load') {
    note()
    throw new Error('no thread')
  }
  exports.parseForESLint = (code, options) => {
    note()
    if (isMainThread && THREADS !== 'off') {
      while (!readFileSync(ran, 'utf8').includes('worker')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    }
    const { filePath } = options
    if (TROUBLE === 'no tree' && filePath.endsWith('Agent14.vue')) return { ast: null }
    if (TROUBLE === 'two' && filePath.endsWith('Agent12.vue')) return { ast: null }
    if (TROUBLE === 'two' && filePath.endsWith('Agent14.vue')) return { ast: {} }
    if (!isMainThread && TROUBLE === 'throw') throw new TypeError('no thread')
    if (!isMainThread && TROUBLE === 'exit') process.exit(7)
    if (!isMainThread && TROUBLE === 'later') setTimeout(() => { throw new Error('no thread') })
    return parser.parseForESLint(code, options)
  }`

beforeAll(() => {
  const files: Record<string, string> = {
    'package.json': '{}',
    'agent.ts': script,
    'broken.ts': 'class {',
    'node_modules/vue-eslint-parser/package.json': '{ "main": "index.cjs" }',
    'node_modules/vue-eslint-parser/index.cjs': parser,
  }
  for (let index = 10; index < 16; index++) files[`Agent${index}.vue`] = `<script lang="ts">\n${script}</script>\n`
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(folder, file, '..'), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
})

function command(threads: string, format: string, trouble = '') {
  rmSync(ran, { force: true })
  const { status, stdout, stderr } = spawnSync(
    process.execPath, [join(root, 'dist/src/command-line/main.js'), '--concurrency', threads, '--format', format, '.'],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0', THREADS: threads, TROUBLE: trouble } },
  )
  const ranIn = existsSync(ran) ? [...new Set(readFileSync(ran, 'utf8').trim().split('\n'))].sort() : []
  return { outcome: { status, stdout, stderr }, ranIn }
}

describe('--concurrency', { timeout: 90_000 }, () => {
  it.each(['json-with-metadata', 'sarif'])('prints the same in two threads, as %s', (format) => {
    const alone = command('off', format)
    expect(alone.ranIn).toEqual(['main'])
    expect(alone.outcome).toMatchObject({ status: 1, stderr: '' })
    expect(alone.outcome.stdout.match(/"teardown\/no-release-before-cancel"/g)?.length).toBeGreaterThanOrEqual(7)
    const both = command('2', format)
    expect(both.ranIn).toEqual(['main', 'worker'])
    expect(both.outcome).toEqual(alone.outcome)
  })

  it('ends with 2 and says the same where a parser gives no tree', () => {
    const alone = command('off', 'stylish', 'no tree')
    expect(alone.outcome).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^TypeError: /) as string })
    expect(command('2', 'stylish', 'no tree').outcome).toEqual(alone.outcome)
  })

  // ESLint lints the files of a batch side by side, so which of two it tells is its own.
  it.each(['off', '2'])('ends with 2 and tells one of two such files, with %s', (threads) => {
    const stderr = expect.stringMatching(/^TypeError: (?:Unexpected empty AST|AST is missing the tokens array)/) as string
    expect(command(threads, 'stylish', 'two').outcome).toMatchObject({ status: 2, stdout: '', stderr })
  })

  it('lints in the main thread what a worker cannot lint', () => {
    const { outcome } = command('off', 'stylish')
    for (const trouble of ['load', 'throw', 'exit', 'later']) {
      const both = command('2', 'stylish', trouble)
      expect(both.ranIn, trouble).toEqual(['main', 'worker'])
      expect(both.outcome, trouble).toEqual(outcome)
    }
  })

  it('refuses other values', () => {
    expect(command('0', 'stylish').outcome).toEqual({
      status: 2, stdout: '', stderr: '--concurrency takes auto, off or a whole number above 0, not 0.\n',
    })
  })

  it('is one thread for fewer files than pay', () => {
    expect([1, 300, 599].map(threadsFor)).toEqual([1, 1, 1])
    expect(threadsFor(1_000_000)).toBeGreaterThanOrEqual(1)
  })
})
