import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const built = join(root, 'dist/src/supervisor')

/** All that a built file imports, with all that its own files import. */
function graphOf(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const { fileName } of ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles) {
    if (fileName.startsWith('.')) graphOf(join(dirname(file), fileName), seen)
    else seen.add(fileName)
  }
  return seen
}

describe('the entry of the supervisor', () => {
  const graph = [...graphOf(join(built, 'index.js'))]

  it('imports node: and the files of its own folder, all of them', () => {
    const own = graph.filter((name) => name.startsWith(root)).map((file) => relative(built, file))
    const files = filesUnder(built).filter((file) => file.endsWith('.js') && !isOfTypes(file) && !file.startsWith('json-rpc/'))
    expect(own.sort()).toEqual(files.sort())
    expect(graph.filter((name) => !name.startsWith(root)).sort()).toEqual([
      'node:child_process', 'node:crypto', 'node:diagnostics_channel', 'node:events', 'node:fs', 'node:os', 'node:path', 'node:stream',
      'node:timers/promises', 'node:util',
    ])
  })

  it('loads neither ESLint nor TypeScript, as the package that a user imports', () => {
    const code = `
      import('eslint-plugin-teardown/supervisor').then((entry) => {
        console.log(Object.keys(entry).sort().join())
        console.log(Object.keys(require.cache).length) // ESLint and TypeScript are CommonJS.
      })
    `
    const output = execFileSync(process.execPath, ['--eval', code], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    expect(output).toBe('SpawnError,StopFailedError,StoppedError,Supervisor,heartbeat\n0\n')
  })

  it('is made of files that are read in one go, and of folders that are seen in one look', () => {
    const folder = join(root, 'src/supervisor')
    const files = filesUnder(folder)
    expect(files.filter((file) => readFileSync(join(folder, file), 'utf8').split('\n').length > 251)).toEqual([])
    const folders = new Map<string, number>()
    for (const file of files) folders.set(dirname(file), (folders.get(dirname(file)) ?? 0) + 1)
    expect([...folders].filter(([, count]) => count > 15)).toEqual([])
  })

  it('is layered: a folder imports only from those below it', () => {
    const layers = ['json-rpc', '.', 'run', 'child', 'parent', 'output', 'descendants', 'settings', 'waiting', 'system', 'api']
    const breaches = filesUnder(join(root, 'src/supervisor')).filter((file) => layers.includes(dirname(file))).flatMap((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(join(root, 'src/supervisor', file), 'utf8'), true, true)
      return importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
        .map(({ fileName }) => join(dirname(file), fileName))
        .filter((target) => layers.indexOf(dirname(target)) < layers.indexOf(dirname(file)))
        .map((target) => `${file} imports ${target}`)
    })
    expect(breaches).toEqual([])
  })
})

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
}

/** Types leave nothing in the built file. */
function isOfTypes(file: string): boolean {
  return readFileSync(join(built, file), 'utf8').trim() === 'export {};'
}
