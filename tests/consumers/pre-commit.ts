import { run } from './run.js'

/**
 * Sees to it that there is a `pre-commit`. On a machine of CI it is installed, with apt; on anybody's own machine that is not ours
 * to do.
 *
 * @throws {Error} when there is none and none can be had
 */
export async function preCommit(): Promise<void> {
  if (await works('pre-commit', '--version')) return
  if (process.env['CI']) {
    const apt = (...args: string[]): Promise<boolean> => works('apt-get', ...args, '--yes', '--quiet')
    if (await apt('install', 'pre-commit') || await apt('update') && await apt('install', 'pre-commit')) return
  }
  throw new Error('pre-commit is not installed, and this test runs the real one: `apt install pre-commit` or `pipx install pre-commit`')
}

async function works(command: string, ...args: string[]): Promise<boolean> {
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
  return (await run(command, args, '/', quiet).catch(() => ({ exitCode: null }))).exitCode === 0
}
