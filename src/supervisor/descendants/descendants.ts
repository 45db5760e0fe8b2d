import { host, isRunning, type PidTime, type ProcessEntry } from '../system/host.js'
import { type Mark, markOf } from './marker.js'

/** What one look at the system has found. */
export interface Found {
  /** The descendants that are alive, the child itself left out. */
  readonly alive: readonly ProcessEntry[]
  /** Someone answered a signal to the group whom the table of processes does not show. */
  readonly hasHidden: boolean
  /** Nobody can have been overlooked. */
  readonly isComplete: boolean
}

export interface Leader {
  readonly pid: number
  /** It leads a group and a session of its own, whose numbers are its pid. */
  readonly ownsGroup: boolean
  /** What its environment and that of its descendants holds; undefined when they are not marked. */
  readonly token: string | undefined
}

/** More looks than a process needs to get from one program to the next. */
const maxLooks = 5

/**
 * What the child has started, and what that has started, wherever it is by now. A process is taken for a descendant when its environment
 * has the token, when it is in the child's group or session, when its parent is one, or when it was one before. Pids are used again, so
 * only what is known to be the same process by its start is signalled.
 */
export class Descendants {
  readonly #leader: Leader
  readonly #startedAt: number
  readonly #pidTime: PidTime | undefined
  /** When the child exited, in ticks. Until its end is collected, nobody else can get its pid, nor the number of its group. */
  #leaderEndedAt: number | null = null
  /** The group was seen empty after that, so its number may be anybody's. */
  #isNumberFree = false
  readonly #known = new Map<number, number>()

  /** `startedAt`: when the child started, in ticks; 0 when that is not known. */
  constructor(leader: Leader, startedAt: number) {
    this.#leader = leader
    this.#startedAt = startedAt
    this.#pidTime = host.pidTime(leader.pid)
  }

  leaderEnded(): void {
    this.#leaderEndedAt = host.ticks()
  }

  /** Looks while the child is there: the link from child to parent is lost when the parent ends. */
  async remember(): Promise<void> {
    if (host.hasChildren(this.#leader.pid) !== false) await this.find()
  }

  /** Looks until no process is just between two programs, which has no environment. */
  async find(): Promise<Found> {
    let look = this.#look()
    for (let looks = 1; look.isBlurred && looks < maxLooks; looks++) {
      await new Promise((resolve) => { setTimeout(resolve, 1) })
      look = this.#look()
    }
    return look
  }

  /** Signals those that are still the same processes; whether any was. */
  signal(entries: readonly ProcessEntry[], signal: NodeJS.Signals): boolean {
    let wasSent = false
    for (const entry of entries) {
      if (!host.isAlive(entry)) continue
      const answer = send(entry.pid, signal)
      wasSent ||= answer === 'sent'
    }
    return wasSent
  }

  /** Whether the process is in the child's group, and so gets the signals to the group. */
  isInGroup({ group }: ProcessEntry): boolean {
    return this.#leader.ownsGroup && group === this.#leader.pid
  }

  #look(): Found & { readonly isBlurred: boolean } {
    const answer = this.#askGroup()
    const table = host.processes(this.#pidTime)
    const members = table?.filter((entry) => this.isInGroup(entry)) ?? []
    const hasHidden = answer === 'sent' && members.length === 0
    if (!table) return { alive: [], hasHidden, isComplete: false, isBlurred: false }

    const candidates = table.filter((entry) => isRunning(entry) && this.#mayBeOurs(entry))
    const stranger = this.#leaderEndedAt !== null && table.some((entry) => entry.pid === this.#leader.pid && isRunning(entry))
    if (stranger) this.#isNumberFree = true
    const marks = new Map(candidates.map((entry) => [entry, markOf(entry.pid, this.#leader.token)]))
    const alive = this.#among(candidates, marks)
    for (const { pid, startedAt } of alive) this.#known.set(pid, startedAt)
    return {
      alive,
      hasHidden: hasHidden && !this.#isNumberFree,
      isComplete: this.#leader.token !== undefined && host.showsEnvironments() && answer !== 'refused' && !hasHidden,
      isBlurred: candidates.some((entry) => marks.get(entry) === 'not known yet' && !alive.includes(entry)),
    }
  }

  #mayBeOurs({ pid, startedAt }: ProcessEntry): boolean {
    return pid !== this.#leader.pid && pid !== process.pid && startedAt >= this.#startedAt
  }

  #among(candidates: readonly ProcessEntry[], marks: ReadonlyMap<ProcessEntry, Mark>): readonly ProcessEntry[] {
    const ours = new Map<number, ProcessEntry>()
    const own = candidates.filter((entry) => marks.get(entry) !== 'guardian')
    for (const entry of own) {
      const isKnown = this.#known.get(entry.pid) === entry.startedAt
      if (isKnown || marks.get(entry) === 'ours' || this.#hasNumber(entry)) ours.set(entry.pid, entry)
    }
    const isChild = ({ parent }: ProcessEntry) => ours.has(parent) || (this.#leaderEndedAt === null && parent === this.#leader.pid)
    for (let before = -1; before !== ours.size;) {
      before = ours.size
      for (const entry of own) if (isChild(entry)) ours.set(entry.pid, entry)
    }
    return [...ours.values()]
  }

  /**
   * Whether the number of the group or the session is the child's. Once the child has exited, the number may become another group's or
   * session's; a process that has started since is not known by it.
   */
  #hasNumber({ group, session, startedAt }: ProcessEntry): boolean {
    const { pid, ownsGroup } = this.#leader
    if (!ownsGroup || (group !== pid && session !== pid)) return false
    if (this.#leaderEndedAt === null) return true
    return startedAt <= this.#leaderEndedAt && (session === pid || !this.#isNumberFree)
  }

  #askGroup(): Answer | 'not asked' {
    if (!this.#leader.ownsGroup || this.#isNumberFree) return 'not asked'
    const answer = send(-this.#leader.pid, 0)
    if (answer === 'gone') this.#isNumberFree = true
    return answer
  }
}

export type Answer = 'sent' | 'gone' | 'refused'

/** Sends a signal, or asks with 0. */
export function send(pid: number, signal: NodeJS.Signals | 0): Answer {
  try {
    host.kill(pid, signal)
    return 'sent'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH' ? 'gone' : 'refused'
  }
}
