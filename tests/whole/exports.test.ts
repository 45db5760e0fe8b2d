import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

// What a user installs: the built files, as `npm run build` left them in dist/.
const root = new URL('../../', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, root), 'utf8')
const manifest = JSON.parse(read('package.json')) as Record<string, unknown>

const filesUnder = (folder: string) => readdirSync(new URL(folder, root), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => relative(fileURLToPath(root), join(parentPath, name)).replaceAll('\\', '/'))

function packed(): string[] {
  const report = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: fileURLToPath(root), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], shell: process.platform === 'win32',
  })
  const [{ files }] = JSON.parse(report) as [{ files: { path: string }[] }]
  return files.map(({ path }) => path)
}

describe('the package', () => {
  const files = packed()

  it('holds what each published source builds to, and nothing else that is built', () => {
    const sources = [...filesUnder('rules'), ...filesUnder('src')].filter((file) => file.endsWith('.ts') && !file.startsWith('src/tooling/'))
    const built = sources.flatMap((file) => ['.js', '.d.ts'].map((ending) => `dist/${file.slice(0, -'.ts'.length)}${ending}`))
    expect(files.filter((file) => file.startsWith('dist/')).sort()).toEqual(built.sort())
  })

  it('holds the pages, the presets of oxlint, the licence and the log of changes, and no tool or test', () => {
    const pages = ['docs/rules', 'docs/supervisor', 'docs/use', 'oxlint'].flatMap(filesUnder)
    expect(files.filter((file) => !file.startsWith('dist/')).sort())
      .toEqual([...pages, 'CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'].sort())
  })

  it('imports no other package when it runs', () => {
    // Node's own modules are for programs: the command line, and the supervisor (see tests/supervisor/entry.test.ts).
    const isProgram = (file: string) => /^dist\/src\/(?:supervisor|command-line)\//.test(file)
    const importsOf = (of: (file: string) => boolean) => files.filter((file) => file.endsWith('.js') && of(file))
      .flatMap((file) => ts.preProcessFile(read(file), true, true).importedFiles.map(({ fileName }) => fileName))
      .filter((name) => !name.startsWith('.'))
    expect(importsOf((file) => !isProgram(file))).toEqual([])
    expect(importsOf(isProgram).filter((name) => !name.startsWith('node:'))).toEqual([])
    expect(importsOf(isProgram)).not.toEqual([])
  })

  it('brings no dependency along and takes ESLint as it finds it', () => {
    expect(manifest).not.toHaveProperty('dependencies')
    expect(manifest['peerDependencies']).toEqual({ eslint: '^8.57.0 || ^9.0.0 || ^10.0.0' })
    expect(manifest['peerDependenciesMeta']).toEqual({ eslint: { optional: true } })
    expect(manifest['engines']).toEqual({ node: '^20.19.0 || ^22.13.0 || >=24' })
    expect(manifest['sideEffects']).toBe(false)
  })
})

describe('the entries', () => {
  it('are the plugin, the supervisor, its JSON-RPC and package.json', () => {
    expect(Object.keys(manifest['exports'] as object)).toEqual(['.', './supervisor', './supervisor/json-rpc', './package.json'])
  })

  // In a process of its own: here, vitest would load the file once more for itself.
  const inNode = (code: string) => execFileSync(process.execPath, ['--eval', code], {
    cwd: fileURLToPath(root), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'],
  })

  it('are one and the same plugin for import, for require and in its own presets', () => {
    expect(inNode(`
      const required = require('eslint-plugin-teardown')
      import('eslint-plugin-teardown').then((entry) => {
        const { recommended, strict } = required.configs
        console.log(Object.keys(entry).sort().join())
        console.log([entry.default, recommended.plugins.teardown, strict.plugins.teardown].every((plugin) => plugin === required))
      })
    `)).toBe('default,module.exports\ntrue\n')
  })

  it('close the rest of the package', () => {
    expect(inNode(`
      import('eslint-plugin-teardown/dist/src/index.js').catch((error) => { console.log(error.code) })
    `)).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED\n')
  })
})
