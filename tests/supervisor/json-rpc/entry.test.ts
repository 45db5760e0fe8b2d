import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const built = join(root, 'dist/src/supervisor')
const source = join(root, 'src/supervisor/json-rpc')

/** The built files that are loaded with a file, itself included, and the modules of Node. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const { fileName } of ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles) {
    if (fileName.startsWith('.')) loadedWith(join(dirname(file), fileName), seen)
    else seen.add(fileName)
  }
  return seen
}

describe('the entry of JSON-RPC', () => {
  const loaded = [...loadedWith(join(built, 'json-rpc/index.js'))]

  it('loads all of its folder but the types, and of Node only the buffers', () => {
    const own = loaded.filter((file) => file.startsWith(join(built, 'json-rpc'))).map((file) => relative(join(built, 'json-rpc'), file))
    const files = readdirSync(source).map((file) => file.replace('.ts', '.js')).filter((file) => file !== 'types.js')
    expect(own.sort()).toEqual(files.sort())
    expect(loaded.filter((name) => !name.startsWith(root))).toEqual(['node:buffer'])
  })

  it('is the one that a user imports, beside that of the supervisor', () => {
    const code = `import('eslint-plugin-teardown/supervisor/json-rpc').then((entry) => { console.log(Object.keys(entry).sort().join()) })`
    expect(execFileSync(process.execPath, ['--eval', code], { cwd: root, encoding: 'utf8' }))
      .toBe('ConnectionClosedError,JsonRpc,JsonRpcError,MalformedMessageError,lspCancellation,mcpCancellation\n')
  })

  it('is made of a few files', () => {
    expect(readdirSync(source).length).toBeLessThanOrEqual(15)
  })
})
