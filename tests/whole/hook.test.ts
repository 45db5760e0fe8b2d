import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

// A repository of its own with our hook in it: what is committed here, and what is refused.
const root = fileURLToPath(new URL('../..', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'teardown-hook-'))
const environment = { ...process.env, CI: '', GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@b' }
const git = (...words: string[]) => execFileSync('git', words, { cwd: scratch, env: environment, encoding: 'utf8', stdio: 'pipe' })

beforeAll(() => {
  for (const path of ['package.json', 'tsconfig.json', 'eslint.config.ts', '.config', '.gitignore', 'rules', 'src']) {
    cpSync(join(root, path), join(scratch, path), { recursive: true })
  }
  // The bench drives an editor through this client.
  cpSync(join(root, 'tests/consumers/language-server.ts'), join(scratch, 'tests/consumers/language-server.ts'))
  // The picture of the README is drawn by the playground's code, which knows the built package; the hook checks the types of both pages.
  for (const path of ['docs/playground', 'docs/.vitepress', 'dist']) cpSync(join(root, path), join(scratch, path), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'))
  git('init', '--quiet')
  git('add', 'package.json')
  git('commit', '--quiet', '--message', 'Start')
  execFileSync(join(root, 'node_modules/.bin/lefthook'), ['install'], { cwd: scratch, env: environment, stdio: 'pipe' })
})
afterAll(() => { rmSync(scratch, { recursive: true }) })

function commit(text: string) {
  writeFileSync(join(scratch, 'src/package.ts'), text)
  git('add', 'src/package.ts')
  const { status, stdout, stderr } = spawnSync('git', ['commit', '--message', 'Change'], { cwd: scratch, env: environment, encoding: 'utf8' })
  return { committed: status === 0, output: stdout + stderr }
}

const constants = 'export const packageName = \'x\'\nexport const version = \'0\'\nexport const homepage = \'y\'\nexport const repository = \'z\'\n'

describe('the pre-commit hook', () => {
  it('refuses a staged file that the gates reject, and says why', { timeout: 240_000 }, () => {
    const { committed, output } = commit(`${constants}export const broken: number = 'text'\nPromise.resolve()\n`)
    expect(output).toContain('TS2322')
    expect(output).toContain('@typescript-eslint/no-floating-promises')
    expect(committed).toBe(false)
  })

  it('lets a clean one pass', { timeout: 240_000 }, () => {
    const { committed, output } = commit(constants)
    expect(output).toMatch(/1-types/)
    expect(output).toMatch(/2-lint/)
    expect(committed, output).toBe(true)
  })
})
