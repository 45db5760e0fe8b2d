import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { guardianMark, tokenOf } from '../descendants/marker.js'
import type { Settings } from '../settings/settings.js'
import { host } from '../system/host.js'
import { nodeScript, shellScript } from './guardian-scripts.js'
import { onePerThread } from './one-per-thread.js'

/** What ends one child when this process dies without doing so. */
export interface Protection {
  /** The token for the environment of the child: see ../descendants/marker.ts. */
  readonly token: string
  /** There is a process. `startedAt` identifies it; 0 when that is not known. */
  begin(pid: number, startedAt: number): void
  /** The child and its descendants are gone, or there never was a child. */
  end(): void
}

/** So long the guardian stays when the last child is gone, in milliseconds: a child that is started again need not wait for a new one. */
const lingerMs = 500

/**
 * The guardian hears of a marked child after so long, in milliseconds: until then, it knows the child by its token. A child that is gone
 * by then costs no message.
 */
const tellMs = 50

/** A guardian that ends by itself sooner than this, in milliseconds, is not started again until another child begins. */
const shortestLifeMs = 1000

/**
 * A small process that ends our children when we cannot. It reads from a pipe that only this thread holds, so whatever ends us (SIGKILL
 * included) is the end of its input. It knows our children by pid and start, and their descendants by the token in their environment.
 *
 * There is at most one for each thread that has children: `worker.terminate()` ends the children of one thread only.
 */
class Guardian {
  readonly #family = randomUUID()
  readonly #children = new Map<number, number>()
  /** The children that the guardian knows of. */
  #told = new Map<number, number>()
  #process: ChildProcess | null = null
  #lastToken = 0
  #users = 0
  #telling: NodeJS.Timeout | undefined
  #leaving: NodeJS.Timeout | undefined

  /** Starts the guardian before the child, so that no child is ever without it. */
  protect(isMarked: boolean): Protection {
    this.#users++
    clearTimeout(this.#leaving)
    if (!this.#process) this.#start()
    let child: number | undefined
    return {
      token: tokenOf(this.#family, ++this.#lastToken),
      begin: (pid, startedAt) => {
        child = pid
        this.#children.set(pid, startedAt)
        if (isMarked) this.#telling ??= setTimeout(() => { this.#tell() }, tellMs).unref()
        else this.#tell()
      },
      end: () => {
        if (child !== undefined) this.#children.delete(child)
        this.#users--
        if (this.#users === 0) this.#leaving = setTimeout(() => { this.#leave() }, lingerMs).unref()
      },
    }
  }

  /** Tells the guardian what has changed: which children have begun, and which are gone. */
  #tell(): void {
    clearTimeout(this.#telling)
    this.#telling = undefined
    const gone = [...this.#told].filter(([pid, start]) => this.#children.get(pid) !== start).map(([pid, start]) => `- ${pid} ${start}\n`)
    const begun = [...this.#children].filter(([pid, start]) => this.#told.get(pid) !== start).map(([pid, start]) => `+ ${pid} ${start}\n`)
    this.#told = new Map(this.#children)
    const lines = [...gone, ...begun].join('')
    const pipe = this.#process?.stdin
    if (lines !== '' && pipe?.writable) pipe.write(lines)
  }

  /** Nobody needs the guardian: it ends without a look at the system. */
  #leave(): void {
    clearTimeout(this.#telling)
    this.#telling = undefined
    if (this.#process?.stdin?.writable) this.#process.stdin.end('leave\n')
    this.#process = null
  }

  #start(): void {
    const guardian = this.#process = spawnGuardian(this.#family)
    if (!guardian) return
    const startedAt = host.now()
    guardian.once('exit', () => {
      if (this.#process !== guardian) return
      this.#process = null
      if (this.#children.size > 0 && host.now() - startedAt > shortestLifeMs) this.#start()
    })
    this.#told.clear()
    if (this.#children.size > 0) this.#tell()
  }
}

/** Null when the system cannot start one; the children then have the listener for 'exit' alone. */
function spawnGuardian(family: string): ChildProcess | null {
  const shell = process.platform === 'win32' ? null : trySpawn('/bin/sh', ['-c', shellScript, 'teardown-guardian', family])
  return shell ?? trySpawn(process.execPath, ['-e', nodeScript, '--', family])
}

/** The guardian holds neither this process nor its working directory, and no signal to our group reaches it. */
function trySpawn(command: string, args: readonly string[]): ChildProcess | null {
  const [mark, value] = guardianMark.split('=')
  const { PATH = '', SystemRoot } = process.env
  try {
    const guardian = spawn(command, args, {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      windowsHide: true,
      // The shell needs grep and sleep, whatever PATH this process has.
      env: { PATH: `/usr/bin:/bin:${PATH}`, SystemRoot, ELECTRON_RUN_AS_NODE: '1', [mark ?? '']: value },
      ...process.platform === 'win32' ? {} : { cwd: '/' },
    })
    guardian.on('error', () => undefined).unref()
    guardian.stdin.on('error', () => undefined)
    unref(guardian.stdin)
    return guardian.pid === undefined ? null : guardian
  } catch {
    return null
  }
}

/** The pipe to a child is a socket, which its type does not say. */
function unref(pipe: object): void {
  const socket = pipe as { unref?: () => void }
  socket.unref?.()
}

const guardian = onePerThread('guardian', () => new Guardian())
const nothing = (): void => undefined

/** Protects the next child, unless it shall outlive this process. */
export function protect({ onParentDeath, marker }: Pick<Settings, 'onParentDeath' | 'marker'>): Protection {
  return onParentDeath === 'kill' ? guardian.protect(marker) : { token: tokenOf(randomUUID(), 1), begin: nothing, end: nothing }
}
