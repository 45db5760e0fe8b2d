import { cp, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { inject } from 'vitest'
import type { Project } from './project.js'
import { run, type Outcome } from './run.js'

/** A git repository in which somebody works: with the packages of a project, and hooks that see no other settings of this machine. */
export interface Repository {
  readonly folder: string
  readonly write: (file: string, text: string) => Promise<void>
  /** Runs a command line in the repository, and says how it ended. */
  readonly attempt: (commandLine: string, environment?: NodeJS.ProcessEnv) => Promise<Outcome>
  /** Runs a command line that must succeed. */
  readonly does: (commandLine: string) => Promise<Outcome>
  /** Stages everything and commits it, which a hook may refuse. */
  readonly commit: () => Promise<Outcome>
}

/** Makes an empty repository; what `project` has installed is installed in it too. */
export async function createRepository(project?: Project): Promise<Repository> {
  const folder = await mkdtemp(join(inject('workshop'), 'repository-'))
  const environment = {
    CI: '',
    HOME: folder,
    PRE_COMMIT_HOME: join(inject('workshop'), 'pre-commit-home'),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'Somebody',
    GIT_AUTHOR_EMAIL: 'somebody@example.com',
    GIT_COMMITTER_NAME: 'Somebody',
    GIT_COMMITTER_EMAIL: 'somebody@example.com',
  }
  const attempt = (commandLine: string, more: NodeJS.ProcessEnv = {}): Promise<Outcome> =>
    run('bash', ['-e', '-o', 'pipefail', '-c', commandLine], folder, { ...environment, ...more })
  const does = async (commandLine: string): Promise<Outcome> => {
    const outcome = await attempt(commandLine)
    if (outcome.exitCode !== 0) throw new Error(`${commandLine} failed:\n${outcome.stdout}\n${outcome.stderr}`)
    return outcome
  }
  await does('git init --quiet')
  if (project) {
    await cp(join(project.folder, 'package.json'), join(folder, 'package.json'))
    await symlink(join(project.folder, 'node_modules'), join(folder, 'node_modules'))
    await writeFile(join(folder, '.gitignore'), 'node_modules\n')
  }
  return {
    folder,
    attempt,
    does,
    async write(file, text) {
      await mkdir(dirname(join(folder, file)), { recursive: true })
      await writeFile(join(folder, file), text)
    },
    async commit() {
      await does('git add --all')
      return attempt('git commit --message Change')
    },
  }
}
