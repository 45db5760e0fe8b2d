import { getEventListeners } from 'node:events'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

// What is true after every fault: nothing that the test started is left, and nothing went wrong unseen.
// Kernel and libuv close a handle some turns after the program did, so what is left is asked for again until a bound.
const BOUND_MS = 3000

// Installed by the first supervisor of a process, and by no other.
const EXIT_LISTENERS = process.listenerCount('exit') + 1

/** Remembers the process as it is now, and later tells what has been left behind since. */
export class Postcondition {
  readonly #marker: string
  readonly #signals: readonly AbortSignal[]
  readonly #descriptors = descriptors()
  readonly #resources = count(process.getActiveResourcesInfo())
  readonly #alarms: string[] = []
  readonly #listeners: ReadonlyMap<string, number>

  /** @param marker a text that only the environment of this test's processes holds
   *  @param signals every signal the test hands out; may grow until the end */
  constructor(marker: string, signals: readonly AbortSignal[]) {
    this.#marker = marker
    this.#signals = signals
    process.on('unhandledRejection', this.#onUnhandledRejection)
    process.on('uncaughtExceptionMonitor', this.#onUncaughtException)
    process.on('warning', this.#onWarning)
    this.#listeners = listeners()
  }

  readonly #onUnhandledRejection = (error: unknown): void => void this.#alarms.push(`unhandled rejection: ${String(error)}`)
  readonly #onUncaughtException = (error: unknown): void => void this.#alarms.push(`uncaught exception: ${String(error)}`)
  readonly #onWarning = (warning: Error): void => void this.#alarms.push(`warning: ${warning.name}: ${warning.message}`)

  /** What is left, in words; an empty list when the postcondition holds. */
  async leftovers(boundMs = BOUND_MS): Promise<string[]> {
    const end = performance.now() + boundMs
    let left = this.#left()
    // A process between two programs has no environment for a moment: a clean look is believed when the next one is clean, too.
    for (let clean = left.length === 0 ? 1 : 0; clean < 2 && performance.now() < end; clean = left.length === 0 ? clean + 1 : 0) {
      await pause(5)
      left = this.#left()
    }
    process.off('unhandledRejection', this.#onUnhandledRejection)
    process.off('uncaughtExceptionMonitor', this.#onUncaughtException)
    process.off('warning', this.#onWarning)
    return [...left, ...this.#alarms]
  }

  #left(): string[] {
    return [
      ...processesMarked(this.#marker).map(({ pid, name }) => `process ${pid} (${name}) is alive`),
      ...[...descriptors()].filter(([fd, target]) => this.#descriptors.get(fd) !== target).map(([fd, target]) => `descriptor ${fd} is open: ${target}`),
      ...more(this.#resources, count(process.getActiveResourcesInfo())).map((kind) => `a handle is active: ${kind}`),
      ...more(this.#listeners, listeners()).map((event) => `process has more listeners: ${event}`),
      ...(process.listenerCount('exit') > EXIT_LISTENERS ? ['process has a second listener: exit'] : []),
      ...this.#signals.filter((signal) => getEventListeners(signal, 'abort').length > 0).map(() => "a signal of the test's has a listener: abort"),
    ]
  }
}

/** The living processes that inherited the marker, whatever group, session or parent they have by now. A zombie has no environment. */
export function processesMarked(marker: string): { pid: number, name: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => read(`/proc/${pid}/environ`).includes(marker))
    .map((pid) => ({ pid: Number(pid), name: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim() }))
}

/** Whether a process is there and no zombie. */
export function isAlive(pid: number): boolean {
  const state = /^State:\s+(\w)/m.exec(read(`/proc/${pid}/status`))?.[1]
  return state !== undefined && state !== 'Z' && state !== 'X'
}

/** Resolves when the process has ended, as a zombie or altogether. */
export async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await pause(5)
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  }
  catch {
    // The process ended meanwhile, or belongs to somebody else: either way it is not ours to count.
    return ''
  }
}

// Only what a child can hold: a test runner opens and closes files of its own at any time.
function descriptors(): Map<string, string> {
  const open = new Map<string, string>()
  for (const fd of readdirSync('/proc/self/fd')) {
    try {
      const target = readlinkSync(`/proc/self/fd/${fd}`)
      if (/^(pipe|socket|anon_inode:\[pidfd\])/.test(target)) open.set(fd, target)
    }
    catch {
      // The descriptor of the listing itself.
    }
  }
  return open
}

function listeners(): Map<string, number> {
  return new Map(process.eventNames().filter((name) => name !== 'exit').map((name) => [String(name), process.listenerCount(name)]))
}

function count(kinds: readonly string[]): Map<string, number> {
  const counted = new Map<string, number>()
  for (const kind of kinds) counted.set(kind, (counted.get(kind) ?? 0) + 1)
  return counted
}

function more(earlier: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): string[] {
  return [...now].filter(([kind, times]) => times > (earlier.get(kind) ?? 0)).map(([kind]) => kind)
}
