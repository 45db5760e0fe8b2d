import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

const sleep = (ms: number) => new Promise<void>((resolve) => { setTimeout(resolve, ms) })

/** Starts a process, again if need be, until it runs. */
export async function startUntilItRuns(command: string, signal: AbortSignal): Promise<ChildProcess> {
  for (;;) {
    const proc = spawn(command)
    try {
      await once(proc, 'spawn')
      if (signal.aborted) proc.kill()
      return proc
    } catch (error) {
      console.warn(`${command} does not start`, error)
      await sleep(1000)
    }
  }
}
