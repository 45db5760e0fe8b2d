import type { Pump } from '../output/pump.js'
import { type Grace, pollPhase } from '../waiting/grace.js'
import type { Task } from './task.js'

/** The user's code that runs beside one child: its consumers, and `ready`. */
export class Tasks {
  /** The task whose function is being called at this moment. */
  calling: Task | null = null
  readonly #outputs: readonly Pump[]
  readonly #all: Task[] = []
  #isHandover = false
  /** How many tasks have begun to await the exit in a handover: we do not know which. */
  #unnamedWaits = 0

  constructor(outputs: readonly Pump[]) {
    this.#outputs = outputs
  }

  begin(task: Task, work: () => void | Promise<void>): void {
    this.#all.push(task)
    this.calling = task
    task.begin(work)
    this.calling = null
    void task.settled.then(() => { this.#left(task) })
  }

  /** An iterator has ended, or the run was aborted: until the next turn of the event loop, consumers leave their loops. */
  openHandover(): void {
    this.#isHandover = true
    setImmediate(() => { this.#isHandover = false })
  }

  /** Someone asks for the exit of the run. A consumer that does so now cannot settle before. */
  noteWait(): void {
    if (this.calling) this.calling.awaitsExit = true
    else if (this.#isHandover) this.#unnamedWaits++
  }

  /** Resolves when all have settled but for those that wait for the exit, or after `ms`; whoever is left is given up. */
  async settle(grace: Grace, ms: number): Promise<void> {
    await grace.wait(Promise.race([Promise.all(this.#all.map(({ settled }) => settled)), this.#onlyWaitersLeft()]), ms)
    const areWaiters = this.#areWaiters(this.#busy())
    for (const task of this.#all) if (!task.outcome) task.giveUp(task.awaitsExit || areWaiters ? 'done' : 'stuck')
  }

  async #onlyWaitersLeft(): Promise<void> {
    await pollPhase()
    for (let busy = this.#busy(); !this.#areWaiters(busy); busy = this.#busy()) await Promise.race(busy.map(({ settled }) => settled))
  }

  #busy(): readonly Task[] {
    return this.#all.filter((task) => !task.outcome && !task.awaitsExit)
  }

  #areWaiters(busy: readonly Task[]): boolean {
    return busy.length <= this.#unnamedWaits
  }

  #left(task: Task): void {
    for (const output of this.#outputs) output.leave(task)
    if (this.#all.some(({ outcome }) => !outcome)) return
    for (const output of this.#outputs) output.leaveUnused()
  }
}
