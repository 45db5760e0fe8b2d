import { setTimeout as sleep } from 'node:timers/promises'
import { host, type ProcessState } from './host.js'

/** `'unknown'`: there is no group of its own, or we may not ask. */
export type GroupState = 'alive' | 'empty' | 'unknown'

/** The processes that a child and its descendants are, as far as they stay in its group: whom to signal, and whether any is left. */
export class Group {
  /** SIGKILL was sent to it. */
  wasKilled = false
  readonly #pid: number
  readonly #isOwn: boolean
  #wasEmpty = false
  /** Who was alive when the state was last asked for. */
  #alive: readonly number[] = []

  /** `isOwn`: the child leads a group of its own, so that the number of the group is its pid. */
  constructor(pid: number | undefined, isOwn: boolean) {
    this.#pid = pid ?? NaN
    this.#isOwn = isOwn
    this.#wasEmpty = pid === undefined
  }

  /**
   * Sends a signal to the group, or to its leader while that lives; whether anyone got it. A group that was seen empty gets none any
   * more: its number may be someone else's by now.
   */
  signal(signal: NodeJS.Signals, target: 'leader' | 'group', leaderLives: boolean): boolean {
    if (target === 'group' && !this.#wasEmpty && (this.#isOwn || (process.platform === 'win32' && leaderLives))) {
      const answer = this.#send(-this.#pid, signal)
      if (answer === 'sent' && signal === 'SIGKILL') this.wasKilled = true
      if (answer === 'gone') this.#wasEmpty = true
      if (answer !== 'refused') return answer === 'sent'
    }
    return leaderLives && this.#send(this.#pid, signal) === 'sent'
  }

  /**
   * Whether a process of the group is left. Signal 0 reaches zombies too, and where process 1 does not reap (many containers) they stay
   * for ever; so a group that it reaches is looked at more closely, where the system allows that.
   */
  get state(): GroupState {
    if (this.#wasEmpty) return 'empty'
    if (!this.#isOwn) return 'unknown'
    const answer = this.#send(-this.#pid, 0)
    if (answer === 'refused') return 'unknown'
    this.#wasEmpty = answer === 'gone' || (!this.#anyAlive(this.#alive) && this.#onlyZombies())
    return this.#wasEmpty ? 'empty' : 'alive'
  }

  /** Resolves when the group is no longer alive, or `signal` aborts. Nobody tells us when a group becomes empty, so this asks. */
  async emptied(signal: AbortSignal): Promise<void> {
    for (let ms = 1; !signal.aborted && this.state === 'alive'; ms = Math.min(2 * ms, 50)) {
      await sleep(ms, undefined, { signal }).catch(() => undefined)
    }
  }

  #anyAlive(pids: readonly number[]): boolean {
    return pids.length > 0 && living(host.membersOf(this.#pid, pids)).length > 0
  }

  /** That nobody is seen is no proof: someone answered the signal. */
  #onlyZombies(): boolean {
    const members = host.membersOf(this.#pid)
    this.#alive = living(members)
    return members !== undefined && members.length > 0 && this.#alive.length === 0
  }

  #send(pid: number, signal: NodeJS.Signals | 0): 'sent' | 'gone' | 'refused' {
    try {
      host.kill(pid, signal)
      return 'sent'
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ESRCH' ? 'gone' : 'refused'
    }
  }
}

function living(members: readonly ProcessState[] = []): readonly number[] {
  return members.filter(({ state }) => state !== 'Z' && state !== 'X').map(({ pid }) => pid)
}
