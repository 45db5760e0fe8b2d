import type { TSESTree } from '@typescript-eslint/utils'
import type { CallNode } from '../source/index.js'
import type { Lifetime } from './lifetimes.js'

/** A place, and the calls on the way to it from the function under judgement. */
export interface Occurrence {
  readonly node: TSESTree.Node
  readonly calls: readonly CallNode[]
}

/** Where one lifetime stands on the paths that lead here. A lifetime may stand in several places at once: one for each path. */
export interface Status {
  readonly lifetime: Lifetime
  readonly phase: 'live' | 'stopped' | 'released' | 'misordered'
  readonly release?: Occurrence & { readonly empties: boolean }
  readonly cancel?: Occurrence
  /** Whether other code could run since the release. */
  readonly isSeen?: boolean
  /** The statement whose test, of the owner's own state, decided on this path whether the task is cancelled. */
  readonly doubt?: TSESTree.Node
}

export type State = ReadonlySet<Status>

/** Makes and compares the states of one analysis: equal statuses are one object, so that sets of them can be compared. */
export class Statuses {
  readonly #known = new Map<string, Status>()
  readonly #numbers = new Map<object, number>()
  readonly #spend: () => void

  constructor(spend: () => void) {
    this.#spend = spend
  }

  live(lifetimes: readonly Lifetime[]): State {
    return new Set(lifetimes.map(lifetime => this.#one({ lifetime, phase: 'live' })))
  }

  /** The state with `change` made of each status; the same state where it changes none. */
  change(state: State, change: (status: Status) => Status): State {
    let after: Set<Status> | undefined
    for (const status of state) {
      this.#spend()
      const changed = change(status)
      if (changed === status) continue
      after ??= new Set(state)
      after.delete(status)
      after.add(this.#one(changed))
    }
    return after ?? state
  }

  /** What is known where two paths meet: `known` itself where the other adds nothing. */
  join(known: State, arriving: State): State {
    let after: Set<Status> | undefined
    for (const status of arriving) {
      this.#spend()
      if (!known.has(status)) (after ??= new Set(known)).add(status)
    }
    return after ?? known
  }

  #one(status: Status): Status {
    const { lifetime, phase, release, cancel, isSeen, doubt } = status
    const parts = [lifetime, phase, ...occurrence(release), '|', ...occurrence(cancel), isSeen === true, ...doubt ? [doubt] : []]
    const key = parts.map(part => typeof part === 'object' ? this.#number(part) : String(part)).join(' ')
    const known = this.#known.get(key) ?? status
    this.#known.set(key, known)
    return known
  }

  #number(part: object): number {
    const number = this.#numbers.get(part) ?? this.#numbers.size
    this.#numbers.set(part, number)
    return number
  }
}

const occurrence = (at: Occurrence | undefined): readonly object[] => at ? [at.node, ...at.calls] : []

/** How many calls release and cancel have in common: the function behind the last of them has both. */
export function commonCalls({ release, cancel }: Status): number {
  const [one, other] = [release?.calls ?? [], cancel?.calls ?? []]
  let depth = 0
  while (depth < one.length && depth < other.length && one[depth] === other[depth]) depth++
  return depth
}
