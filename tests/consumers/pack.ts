import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { run } from './run.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of this run, where every consumer gets a project of its own. */
    workshop: string
    /** What `npm pack` made of the package. */
    tarball: string
  }
}

/** Packs the package once for the whole run, as `npm publish` would, and removes every project afterwards. */
export default async function pack(project: TestProject): Promise<() => Promise<void>> {
  const repository = resolve(import.meta.dirname, '../..')
  const workshop = await realpath(await mkdtemp(join(tmpdir(), 'teardown-consumers-')))
  const clean = (): Promise<void> => rm(workshop, { recursive: true, force: true, maxRetries: 3 })
  const packed = await run('npm', ['pack', '--pack-destination', workshop], repository)
  const [tarball] = await readdir(workshop)
  if (packed.exitCode !== 0 || tarball === undefined) {
    await clean()
    throw new Error(`npm pack failed:\n${packed.stdout}\n${packed.stderr}`)
  }
  project.provide('workshop', workshop)
  project.provide('tarball', join(workshop, tarball))
  return clean
}
