import type { TSESTree } from '@typescript-eslint/utils'
import { later, momentOf, steps, stepsOf, type Event, type Moment } from '../../order/index.js'
import { addTo, enclosingFunction, isNullish, type Cell, type FunctionNode, type Variable } from '../../source/index.js'
import { assignmentsTo, writersOf } from '../../model/cells/cell-writes.js'
import { excludes, valueOf, type Held } from '../../model/cells/held.js'
import type { Task } from '../../model/tasks/tasks.js'
import { deferredAt } from './deferrals.js'
import type { Lifetime, Lifetimes } from './lifetimes.js'
import type { OwnRelease } from './releases.js'
import { isParameter } from './teardown/call-places.js'
import { leakOf } from './teardown/leaks.js'

/** What happens to a lifetime in a function: its cell is released, its task is ended, or the one may come before the other. */
const { first: released, second: ended, firstTwo: misplaced } = steps

/** Stands for what happens in a function until that is known. */
const underWay = -1

const anywhere = { from: -1, to: Infinity, loop: undefined }

interface Followed {
  readonly moment: Moment
  readonly target: FunctionNode
}

/**
 * Which lifetimes a function can break at all, as far as its text tells: it may come to an end of the task behind the release of the
 * cell, in itself or in what it calls; or it is a teardown that would forget the task. Only these are followed along its control flow.
 */
export class Candidates {
  readonly #lifetimes: Lifetimes
  readonly #releases: ReadonlyMap<FunctionNode, readonly OwnRelease[]>
  readonly #known = new Map<Lifetime, Map<FunctionNode, number>>()
  /** The functions with assignments that take their value apart. */
  readonly #patterns: ReadonlySet<TSESTree.Node>
  readonly #calls = new Map<FunctionNode, readonly Followed[]>()

  constructor(lifetimes: Lifetimes, releases: readonly OwnRelease[]) {
    this.#lifetimes = lifetimes
    const byHome = new Map<FunctionNode, OwnRelease[]>()
    for (const each of releases) addTo(byHome, each.home, each)
    this.#releases = byHome
    const { assignments } = lifetimes.program.file
    this.#patterns = new Set(assignments.filter(({ left: { type } }) => type === 'ArrayPattern' || type === 'ObjectPattern')
      .map(assignment => enclosingFunction(assignment)))
  }

  /** Whether it is worth following the function for the lifetime. */
  mayBreak(entry: FunctionNode, lifetime: Lifetime): boolean {
    return (this.#of(entry, lifetime) & misplaced) !== 0
      || leakOf(this.#lifetimes, lifetime, entry) !== undefined
  }

  #of(node: FunctionNode, lifetime: Lifetime): number {
    const known = this.#known.get(lifetime) ?? new Map<FunctionNode, number>()
    this.#known.set(lifetime, known)
    const before = known.get(node)
    if (before !== undefined && before !== underWay) return before
    known.set(node, before === undefined ? underWay : this.#round(node, lifetime))
    if (before !== undefined) return this.#of(node, lifetime)
    const events: Event[] = [...this.#releasesIn(node, lifetime.cell), ...this.#endsIn(node, lifetime)]
    for (const { moment, target } of this.#callsIn(node)) {
      const there = this.#of(target, lifetime)
      if (there !== 0) events.push({ moment, steps: there })
    }
    const found = stepsOf(events)
    known.set(node, found)
    return found
  }

  /** Where calls go round, what happens at all comes before and behind all else. */
  #round(node: FunctionNode, lifetime: Lifetime): number {
    let found = 0
    for (const inner of this.#lifetimes.program.closureOf(node)) {
      if (this.#releasesIn(inner, lifetime.cell).length > 0) found |= released
      if (this.#endsIn(inner, lifetime).length > 0) found |= ended
    }
    return found === (released | ended) ? found | misplaced : found
  }

  #releasesIn(node: FunctionNode, cell: Cell): readonly Event[] {
    const own = (this.#releases.get(node) ?? []).filter(release => release.cell === cell)
      .map(release => eventAt(release.node, released))
    const declarator = declaratorOf(cell)
    const isEmptied = declarator && isNullish(declarator.init) && enclosingFunction(declarator) === node
    return isEmptied ? [...own, eventAt(declarator, released)] : own
  }

  /** Where the task is ended: by a cancel, or by a flag that it looks at. */
  #endsIn(node: FunctionNode, lifetime: Lifetime): readonly Event[] {
    const flagged = this.#flagged.get(lifetime) ?? this.#findFlagged(lifetime)
    this.#flagged.set(lifetime, flagged)
    const cancels = this.#cancelsIn(node).get(lifetime.task)
    const writes = flagged.get(node)
    return cancels && writes ? [...cancels, ...writes] : cancels ?? writes ?? []
  }

  readonly #flagged = new Map<Lifetime, ReadonlyMap<TSESTree.Node, readonly Event[]>>()

  /** The writes of flags that the task looks at, by the functions that they stand in. */
  #findFlagged({ consumption }: Lifetime): ReadonlyMap<TSESTree.Node, readonly Event[]> {
    const found = new Map<TSESTree.Node, Event[]>()
    for (const [flag, wanted] of [...consumption.stopFlags, ...consumption.loopFlags]) {
      const declarator = declaratorOf(flag)
      const writers = [...writersOf(this.#lifetimes.program, flag), ...declarator ? [enclosingFunction(declarator)] : []]
      for (const home of new Set([...writers, ...this.#patterns])) {
        for (const event of this.#writesIn(home, flag, wanted)) addTo(found, home, event)
      }
    }
    return found
  }

  /** The writes that may take from a cell what a task wants to see there. One of an unknown value ends nothing for certain. */
  #writesIn(node: TSESTree.Node, cell: Cell, wanted: Held): readonly Event[] {
    const { program } = this.#lifetimes
    const isWritten = writersOf(program, cell).includes(node)
    const all = isWritten ? assignmentsTo(program, cell).filter(assignment => enclosingFunction(assignment) === node) : []
    const sets = all.filter(({ operator, right }) => operator === '=' && this.#mayTake(wanted, right))
    const declarator = declaratorOf(cell)
    // Patterns, counts and deletions are few: they count as if they stood anywhere in the function.
    const isElsewhere = (isWritten && all.length === 0) || (declarator && enclosingFunction(declarator) === node)
      || this.#patterns.has(node)
    return isElsewhere ? [{ moment: anywhere, steps: ended }] : sets.map(set => eventAt(set, ended))
  }

  #mayTake(wanted: Held, value: TSESTree.Expression): boolean {
    const { file } = this.#lifetimes.program
    const given = valueOf(file, value, [])
    return given ? excludes(wanted, given) : isParameter(file, value)
  }

  #cancelsIn(node: FunctionNode): ReadonlyMap<Task, readonly Event[]> {
    this.#cancels ??= this.#findCancels()
    return this.#cancels.get(node) ?? new Map<Task, readonly Event[]>()
  }

  #cancels: ReadonlyMap<TSESTree.Node, ReadonlyMap<Task, readonly Event[]>> | undefined

  #findCancels(): ReadonlyMap<TSESTree.Node, ReadonlyMap<Task, readonly Event[]>> {
    const found = new Map<TSESTree.Node, Map<Task, Event[]>>()
    for (const task of new Set([...this.#lifetimes.byCell.values()].flat().map(lifetime => lifetime.task))) {
      for (const cancel of this.#lifetimes.cancelsOf(task)) {
        const home = enclosingFunction(cancel)
        const byTask = found.get(home) ?? new Map<Task, Event[]>()
        found.set(home, byTask)
        addTo(byTask, task, eventAt(cancel, ended))
      }
    }
    return found
  }

  #callsIn(node: FunctionNode): readonly Followed[] {
    const known = this.#calls.get(node)
    if (known) return known
    const { mattering, program: { file, budget } } = this.#lifetimes
    const called = file.callsIn(node).flatMap(call => file.runBy(call).filter(target => mattering.has(target)).map(target => {
      budget.spend()
      return { moment: momentOf(call), target }
    }))
    const putOff = file.callsIn(node).flatMap(call => deferredAt(file, call)).filter(({ callback }) => this.#lifetimes.concerns(callback))
    const deferred = file.functionsIn(node).filter(inner => file.disposals.isDeferred(inner))
    const found = [...called, ...[...putOff.map(({ callback }) => callback), ...deferred].map(target => ({ moment: anywhere, target }))]
    this.#calls.set(node, found)
    return found
  }
}

const eventAt = (node: TSESTree.Node, steps: number): Event =>
  ({ moment: momentOf(node, node.type === 'CallExpression' ? 0 : later.stores), steps })

/** Where a variable is declared. */
function declaratorOf({ owner: { identity }, path }: Cell): TSESTree.VariableDeclarator | undefined {
  const [def] = path.length === 0 && 'defs' in identity ? (identity as Variable).defs : []
  return def?.node.type === 'VariableDeclarator' ? def.node : undefined
}
