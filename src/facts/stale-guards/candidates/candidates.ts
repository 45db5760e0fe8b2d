import type { TSESTree } from '@typescript-eslint/utils'
import { momentOf, steps, stepsOf, type Event, type Moment } from '../../../order/index.js'
import { addTo, grouped, keyName, type CallNode, type Cell, type FunctionNode } from '../../../source/index.js'
import type { Mention } from '../../../model/cells/mentions.js'
import type { Program } from '../../../model/program.js'
import { continuationsAt, continued } from '../../../model/waits/continuations.js'
import { handed, handedAt } from '../../../model/waits/handed-callbacks.js'
import type { Waits } from '../../../model/waits/waits.js'
import { assignmentsOf } from '../../../model/exclusion/locks.js'
import { awaits } from '../flow/frames.js'
import { startedWith } from '../started-with.js'
import type { Summaries } from '../flow/summaries.js'
import { eventsOf, eventsOfPattern, isAsked, type Need, type Prospects } from './events.js'
import { isLookedAtFirst, isOnAnotherWay } from './second-looks.js'
import { functionAround, waitsByHome, type Wait } from './waits.js'

/** What may be passed of each cell in a function and in what it calls, as a sum of steps. */
type Passed = ReadonlyMap<Cell, number>

/** Whether a call is followed to the end of what it runs, or of the promise that this hands on, or to the first wait in it. */
type Mode = 'whole' | 'awaited' | 'begun'

interface Followed {
  readonly call: CallNode
  readonly moment: Moment
  readonly target: FunctionNode
  readonly mode: Mode
  /** What the run adds to that of its caller. */
  readonly adds: (taken: number) => number
}

/**
 * Which functions can have a stale guard at all, and of which cells, as far as their text tells: a look at the cell, behind it a wait,
 * and behind that a use without a second look; in themselves and in what they call. Only they are followed along their control flow.
 */
export class Candidates {
  readonly #program: Program
  readonly #prospects: Prospects
  readonly #summaries: Summaries
  readonly #waits: Waits
  readonly #need: Need
  readonly #mentions: ReadonlyMap<TSESTree.Node, readonly Mention[]>
  /** Where signs of other cells are asked for. */
  readonly #asked: ReadonlyMap<TSESTree.Node, readonly Mention[]>
  readonly #patterns: ReadonlyMap<TSESTree.Node, readonly TSESTree.ObjectPattern[]>
  readonly #waitsByHome: ReadonlyMap<TSESTree.Node, readonly Wait[]>
  /** What is asked by the getters that a function reads. */
  readonly #askedByGetters: ReadonlyMap<TSESTree.Node, readonly Mention[]>
  readonly #passed: Readonly<Record<Mode, Map<FunctionNode, Passed>>> = { whole: new Map(), awaited: new Map(), begun: new Map() }
  readonly #calls: Readonly<Record<Mode, Map<FunctionNode, readonly Followed[]>>> = {
    whole: new Map(), awaited: new Map(), begun: new Map(),
  }
  readonly #continued: ReadonlySet<TSESTree.Node>
  readonly #open = new Map<TSESTree.Node, readonly Wait[]>()

  constructor(
    program: Program, prospects: Prospects, mentions: readonly Mention[], need: Need,
    { summaries, waits, asked }: { readonly summaries: Summaries, readonly waits: Waits, readonly asked: readonly Mention[] },
  ) {
    this.#asked = grouped(asked, ({ node }) => [functionAround(node)])
    this.#program = program
    this.#prospects = prospects
    this.#need = need
    this.#summaries = summaries
    this.#waits = waits
    this.#mentions = grouped(mentions, ({ node }) => [functionAround(node)])
    this.#patterns = patternsByHome(program)
    this.#waitsByHome = waitsByHome(program)
    const links = continued(program.file)
    this.#continued = new Set([
      ...links.flatMap(({ by, callback }) => [by, callback]), ...handed(program.file).map(({ callback }) => callback),
      // What a function reads through that they call counts as well.
      ...[...new Set(links.map(({ by }) => by))].flatMap(by => program.file.callsIn(by).flatMap(call => summaries.followed(call))),
    ])
    this.#askedByGetters = grouped(this.#readsOfGetters(), ({ node }) => [functionAround(node)])
  }

  /** The cells whose stale guard the function may have. */
  cellsOf(entry: FunctionNode): readonly Cell[] {
    const passed = this.#of(entry, 'whole')
    const { file } = this.#program
    // `this.pending = this.#load()`: the function begins while its own promise is in the cell.
    const begun = new Set<Cell | undefined>([
      ...assignmentsOf(this.#program, entry).map(({ target }) => file.cells.at(target)),
      ...startedWith(this.#program, entry).map(({ cell }) => cell),
    ])
    return [...passed].filter(([cell, taken]) => (taken & steps.all) !== 0 || ((taken & steps.lastTwo) !== 0 && begun.has(cell)))
      .map(([cell]) => cell)
  }

  /** Where a getter is asked that names a cell, itself or in what it runs. */
  #readsOfGetters(): readonly Mention[] {
    const { file } = this.#program
    return file.functions.filter(isGetter).flatMap(getter => {
      const named = [...this.#program.closureOf(getter)].flatMap(inner => this.#mentions.get(inner) ?? [])
      const cells = new Set(named.map(({ cell }) => cell))
      const name = cells.size > 0 ? keyName(getter.parent as TSESTree.MethodDefinition | TSESTree.Property) : undefined
      const reads = (name === undefined ? [] : file.membersByName.get(name) ?? []).filter(read =>
        isAsked(read) && file.calls.getters(read).includes(getter))
      return reads.flatMap(node => [...cells].map(cell => ({ node, cell })))
    })
  }

  #of(node: FunctionNode, mode: Mode): Passed {
    const known = this.#passed[mode].get(node)
    if (known && known !== underWay) return known
    this.#passed[mode].set(node, known ? this.#round(node) : underWay)
    if (known) return this.#of(node, mode)
    const events = new Map([...this.#eventsIn(node)].map(([cell, own]) => [cell, [...own]]))
    for (const { target, moment, mode: inner, adds } of this.#callsIn(node, mode)) {
      for (const [cell, taken] of this.#of(target, inner)) addTo(events, cell, { moment, steps: adds(taken) })
    }
    const waits = mode === 'begun' ? [] : this.waitsIn(node).filter(({ isHandedOn }) => mode === 'awaited' || !isHandedOn)
    const found = new Map([...events].map(([cell, own]) => [cell, stepsOf([...own, ...waits])]))
    this.#passed[mode].set(node, found)
    return found
  }

  /** The same where calls go round: what is passed at all comes before and behind all else. */
  #round(node: FunctionNode): Passed {
    const found = new Map<Cell, number>()
    let waits = 0
    for (const inner of this.#program.closureOf(node)) {
      if (this.waitsIn(inner).length > 0) waits = steps.second
      for (const [cell, events] of this.#eventsIn(inner)) {
        found.set(cell, events.reduce((sum, event) => sum | event.steps, found.get(cell) ?? 0))
      }
    }
    return new Map([...found].map(([cell, taken]) => [cell, stepsOf([{ moment: everywhere, steps: taken | waits }])]))
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
    for (const mention of this.#mentions.get(node) ?? []) {
      this.#program.budget.spend()
      for (const event of eventsOf(this.#program, this.#prospects, mention, this.#need)) {
        // An earlier use counts as a look for what is registered behind a promise.
        if (event.use && this.#continued.has(node)) addTo(found, mention.cell, { ...event, steps: steps.first })
        const { use } = event
        const isSafe = use
          && isLookedAtFirst(this.#program.file, use, event.moment.to, mention.cell, (from, to) => this.#isOpen(node, use, from, to))
        if (!isSafe) addTo(found, mention.cell, event)
      }
    }
    for (const [cell, moment] of this.#toldIn(node)) addTo(found, cell, { moment, steps: steps.first })
    for (const pattern of this.#patterns.get(node) ?? []) {
      for (const [cell, event] of eventsOfPattern(this.#program, pattern, this.#prospects)) addTo(found, cell, event)
    }
    for (const { cell, node: read } of this.#askedByGetters.get(node) ?? []) {
      addTo(found, cell, { moment: momentOf(read), steps: steps.first })
    }
    return found
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

  /** Whether the function, or what it calls, may wait between two places of its text before a use. */
  #isOpen(node: FunctionNode, use: TSESTree.Node, from: number, to: number): boolean {
    return this.waitsIn(node).some(({ moment, place }) => moment.to >= from && moment.from <= to && !isOnAnotherWay(place, use))
      || this.#callsIn(node, 'awaited').some(({ moment, target, call }) =>
        moment.from >= from && moment.from <= to && this.#summaries.mayWait(target) && !isOnAnotherWay(call, use))
  }

  /** The waits in the course of which others run. */
  waitsIn(node: FunctionNode): readonly Wait[] {
    const known = this.#open.get(node) ?? (this.#waitsByHome.get(node) ?? []).filter(({ place, isHandedOn }) =>
      isHandedOn ? this.#waits.returnsWaiting(place) : this.#waits.lets(place))
    this.#open.set(node, known)
    return known
  }

  /** @param mode how the function itself is followed: who waits for it waits for what it hands on */
  #callsIn(node: FunctionNode, mode: Mode): readonly Followed[] {
    const known = this.#calls[mode].get(node) ?? this.#program.file.callsIn(node).flatMap(call => {
      this.#program.budget.spend()
      const isAwaited = awaits({ isAwaited: mode === 'awaited' }, call)
      const run = this.#summaries.followed(call).map((target): Followed => ({
        call, moment: momentOf(call), target, adds: all, mode: isAwaited ? 'awaited' : target.async ? 'begun' : 'whole',
      }))
      return [...run, ...this.#registeredBy(call)]
    })
    this.#calls[mode].set(node, known)
    return known
  }

  /** The functions that a call registers to run behind a wait, which the code behind the call does not see. */
  #registeredBy(call: CallNode): readonly Followed[] {
    const { file } = this.#program
    const registered = { call, moment: momentOf(call), mode: 'awaited' as const }
    return [
      ...continuationsAt(file, call).map(({ callback }) => ({ ...registered, target: callback, adds: behindWait })),
      ...handedAt(file, call).map(({ callback, behind }) =>
        ({ ...registered, target: callback, adds: behind.length > 0 ? behindWait : all })),
    ].filter(({ target }) => this.#summaries.matters(target))
  }
}

const all = (taken: number): number => taken

/** What comes behind a wait in the run of its own is behind one for those who have registered it. */
const behindWait = (taken: number): number =>
  (taken & (steps.first | steps.lastTwo | steps.all)) | ((taken & steps.third) === 0 ? 0 : steps.lastTwo)

/** Stands for what is passed in a function until that is known. */
const underWay: Passed = new Map()

/** In a loop: before and behind itself. */
const everywhere: Moment = { from: -1, to: Infinity, loop: {} as TSESTree.Node }

const isGetter = ({ parent }: FunctionNode): boolean =>
  (parent.type === 'MethodDefinition' || parent.type === 'Property') && parent.kind === 'get'

function patternsByHome({ file }: Program): ReadonlyMap<TSESTree.Node, readonly TSESTree.ObjectPattern[]> {
  const patterns = [...file.destructured.map(({ id }) => id), ...file.assignments.map(({ left }) => left)]
  return grouped(patterns.filter(({ type }) => type === 'ObjectPattern') as TSESTree.ObjectPattern[], node => [functionAround(node)])
}
