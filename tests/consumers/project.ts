import { cp, mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { run, type Outcome } from './run.js'

/** A consumer's project: its own folder with its own node_modules, where the plugin comes from the packed tarball. */
export interface Project {
  readonly folder: string
  readonly installed: Outcome
  /** Runs a package's command with this Node, or with the one given; `bin` is its path below node_modules. */
  readonly node: (bin: string, args: readonly string[], settings?: { node?: string, env?: NodeJS.ProcessEnv }) => Promise<Outcome>
}

/** Makes the project of `host` (a folder beside this file), with the configurations and sources of all hosts, and installs it. */
export async function createProject(host: string): Promise<Project> {
  const folder = await mkdtemp(join(inject('workshop'), `${host}-`))
  for (const part of [host, 'configs']) await cp(join(import.meta.dirname, part), folder, { recursive: true })
  await cp(join(import.meta.dirname, 'sources'), join(folder, 'src'), { recursive: true })
  await cp(join(import.meta.dirname, 'broken'), join(folder, 'broken'), { recursive: true })
  await cp(inject('tarball'), join(folder, 'eslint-plugin-teardown.tgz'))
  const installed = await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund'], folder)
  if (installed.exitCode !== 0) throw new Error(`npm install failed in ${host}:\n${installed.stdout}\n${installed.stderr}`)
  return {
    folder,
    installed,
    node: (bin, args, { node = process.execPath, env = {} } = {}) =>
      run(node, [join(folder, 'node_modules', bin), ...args], folder, env),
  }
}
