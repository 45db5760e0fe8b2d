import type { ChildProcess } from 'node:child_process'
import type { Duplex } from 'node:stream'
import { SpawnError } from '../api/errors.js'
import { Descendants, send } from '../descendants/descendants.js'
import { type Claimant, Pump } from '../output/pump.js'
import { killAtExit } from '../parent/exit.js'
import { protect, type Protection } from '../parent/guardian.js'
import type { Settings } from '../settings/settings.js'
import { host } from '../system/host.js'
import { Channel } from './channel.js'
import { Input } from './input.js'
import { hintAt, spawnWith } from './spawn.js'
import { copyOf, extraPipes } from './stdio.js'

/** How the child left, and when (`host.now()`). */
export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly at: number
}

/** What a child tells the run that holds it, and nobody else. */
export interface ChildListener {
  /** There is no process. */
  failed(error: SpawnError): void
  exited(exit: Exit): void
  output(chunk: Buffer, from: 'stdout' | 'stderr'): void
  /** Who is being called at this moment. */
  claimant(): Claimant | null
  /** An iterator over an output or over the messages has ended by itself. */
  readerEnded(): void
}

/** A process with its pipes and its descendants: the handle that a run holds, and releases. It is armed before anything can happen. */
export class Child {
  /** Undefined when there is no process; the listener hears why. */
  readonly pid: number | undefined
  /** Resolves with 'exit'. Not with 'close', which waits for every descendant that holds a pipe. */
  readonly exited: Promise<void>
  readonly stdout: Pump
  readonly stderr: Pump
  readonly input: Input
  readonly channel: Channel
  readonly stdio: readonly (Duplex | null)[]
  /** Undefined when there is no process, or nothing to know its descendants by. */
  readonly descendants: Descendants | undefined
  /** SIGKILL was sent to the child or to one of its descendants. */
  wasKilled = false
  readonly #process: ChildProcess | null
  readonly #ownsGroup: boolean
  #exit: Exit | null = null
  readonly #protection: Protection
  #unlistenExit: () => void = () => undefined

  constructor(settings: Settings, listener: ChildListener) {
    const fail = (error: unknown) => { listener.failed(new SpawnError(settings.command, error, hintAt(settings.spawn.cwd))) }
    this.#ownsGroup = settings.group
    this.#protection = protect(settings)
    const spawned = spawnWith(settings, this.#protection.token, fail)
    const process = this.#process = spawned?.process ?? null
    this.pid = spawned?.pid
    const pump = (name: 'stdout' | 'stderr', copy: 1 | 2) => new Pump(name, process?.[name], {
      chunk: (chunk) => { listener.output(chunk, name) },
      claimant: () => listener.claimant(),
      readerEnded: () => { listener.readerEnded() },
    }, copyOf(settings.stdio, copy))
    this.stdout = pump('stdout', 1)
    this.stderr = pump('stderr', 2)
    this.input = new Input(process?.stdin)
    this.channel = new Channel(process, () => { listener.readerEnded() })
    this.stdio = extraPipes(process)
    this.descendants = this.pid === undefined ? undefined : this.#watch(this.pid, settings)
    this.exited = new Promise((resolve) => {
      process?.once('exit', (code, signal) => {
        this.#exit = { code, signal, at: host.now() }
        this.descendants?.leaderEnded()
        listener.exited(this.#exit)
        this.stdout.readAhead()
        this.stderr.readAhead()
        resolve()
      })
    })
  }

  /** Without a group and a marker there is nothing to know the descendants by. */
  #watch(pid: number, { group, marker, onParentDeath }: Settings): Descendants | undefined {
    const startedAt = host.process(pid)?.startedAt ?? 0
    this.#protection.begin(pid, startedAt)
    if (onParentDeath === 'kill') this.#unlistenExit = killAtExit(() => { this.signal('SIGKILL', 'group') })
    if (!group && !marker) return undefined
    return new Descendants({ pid, ownsGroup: group, token: marker ? this.#protection.token : undefined }, startedAt)
  }

  /** Null while the child lives. */
  get exit(): Exit | null {
    return this.#exit
  }

  /** `killed` of a ChildProcess only says that a signal was sent. */
  isAlive(): boolean {
    if (!this.#process || this.#exit) return false
    return (this.#process.exitCode ?? null) === null && (this.#process.signalCode ?? null) === null
  }

  /**
   * Sends a signal to the child or its group; whether anyone got it. Nobody does once the child has exited: the system may have given
   * its pid and the number of its group to others.
   */
  signal(signal: NodeJS.Signals, target: 'leader' | 'group'): boolean {
    if (this.pid === undefined || !this.isAlive()) return false
    const isTree = target === 'group' && (this.#ownsGroup || process.platform === 'win32')
    let answer = send(isTree ? -this.pid : this.pid, signal)
    if (isTree && answer !== 'sent') answer = send(this.pid, signal)
    const wasSent = answer === 'sent'
    if (wasSent && signal === 'SIGKILL') this.wasKilled = true
    return wasSent
  }

  /** Closes what is open. By now the process has exited, and its descendants were ended. */
  release(): void {
    this.input.close()
    this.channel.close()
    this.stdout.close()
    this.stderr.close()
    for (const pipe of this.stdio) pipe?.destroy()
    this.#unlistenExit()
    this.#protection.end()
  }
}
