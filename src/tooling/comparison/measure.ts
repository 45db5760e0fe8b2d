import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { HardChild } from './children.js'
import type { Way } from './libraries.js'

/** What was left of one child. */
export interface Outcome {
  /** How many of its processes lived on. */
  readonly left: number
  /** Whether the library said that the child has ended. */
  readonly isSettled: boolean
}

/** How long the library has to say that the child has ended, and what is left has to disappear, in milliseconds. */
const settleMs = 4000
const vanishMs = 1000

/** Starts a child, ends it, and counts what lives on: everything that inherited a mark in its environment. Linux only. */
export async function measure({ script }: HardChild, way: Way): Promise<Outcome> {
  const id = randomUUID()
  const mark = `TEARDOWN_COMPARISON=${id}`
  const folder = mkdtempSync(join(tmpdir(), 'teardown-comparison-'))
  const ready = join(folder, 'ready')
  try {
    const end = await way.start(script, { ...process.env, READY: ready, TEARDOWN_COMPARISON: id })
    if (!await until(() => existsSync(ready), settleMs)) throw new Error('The child was not ready in time.')
    const isSettled = await Promise.race([end().then(() => true), sleep(settleMs, false)])
    await until(() => marked(mark).length === 0, vanishMs)
    return { left: marked(mark).length, isSettled }
  } finally {
    for (const pid of marked(mark)) process.kill(pid, 'SIGKILL')
    rmSync(folder, { recursive: true })
  }
}

/** Resolves to true when the condition holds, or to false when the time is over. */
async function until(holds: () => boolean, ms: number): Promise<boolean> {
  const end = performance.now() + ms
  while (!holds()) {
    if (performance.now() > end) return false
    await sleep(10)
  }
  return true
}

/** The living processes with this text in their environment, whatever their parent, group or session. A zombie has no environment. */
function marked(text: string): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && environmentOf(name).includes(text)).map(Number)
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8')
  } catch {
    return '' // It has ended, or belongs to another user.
  }
}
