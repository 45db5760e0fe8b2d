import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect } from 'vitest'
import { Memory } from './memory.js'
import { test } from './scene.js'

const cycles = Number(process.env['SUPERVISOR_CYCLES'])

// A cycle that kept its child, its streams or its signal would keep 20 kB and more; what is kept here are the events of the trace.
const KILOBYTES_PER_CYCLE = 4

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

test(`F30: after ${cycles} cycles of start and stop nothing is left, and the heap is flat`, async ({ scene }) => {
  const { supervisor, trace } = scene.supervise('exits-on-eof.sh', { stop: { eofMs: 60_000 } })
  const cycle = async (): Promise<void> => {
    await supervisor.start()
    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', orphans: 'none' })
  }
  for (let warmUp = 0; warmUp < 20; warmUp++) await cycle()
  collectGarbage()
  const memory = new Memory()

  for (let count = 0; count < cycles; count++) await cycle()
  collectGarbage()

  expect(trace.pids).toHaveLength(cycles + 20)
  expect(memory.growth).toBeLessThan((cycles * KILOBYTES_PER_CYCLE + 1000) / 1000)
})
