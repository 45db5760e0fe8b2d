import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { execa } from 'execa'
import { Supervisor } from '../../../supervisor/index.js'
import { idler } from './children.js'
import { timed, type Arm } from './rounds.js'

/** From no child to a child that has said it is ready, and back to none. */
export const cycles: readonly [Arm, ...Arm[]] = [
  { name: 'raw', run: () => timed(async () => { await (await startRaw())() }) },
  { name: 'raw again', run: () => timed(async () => { await (await startRaw())() }) },
  { name: 'supervisor', run: () => timed(async () => { await (await startSupervised())() }) },
  { name: 'execa', run: () => timed(async () => { await (await startExeca())() }) },
]

/** From the request to stop to the end of a child that leaves at once, in milliseconds: the second less the first. */
export async function addedStopLatency(): Promise<number> {
  const raw = await timed(await startRaw())
  const supervised = await timed(await startSupervised())
  return supervised - raw
}

/** What `child_process` offers to those who know how: a group of its own, listeners before anything can happen, the end awaited. */
async function startRaw(): Promise<() => Promise<void>> {
  const child = spawn(idler.command, idler.args, { detached: true, stdio: 'pipe' })
  const closed = once(child, 'close')
  child.stderr.resume()
  await once(child.stdout, 'data')
  child.stdout.resume()
  return async () => {
    process.kill(-Number(child.pid), 'SIGTERM')
    await closed
  }
}

async function startExeca(): Promise<() => Promise<void>> {
  const child = execa(idler.command, idler.args, { detached: true, reject: false })
  await once(child.stdout, 'data')
  return async () => {
    child.kill('SIGTERM')
    await child
  }
}

async function startSupervised(): Promise<() => Promise<void>> {
  const supervisor = new Supervisor({
    ...idler,
    stop: { eofMs: 0 },
    ready: async ({ stdout }) => {
      for await (const line of stdout.lines()) if (line === 'ready') return
      throw new Error('the child has ended')
    },
  })
  await supervisor.start()
  return async () => {
    const report = await supervisor.stop()
    if (report?.step !== 'term') throw new Error(`the child did not end by SIGTERM: ${JSON.stringify(report)}`)
  }
}
