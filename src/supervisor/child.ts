import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { SpawnError } from './errors.js'
import { pollPhase } from './grace.js'
import { Group } from './group.js'
import { host } from './host.js'
import { Input } from './input.js'
import type { Settings } from './options.js'
import { killAtExit } from './parent.js'
import { Pump } from './pump.js'

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
}

/** A process with its pipes and its group: the handle that a run holds, and releases. It is armed before anything can happen to it. */
export class Child {
  /** Undefined when there is no process; the listener hears why. */
  readonly pid: number | undefined
  /** Resolves with 'exit'. Not with 'close', which waits for every descendant that holds a pipe. */
  readonly exited: Promise<void>
  exit: Exit | null = null
  readonly stdout: Pump
  readonly stderr: Pump
  readonly input: Input
  readonly #process: ChildProcess | null
  readonly #group: Group
  readonly #unlist: () => void

  constructor(settings: Settings, listener: ChildListener) {
    const fail = (error: unknown) => { listener.failed(new SpawnError(settings.command, error, hintAt(settings.spawn.cwd))) }
    const child = this.#process = spawnWith(settings, fail)
    this.pid = child?.pid
    this.exited = new Promise((resolve) => {
      child?.once('exit', (code, signal) => {
        this.exit = { code, signal, at: host.now() }
        listener.exited(this.exit)
        this.stdout.hurry()
        this.stderr.hurry()
        resolve()
      })
    })
    const pipes = this.pid === undefined ? closed(child) : child
    this.stdout = new Pump('stdout', pipes?.stdout, (chunk) => { listener.output(chunk, 'stdout') })
    this.stderr = new Pump('stderr', pipes?.stderr, (chunk) => { listener.output(chunk, 'stderr') })
    this.input = new Input(pipes?.stdin)
    this.#group = new Group(this.pid, settings.group)
    this.#unlist = killAtExit(() => { this.signal('SIGKILL', 'group') })
  }

  /** `killed` of a ChildProcess only says that a signal was sent. */
  isAlive(): boolean {
    if (!this.#process || this.pid === undefined || this.exit) return false
    return (this.#process.exitCode ?? null) === null && (this.#process.signalCode ?? null) === null
  }

  /** What is left of the child's group. */
  get group(): Pick<Group, 'state' | 'wasKilled' | 'emptied'> {
    return this.#group
  }

  /** Whether anyone got the signal. */
  signal(signal: NodeJS.Signals, target: 'leader' | 'group'): boolean {
    return this.#group.signal(signal, target, this.isAlive())
  }

  /** Closes what is open. By now the process has exited, and its group is swept. */
  release(): void {
    this.input.close()
    this.stdout.close()
    this.stderr.close()
    this.#unlist()
  }
}

/** `fail` is called later, whether spawn() throws, emits an error, or leaves us without a process and without a word. */
function spawnWith({ spawnFn, command, args, spawn, group }: Settings, fail: (error: unknown) => void): ChildProcess | null {
  try {
    const child = spawnFn(command, [...args], { ...spawn, stdio: 'pipe', detached: group })
    child.on('error', (error) => { if (child.pid === undefined) fail(error) })
    if (child.pid === undefined) void pollPhase().then(() => { fail(new Error('no process, and no reason given')) })
    return child
  } catch (error) {
    queueMicrotask(() => { fail(error) })
    return null
  }
}

/** A directory that is not there looks like a program that is not there. */
function hintAt(cwd: string | URL | undefined): string {
  return cwd === undefined || existsSync(cwd) ? '' : `. There is no directory ${String(cwd)}`
}

/** Where there is no process there may be pipes all the same. */
function closed(child: ChildProcess | null): null {
  for (const pipe of [child?.stdin, child?.stdout, child?.stderr]) pipe?.on('error', () => undefined).destroy()
  return null
}
