import type { TSESTree } from '@typescript-eslint/utils'
import { momentOf, steps, stepsOf, type Event, type Moment } from '../../../order/index.js'
import { addTo, grouped, keyName, type Cell, type FunctionNode } from '../../../source/index.js'
import type { Mention } from '../../../model/cells/mentions.js'
import type { Program } from '../../../model/program.js'
import { reaching } from '../../../model/reaching.js'
import { continued } from '../../../model/waits/continuations.js'
import { handed } from '../../../model/waits/handed-callbacks.js'
import { assignmentsOf } from '../../../model/exclusion/locks.js'
import { startedWith } from '../started-with.js'
import { deepestCall } from '../flow/frames.js'
import type { Summaries } from '../flow/summaries.js'
import { isAsked, type MentionEvent, type Prospects } from './events.js'
import type { FollowedCode, Mode } from './followed-code.js'
import { isLookedAtFirst } from './second-looks.js'
import type { Suspicions } from './suspicions.js'
import { functionAround } from './waits.js'

/** What may be passed of each cell in a function and in what it calls, as a sum of steps. */
type Passed = ReadonlyMap<Cell, number>

/**
 * Which functions can have a stale guard at all, and of which cells, as far as their text tells: a look at the cell, behind it a wait,
 * and behind that a use without a second look; in themselves and in what they call. Only they are followed along their control flow.
 *
 * Where all three are in one function that is judged by itself, its callers are not judged for that: what is stale there is found with
 * all those who may come in between, of whom a caller can but keep some out.
 */
export class Candidates {
  readonly #program: Program
  readonly #prospects: Prospects
  readonly #code: FollowedCode
  readonly #suspicions: Suspicions
  /** Where signs of other cells are asked for. */
  readonly #asked: ReadonlyMap<TSESTree.Node, readonly Mention[]>
  /** What is asked by the getters that a function reads. */
  readonly #askedByGetters: ReadonlyMap<TSESTree.Node, readonly Mention[]>
  /** By the number of calls that are still followed, and by the functions around that may be come back to. */
  readonly #passed = Array.from({ length: deepestCall + 1 }, (): Readonly<Record<Mode, Map<FunctionNode, Map<string, Passed>>>> =>
    ({ whole: new Map(), awaited: new Map(), begun: new Map() }))

  /** The functions of which it is being asked what they pass by themselves. */
  readonly #open = new Set<FunctionNode>()
  readonly #continued: ReadonlySet<TSESTree.Node>
  /** The functions that come, by what they call, to a use that may be stale. */
  readonly #using: ReadonlySet<TSESTree.Node>
  /** Those that come to anything that happens to a cell: nothing is passed in the others. */
  readonly #passing: ReadonlySet<TSESTree.Node>

  constructor(
    program: Program, prospects: Prospects, suspicions: Suspicions,
    { code, summaries, asked }: { readonly code: FollowedCode, readonly summaries: Summaries, readonly asked: readonly Mention[] },
  ) {
    this.#program = program
    this.#prospects = prospects
    this.#code = code
    this.#suspicions = suspicions
    this.#asked = grouped(asked, ({ node }) => [functionAround(node)])
    const links = continued(program.file)
    this.#continued = new Set([
      ...links.flatMap(({ by, callback }) => [by, callback]), ...handed(program.file).map(({ callback }) => callback),
      // What a function reads through that they call counts as well.
      ...[...new Set(links.map(({ by }) => by))].flatMap(by => program.file.callsIn(by).flatMap(call => summaries.followed(call))),
    ])
    this.#askedByGetters = grouped(this.#readsOfGetters(), ({ node }) => [functionAround(node)])
    this.#using = comingTo(program, suspicions.homes)
    this.#passing = comingTo(program, [...suspicions.places, ...this.#asked.keys(), ...this.#askedByGetters.keys()])
  }

  /** The cells whose stale guard the function may have. */
  cellsOf(entry: FunctionNode): readonly Cell[] {
    if (!this.#using.has(entry)) return []
    let begun: ReadonlySet<Cell | undefined> | undefined
    return [...this.#of(entry, 'whole', deepestCall, [])].filter(([cell, taken]) => (taken & steps.all) !== 0
      || ((taken & steps.lastTwo) !== 0 && (begun ??= this.#begunWith(entry)).has(cell))).map(([cell]) => cell)
  }

  /** `this.pending = this.#load()`: the function begins while its own promise is in the cell. */
  #begunWith(entry: FunctionNode): ReadonlySet<Cell | undefined> {
    const { file } = this.#program
    return new Set([
      ...assignmentsOf(this.#program, entry).map(({ target }) => file.cells.at(target)),
      ...startedWith(this.#program, entry).map(({ cell }) => cell),
    ])
  }

  /** Where a getter is asked that names a cell, itself or in what it runs. */
  #readsOfGetters(): readonly Mention[] {
    const { file } = this.#program
    return file.functions.filter(isGetter).flatMap(getter => {
      const named = [...this.#program.closureOf(getter)].flatMap(inner => this.#suspicions.mentionsIn(inner))
      const cells = new Set(named.map(({ cell }) => cell))
      const name = cells.size > 0 ? keyName(getter.parent as TSESTree.MethodDefinition | TSESTree.Property) : undefined
      const reads = (name === undefined ? [] : file.membersByName.get(name) ?? []).filter(read =>
        isAsked(read) && file.calls.getters(read).includes(getter))
      return reads.flatMap(node => [...cells].map(cell => ({ node, cell })))
    })
  }

  /**
   * @param depth how many calls, one in the other, are still followed: no more than along the control flow
   * @param running the functions that are under way, which are not entered once more
   */
  #of(node: FunctionNode, mode: Mode, depth: number, running: readonly FunctionNode[]): Passed {
    const passed = this.#passed[depth]?.[mode]
    if (!passed) return nothing
    // Of those, only what this one may come back to makes a difference.
    const { callGraph } = this.#program
    const around = running.length === 0 || callGraph.heightOf(node) < Infinity ? ''
      : running.filter(outer => callGraph.goRound(outer, node)).map(outer => outer.range.join('-')).join()
    const byRunning = passed.get(node) ?? new Map<string, Passed>()
    passed.set(node, byRunning)
    const known = byRunning.get(around) ?? this.#find(node, mode, depth, running)
    byRunning.set(around, known)
    return known
  }

  #find(node: FunctionNode, mode: Mode, depth: number, running: readonly FunctionNode[]): Passed {
    this.#program.budget.spend()
    const events = new Map([...this.#eventsIn(node)].map(([cell, own]) => [cell, [...own]]))
    const inner = [...running, node]
    for (const { target, moment, mode: how, adds, isInPlace } of this.#code.callsIn(node, mode)) {
      if (!this.#passing.has(target) || inner.includes(target)) continue
      for (const [cell, taken] of this.#of(target, how, isInPlace ? depth : depth - 1, inner)) {
        const isFoundThere = (taken & steps.all) !== 0 && this.#passesAll(target, cell)
        addTo(events, cell, { moment, steps: adds(isFoundThere ? taken & ~steps.all : taken) })
      }
    }
    if (events.size === 0) return nothing
    const waits = mode === 'begun' ? [] : this.#code.waitsIn(node).filter(({ isHandedOn }) => mode === 'awaited' || !isHandedOn)
    return new Map([...events].map(([cell, own]) => [cell, stepsOf([...own, ...waits])]))
  }

  /** Whether the function is judged by itself, and passes all that it takes then. */
  #passesAll(node: FunctionNode, cell: Cell): boolean {
    if (!this.#code.isJudged(node) || this.#open.has(node)) return false
    this.#open.add(node)
    const taken = this.#of(node, 'whole', deepestCall, []).get(cell) ?? 0
    this.#open.delete(node)
    return (taken & steps.all) !== 0
  }

  /** What happens in the function's own code, by the cell that it happens to. */
  #eventsIn(node: FunctionNode): ReadonlyMap<Cell, readonly Event[]> {
    const known = this.#events.get(node) ?? this.#findEvents(node)
    this.#events.set(node, known)
    return known
  }

  readonly #events = new Map<FunctionNode, ReadonlyMap<Cell, readonly Event[]>>()

  #findEvents(node: FunctionNode): ReadonlyMap<Cell, readonly Event[]> {
    const found = new Map<Cell, Event[]>()
    for (const { cell, events } of this.#suspicions.mentionsIn(node)) {
      this.#program.budget.spend()
      for (const event of events) {
        // An earlier use counts as a look for what is registered behind a promise.
        if (event.use && this.#continued.has(node)) addTo(found, cell, { ...event, steps: steps.first })
        if (!this.#isSafe(node, cell, event)) addTo(found, cell, event)
      }
    }
    for (const [cell, moment] of this.#toldIn(node)) addTo(found, cell, { moment, steps: steps.first })
    for (const { cell, event } of this.#suspicions.patternsIn(node)) addTo(found, cell, event)
    for (const { cell, node: read } of this.#askedByGetters.get(node) ?? []) {
      addTo(found, cell, { moment: momentOf(read), steps: steps.first })
    }
    return found
  }

  /** Whether the cell is looked at once more before it is used, with no wait in between. */
  #isSafe(node: FunctionNode, cell: Cell, { use, moment }: MentionEvent): boolean {
    return use !== undefined
      && isLookedAtFirst(this.#program.file, use, moment.to, cell, (from, to) => this.#code.isOpen(node, use, from, to))
  }

  /** The cells that the function takes for full by what it sees of others, and when it first does. */
  #toldIn(node: FunctionNode): ReadonlyMap<Cell, Moment> {
    const found = new Map<Cell, Moment>()
    for (const { node: place, cell: sign } of this.#asked.get(node) ?? []) {
      for (const cell of this.#prospects.signs.of(sign)) {
        this.#program.budget.spend()
        const [moment, known] = [momentOf(place), found.get(cell)]
        if (!known || moment.from < known.from) found.set(cell, moment)
      }
    }
    return found
  }
}

/** The functions that run one of these when they run, or have it run behind a wait; these included. */
function comingTo(program: Program, homes: Iterable<TSESTree.Node>): ReadonlySet<TSESTree.Node> {
  let found = reaching(program, homes)
  if (found.size === 0) return found
  const registered = [...continued(program.file), ...handed(program.file)]
  for (;;) {
    const more = registered.filter(({ by, callback }) => found.has(callback) && !found.has(by)).map(({ by }) => by)
    if (more.length === 0) return found
    found = reaching(program, [...found, ...more])
  }
}

const nothing: Passed = new Map()

const isGetter = ({ parent }: FunctionNode): boolean =>
  (parent.type === 'MethodDefinition' || parent.type === 'Property') && parent.kind === 'get'
