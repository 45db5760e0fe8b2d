import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of the project. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

const COPIED = ['src/supervisor', 'tests/supervisor', 'package.json', 'tsconfig.json']

/** A copy of the supervisor and its tests, to be broken; it goes when it is disposed of. */
export function copyProject(): { root: string, [Symbol.dispose](): void } {
  const root = mkdtempSync(join(tmpdir(), 'teardown-mutants-'))
  for (const path of COPIED) cpSync(join(PROJECT, path), join(root, path), { recursive: true })
  symlinkSync(join(PROJECT, 'node_modules'), join(root, 'node_modules'))
  return { root, [Symbol.dispose]: () => { rmSync(root, { recursive: true, force: true }) } }
}
