import { execa } from 'execa'
import spawn from 'nano-spawn'
import { x } from 'tinyexec'
import { $ } from 'zx'
import { Supervisor } from '../../supervisor/index.js'

/** One way to end a child by one library. */
export interface Way {
  /** The package, whose version is in package.json; undefined for our own. */
  readonly library: string | undefined
  /** The call that ends the child, for the reader. */
  readonly call: string
  /** Starts `sh -c script`. The function that it returns ends the child, and resolves when the library says that it has ended. */
  start(script: string, env: NodeJS.ProcessEnv): Promise<() => Promise<unknown>>
}

type Kill = (signal: 'SIGTERM' | 'SIGKILL') => Promise<unknown>

/** From SIGTERM to SIGKILL, where a library sends both, in milliseconds. */
const patienceMs = 500

export const ways: readonly Way[] = [
  {
    library: 'execa',
    call: 'kill()',
    start(script, env) {
      const child = execa('sh', ['-c', script], { env, reject: false, forceKillAfterDelay: patienceMs })
      return Promise.resolve(async () => {
        child.kill()
        await child
      })
    },
  },
  ...bySignal('nano-spawn', async (script, env) => {
    const child = spawn('sh', ['-c', script], { env })
    const ended = child.catch(() => undefined) // It rejects, since the child ends by a signal.
    const process = await child.nodeChildProcess
    return async (signal) => {
      process.kill(signal)
      await ended
    }
  }),
  ...bySignal('tinyexec', (script, env) => {
    const child = x('sh', ['-c', script], { nodeOptions: { env } })
    return Promise.resolve(async (signal) => {
      child.kill(signal)
      await child
    })
  }),
  ...bySignal('zx', (script, env) => {
    const child = $({ env, quiet: true, nothrow: true })`sh -c ${script}`
    return Promise.resolve(async (signal) => {
      await child.kill(signal)
      await child
    })
  }),
  {
    library: undefined,
    call: 'stop()',
    async start(script, env) {
      const supervisor = new Supervisor({ command: 'sh', args: ['-c', script], spawn: { env }, stop: { eofMs: 0, termMs: patienceMs } })
      await supervisor.start()
      return () => supervisor.stop()
    },
  },
]

/** A way for each signal, of a library that sends one and does not follow it by another. */
function bySignal(library: string, start: (script: string, env: NodeJS.ProcessEnv) => Promise<Kill>): Way[] {
  return (['SIGTERM', 'SIGKILL'] as const).map((signal) => ({
    library,
    call: `kill('${signal}')`,
    async start(script, env) {
      const kill = await start(script, env)
      return () => kill(signal)
    },
  }))
}
