import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Outcome, Task } from './batches.js'

/** What a worker thread is started with. */
export interface ThreadData {
  readonly task: Task
  readonly batches: readonly (readonly string[])[]
  /** One number that all threads share: the next batch that nobody has taken. */
  readonly counter: Int32Array
}

/** A message of a worker thread. */
interface Done {
  readonly index: number
  readonly outcome: Outcome
}

/** Takes the next batch; undefined when all are taken. */
export function nextBatch(counter: Int32Array, batches: readonly unknown[]): number | undefined {
  const index = Atomics.add(counter, 0, 1)
  return index < batches.length ? index : undefined
}

/**
 * Files that make one more thread worth its start: each loads ESLint and the parser, and compiles the rules, anew. docs/use/command-line.md
 * names this number.
 */
const filesPerThread = 300

/** Returns how many threads to lint with, the main thread among them. */
export const threadsFor = (files: number): number => Math.max(1, Math.min(availableParallelism(), Math.floor(files / filesPerThread)))

/** Worker threads that lint batches beside the main thread. */
export class Threads {
  readonly #data: ThreadData
  readonly #workers: readonly { readonly worker: Worker, readonly exit: Promise<void> }[]
  readonly #outcomes = new Map<number, Outcome>()

  /** @param count how many threads beside the main thread */
  constructor(task: Task, batches: readonly (readonly string[])[], count: number) {
    this.#data = { task, batches, counter: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) }
    this.#workers = Array.from({ length: count }, () => this.#start())
  }

  /** Takes a batch for the main thread; undefined when all are taken. */
  next(): number | undefined {
    return nextBatch(this.#data.counter, this.#data.batches)
  }

  /** Makes all threads end after the batch that they work on. */
  stop(): void {
    Atomics.store(this.#data.counter, 0, this.#data.batches.length)
  }

  /** Waits until the threads have ended, and returns what they found, by the index of the batch. */
  async outcomes(): Promise<ReadonlyMap<number, Outcome>> {
    await Promise.all(this.#workers.map(({ exit }) => exit))
    return this.#outcomes
  }

  #start(): { readonly worker: Worker, readonly exit: Promise<void> } {
    const worker = new Worker(new URL('thread.js', import.meta.url), { workerData: this.#data, stdout: true, stderr: true })
    // A parser that prints a warning when it starts prints it in the main thread, too: once is enough.
    worker.stdout.resume()
    worker.stderr.resume()
    const exit = new Promise<void>((resolve) => { worker.once('exit', () => { resolve() }) })
    worker.on('message', ({ index, outcome }: Done) => { this.#outcomes.set(index, outcome) })
    worker.on('messageerror', () => { this.stop() })
    worker.on('error', () => { this.stop() })
    return { worker, exit }
  }
}
