import type { ChildProcess, spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'

/** A child that is no process: it exits when the test says so. Its pid is above any that Linux gives out. */
export class FakeChild extends EventEmitter {
  readonly pid = 2 ** 22 + 1
  readonly stdin = new PassThrough()
  readonly stdout = new PassThrough()
  readonly stderr = new PassThrough()
  readonly stdio = [this.stdin, this.stdout, this.stderr]
  exitCode: number | null = null
  signalCode: NodeJS.Signals | null = null
  killed = false

  /** For `spawnFn`. */
  readonly spawn = ((): ChildProcess => {
    queueMicrotask(() => this.emit('spawn'))
    return this as unknown as ChildProcess
  }) as typeof spawn

  /** As process.kill() reports it: the signal was sent. Nothing comes of it. */
  kill(): boolean {
    this.killed = true
    return true
  }

  exit(code: number): void {
    this.exitCode = code
    this.emit('exit', code, null)
    this.stdout.end()
    this.stderr.end()
    this.emit('close', code, null)
  }

  ref(): void {}
  unref(): void {}
}
