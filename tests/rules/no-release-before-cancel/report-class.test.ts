import { testRule } from './tester.js'

testRule('report class in TypeScript', {
  valid: [
    {
      name: 'the drain is aborted and settled before the process is let go',
      code: `
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { readLine } from './read-line.js'

class PersistentAgent {
  #proc: ChildProcessWithoutNullStreams | null = null
  #abort = new AbortController()
  #drainTask: Promise<void> | null = null

  start(command: string): void {
    this.#proc = spawn(command)
    this.#drainTask = this.#drain(this.#abort.signal)
  }

  async kill(): Promise<void> {
    this.#abort.abort()
    await Promise.allSettled([this.#drainTask])
    this.#proc?.kill()
    this.#proc = null
  }

  async #drain(signal: AbortSignal): Promise<void> {
    while (this.#proc) {
      const line = await readLine(this.#proc.stderr)
      if (line === null || signal.aborted) return
    }
  }
}
`,
    },
    {
      name: 'the abort stands before the release and nothing is awaited',
      code: `
class PersistentAgent {
  #proc: Child | null = null
  #abort = new AbortController()
  #drainTask: Promise<void> | null = null

  start(): void {
    this.#proc = spawn()
    this.#drainTask = this.#drain(this.#abort.signal)
  }

  kill(): void {
    this.#abort.abort()
    this.#proc = null
  }

  async #drain(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) await readLine(this.#proc!.stderr, signal)
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the process is let go before the drain is aborted',
      code: `
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { readLine } from './read-line.js'

class PersistentAgent {
  #proc: ChildProcessWithoutNullStreams | null = null
  #abort = new AbortController()
  #drainTask: Promise<void> | null = null

  start(command: string): void {
    this.#proc = spawn(command)
    this.#drainTask = this.#drain(this.#abort.signal)
  }

  kill(): void {
    this.#proc?.kill()
    this.#proc = null
    this.#abort.abort()
  }

  async #drain(signal: AbortSignal): Promise<void> {
    while (this.#proc) {
      const line = await readLine(this.#proc.stderr)
      if (line === null || signal.aborted) return
    }
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'this.#proc', released: 'released', task: 'the task `this.#drainTask` on line 12', cancel: 'line 18 aborts it' },
        line: 17, column: 5, endLine: 17, endColumn: 15,
        suggestions: [{
                   messageId: 'cancelFirst',
                   output: `
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { readLine } from './read-line.js'

class PersistentAgent {
  #proc: ChildProcessWithoutNullStreams | null = null
  #abort = new AbortController()
  #drainTask: Promise<void> | null = null

  start(command: string): void {
    this.#proc = spawn(command)
    this.#drainTask = this.#drain(this.#abort.signal)
  }

  kill(): void {
    this.#abort.abort()
    this.#proc?.kill()
    this.#proc = null
  }

  async #drain(signal: AbortSignal): Promise<void> {
    while (this.#proc) {
      const line = await readLine(this.#proc.stderr)
      if (line === null || signal.aborted) return
    }
  }
}
`,
                 }],
      }],
    },
    {
      name: 'the teardown waits between the release and the abort',
      code: `
class PersistentAgent {
  private proc: Child | undefined
  private readonly abort = new AbortController()
  private drainTask?: Promise<void>

  start(): void {
    this.proc = spawn()
    this.drainTask = this.drain(this.abort.signal)
  }

  async kill(): Promise<void> {
    const { proc } = this
    this.proc = undefined
    await proc?.terminate()
    this.abort.abort()
    await this.drainTask
  }

  private async drain(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) await readLine(this.proc!.stderr)
  }
}
`,
      errors: [{
        messageId: 'race',
        data: { cell: 'this.proc', released: 'released', task: 'the task `this.drainTask` on line 9', cancel: 'line 16 aborts it' },
        line: 14, column: 5, endLine: 14, endColumn: 14,
        suggestions: [{
                   messageId: 'cancelFirst',
                   output: `
class PersistentAgent {
  private proc: Child | undefined
  private readonly abort = new AbortController()
  private drainTask?: Promise<void>

  start(): void {
    this.proc = spawn()
    this.drainTask = this.drain(this.abort.signal)
  }

  async kill(): Promise<void> {
    const { proc } = this
    this.abort.abort()
    this.proc = undefined
    await proc?.terminate()
    await this.drainTask
  }

  private async drain(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) await readLine(this.proc!.stderr)
  }
}
`,
                 }],
      }],
    },
    {
      name: 'one of two teardowns forgets the drain',
      code: `
class PersistentAgent {
  #proc: Child | null = null
  #abort = new AbortController()
  #drainTask: Promise<void> | null = null

  start(): void {
    this.#proc = spawn()
    this.#drainTask = this.#drain(this.#abort.signal)
  }

  async kill(): Promise<void> {
    this.#abort.abort()
    await this.#drainTask
    this.#proc = null
  }

  forceKill(): void {
    this.#proc?.kill('SIGKILL')
    this.#proc = null
  }

  async #drain(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) await readLine(this.#proc!.stderr)
  }
}
`,
      errors: [{
        messageId: 'leak',
        data: { cell: 'this.#proc', released: 'released', task: 'the task `this.#drainTask` on line 9', cancel: 'line 13 aborts it' },
        line: 20, column: 5, endLine: 20, endColumn: 15,
                 suggestions: [{
                   messageId: 'cancelHere',
                   data: { source: 'this.#abort.abort()' },
                   output: `
class PersistentAgent {
  #proc: Child | null = null
  #abort = new AbortController()
  #drainTask: Promise<void> | null = null

  start(): void {
    this.#proc = spawn()
    this.#drainTask = this.#drain(this.#abort.signal)
  }

  async kill(): Promise<void> {
    this.#abort.abort()
    await this.#drainTask
    this.#proc = null
  }

  forceKill(): void {
    this.#abort.abort()
    this.#proc?.kill('SIGKILL')
    this.#proc = null
  }

  async #drain(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) await readLine(this.#proc!.stderr)
  }
}
`,
                 }],
      }],
    },
    {
      name: 'an order that is right only by accident is left alone on request, a race is not',
      options: [{ latent: false }],
      code: `
class PersistentAgent {
  #proc: Child | null = null
  #abort = new AbortController()
  #drainTask: Promise<void> | null = null

  start(): void {
    this.#proc = spawn()
    this.#drainTask = this.#drain(this.#abort.signal)
  }

  kill(): void {
    this.#proc = null
    this.#abort.abort()
  }

  async killAndWait(): Promise<void> {
    this.#proc = null
    await this.flush()
    this.#abort.abort()
  }

  async #drain(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) await readLine(this.#proc!.stderr)
  }
}
`,
      errors: [{
        messageId: 'race',
        data: { cell: 'this.#proc', released: 'released', task: 'the task `this.#drainTask` on line 9', cancel: 'line 20 aborts it' },
        line: 18, column: 5, endLine: 18, endColumn: 15,
        suggestions: [{ messageId: 'cancelFirst', output: `
class PersistentAgent {
  #proc: Child | null = null
  #abort = new AbortController()
  #drainTask: Promise<void> | null = null

  start(): void {
    this.#proc = spawn()
    this.#drainTask = this.#drain(this.#abort.signal)
  }

  kill(): void {
    this.#proc = null
    this.#abort.abort()
  }

  async killAndWait(): Promise<void> {
    this.#abort.abort()
    this.#proc = null
    await this.flush()
  }

  async #drain(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) await readLine(this.#proc!.stderr)
  }
}
` }],
      }],
    },
  ],
})
