import type { TSESTree } from '@typescript-eslint/utils'
import { listenerClearers, listenerRemovers } from '../../catalog/cancels.js'
import { finalTeardowns, insistentEnds, silentEnds, tellingEnds } from '../../catalog/handle-events.js'
import { isRunByTests } from '../../model/callers.js'
import { assignmentsTo, leftIn, writersOf } from '../../model/cells/cell-writes.js'
import { cellsIn } from '../../model/cells/mentions.js'
import { rejectors } from '../../model/cells/rejectors.js'
import { nameOf } from '../../model/cells/replacements.js'
import type { Program } from '../../model/program.js'
import { reaching } from '../../model/reaching.js'
import { awaitsIn } from '../../model/waits/awaits.js'
import { waitsOf, type Waits } from '../../model/waits/waits.js'
import {
  addTo, calleeName, enclosingFunction, grouped, isConstructor, isFunction, isInside, isNullish, memberName, receiver,
  type Cell, type FunctionNode,
} from '../../source/index.js'
import { Acts, type Act } from './acts.js'
import { Asks, asks } from './asks.js'
import { Handlers, madeBy, type Handler } from './handlers.js'
import { entryAround, isRunOutside, refillsOf, refuses, type Refill } from './refills.js'
import { Successions, type Succession } from './successions.js'

/** A handler that empties a cell, or ends what it holds, though by then that may be the successor of the handle it belongs to. */
export interface SupersededHandler {
  readonly act: Act
  readonly handler: Handler
  readonly refill: Refill
  readonly succession: Succession
  /** Whether only the strict preset tells. */
  readonly isMinor: boolean
}

const handling = /\.on[a-z]* ?=|\.(?:on|once|addListener|addEventListener)\(|\bon[A-Z]\w*|setTimeout/
const promising = /\.(?:then|catch|finally)\(|\bfinally\b/
const ending = new RegExp(`\\.(?:${[...tellingEnds].join('|')})(?:\\?\\.)?\\(`)
const emptying = /=\s*(?:null|undefined|void 0)\b|\bdelete\b/

/** Whether the text has the words without which no handler outlives what it was registered on. */
export const maySupersedeHandlers = (text: string): boolean =>
  emptying.test(text) && (promising.test(text) || (ending.test(text) && handling.test(text)))

/** Finds the handlers that take the successor of their handle for it. */
export function findSupersededHandlers(program: Program): readonly SupersededHandler[] {
  const cells = emptiedCells(program)
  if (cells.size === 0) return []
  const handlers = new Handlers(program, cells)
  const byCell = grouped(handlers.find(), ({ cell }) => [cell])
  const enders = endersByCell(program)
  const timers = enders.size === 0 ? [] : handlers.forgottenTimers()
  const waits = waitsOf(program)
  return [...cells].flatMap(cell => {
    const registered = [...byCell.get(cell) ?? [], ...enders.has(cell) ? timers.map(timer => ({ ...timer, cell })) : []]
    if (registered.length === 0) return []
    const acting = [...writersOf(program, cell), ...enders.get(cell) ?? []]
    return new Search(program, cell, new Set(acting), waits).find(registered)
  }).toSorted((one, other) => one.act.at.range[0] - other.act.at.range[0])
}

/** The cells that are given something made here, and emptied. */
function emptiedCells(program: Program): ReadonlySet<Cell> {
  const { file, budget } = program
  const emptied: readonly TSESTree.Node[] = [
    ...file.assignments.filter(({ right }) => isNullish(right)).map(({ left }) => left), ...file.deletions.map(({ argument }) => argument),
  ]
  return new Set(emptied.flatMap(place => {
    budget.spend()
    const cell = file.cells.at(place)
    const made = cell ? assignmentsTo(program, cell).flatMap(({ right }) => madeBy(file, right) ?? []) : []
    return cell && made.some(maker => !silentEnds.test(calleeName(maker) ?? '')) ? [cell] : []
  }))
}

/** The functions whose own code ends what a cell holds. */
function endersByCell({ file, budget }: Program): ReadonlyMap<Cell, readonly TSESTree.Node[]> {
  const found = new Map<Cell, TSESTree.Node[]>()
  for (const call of file.callNodes) {
    budget.spend()
    const on = insistentEnds.has(calleeName(call) ?? '') ? receiver(call) : undefined
    const cell = on && file.cells.carriedBy(on)
    if (cell) addTo(found, cell, enclosingFunction(call))
  }
  return found
}

class Search {
  readonly #program: Program
  readonly #cell: Cell
  readonly #waits: Waits
  readonly #reaching: ReadonlySet<TSESTree.Node>

  constructor(program: Program, cell: Cell, acting: ReadonlySet<TSESTree.Node>, waits: Waits) {
    this.#program = program
    this.#cell = cell
    this.#waits = waits
    this.#reaching = reaching(program, acting)
  }

  readonly #mayAct = (node: FunctionNode): boolean => this.#reaching.has(node)

  find(registered: readonly Handler[]): readonly SupersededHandler[] {
    const handlers = registered.filter(({ node }) => this.#mayAct(node))
    if (handlers.length === 0) return []
    const isHandler = (place: TSESTree.Node): boolean => registered.some(({ node, kind }) => kind !== 'timer' && isInside(place, node))
    const refills = refillsOf(this.#program, this.#cell, isHandler)
    if (refills.length === 0) return []
    const successions = this.#successions(isHandler)
    const drops = handlers.some(({ kind }) => kind === 'promise') ? this.#drops(isHandler) : []
    return distinct(handlers.flatMap(handler => {
      if (handler.kind === 'timer') return this.#judge(handler, refills, this.#endsBeside(handler), isHandler)
      return this.#judge(handler, refills, handler.kind === 'promise' ? [...successions, ...drops] : successions, isHandler)
    }))
  }

  /** Where the handle is ended on purpose, by functions that are none of its handlers. */
  #successions(isHandler: (place: TSESTree.Node) => boolean): readonly Succession[] {
    const flow = new Successions(this.#program, this.#cell, this.#waits, this.#mayAct)
    return [...this.#reaching].filter(isFunction).flatMap(home => {
      if (isConstructor(home) || isHandler(home) || finalTeardowns.test(nameOf(home)) || isRunByTests(this.#program, home)) return []
      return isRunOutside(this.#program, home, isHandler) ? flow.in(home).filter(({ end }) => !isHandler(end)) : []
    })
  }

  /** Where somebody gives a promise up by emptying its cell, without a wait for it. */
  #drops(isHandler: (place: TSESTree.Node) => boolean): readonly Succession[] {
    const { file } = this.#program
    return assignmentsTo(this.#program, this.#cell).flatMap(write => {
      const home = entryAround(write)
      if (!isNullish(write.right) || !home || isHandler(write)) return []
      if (isConstructor(home) || isRunByTests(this.#program, home) || finalTeardowns.test(nameOf(home))) return []
      const isAwaited = [...this.#program.closureOf(home)].some(part => awaitsIn(file, part).some(({ argument }) =>
        cellsIn(file, argument).includes(this.#cell)))
      return isAwaited || !isRunOutside(this.#program, home, isHandler) ? [] : [{ kind: 'dropped' as const, end: write, write, home }]
    })
  }

  #rejects(home: FunctionNode): boolean {
    const { file } = this.#program
    const rejecting = rejectors(this.#program)
    return [...this.#program.closureOf(home)].some(part => file.callsIn(part).some(call => {
      const cell = file.cells.carriedBy(call.callee)
      return /^(?:abort|reject|cancel)/.test(calleeName(call) ?? '')
        || (cell !== undefined && rejecting.get(cell)?.includes(this.#cell) === true)
    }))
  }

  /** The ends of the handle in the function that starts a timer, where somebody empties the cell before the timer fires. */
  #endsBeside({ node, registered }: Handler): readonly Succession[] {
    const { file } = this.#program
    const home = entryAround(registered)
    const write = assignmentsTo(this.#program, this.#cell).find(({ right, range }) => isNullish(right)
      && !(node.range[0] <= range[0] && range[1] <= node.range[1]))
    if (!home || !write) return []
    return file.callNodes.flatMap(call => {
      if (!isInside(call, home) || isInside(call, node) || entryAround(call) !== home) return []
      const on = tellingEnds.has(calleeName(call) ?? '') ? receiver(call) : undefined
      return on && file.cells.carriedBy(on) === this.#cell ? [{ kind: 'emptied' as const, end: call, write, home }] : []
    })
  }

  #judge(
    handler: Handler, refills: readonly Refill[], successions: readonly Succession[], isHandler: (place: TSESTree.Node) => boolean,
  ): readonly SupersededHandler[] {
    return successions.flatMap(succession => {
      if (isInside(succession.home, handler.node) || this.#takesOff(succession.home, handler)) return []
      const refill = refills.find(candidate => succession.kind === 'refilled'
        ? isInside(succession.write, candidate.fill) : !refuses(this.#program, candidate, this.#cell, succession.home, isHandler))
      if (!refill || (succession.kind === 'dropped' && succession.home === refill.home)) return []
      // A run that is rejected fails: what comes of its success does not run.
      if (handler.event === 'then' && this.#rejects(succession.home)) return []
      const flags = leftIn(this.#program, this.#program.closureOf(succession.home))
      const asked = new Asks(this.#program, handler, isHandler, new Set(flags.keys()))
      return new Acts(this.#program, handler, asked, this.#mayAct, isHandler).find().flatMap(act => {
        if (act.asked === asks.identity || (handler.kind === 'timer' && act.kind !== 'ends')) return []
        // What a handle says while it is open ends it where it is said: an old one says nothing any more.
        if (act.kind === 'ends' && !handler.isOfEnd) return []
        if (act.asked === asks.flag && ![...asked.asked].some(flag => this.#isTakenBack(flag, succession))) return []
        const isMinor = act.asked === asks.flag || !handler.isOfEnd || succession.kind === 'dropped'
        return [{ act, handler, refill, succession, isMinor }]
      })
    })
  }

  /** Whether a flag that whoever ends the handle sets is taken back before the next one is at work. */
  #isTakenBack(flag: Cell, { home }: Succession): boolean {
    const left = leftIn(this.#program, this.#program.closureOf(home)).get(flag)
    return assignmentsTo(this.#program, flag).some(write => {
      const around = enclosingFunction(write)
      return isFunction(around) && !isConstructor(around) && !isInside(write, home)
        && leftIn(this.#program, new Set([around])).get(flag) !== left
    })
  }

  /** Whether the function takes the handler off before it ends the handle: `ws.removeAllListeners()`, `ws.onclose = null`. */
  #takesOff(home: FunctionNode, { kind, event }: Handler): boolean {
    if (kind !== 'event') return false
    const { file } = this.#program
    return [...this.#program.closureOf(home)].some(part => file.callsIn(part).some(call => {
      const name = calleeName(call) ?? ''
      const on = listenerRemovers.has(name) || listenerClearers.has(name) ? receiver(call) : undefined
      return on !== undefined && file.cells.carriedBy(on) === this.#cell
    }) || file.assignmentsIn(part).some(({ left, right }) => left.type === 'MemberExpression' && memberName(left) === `on${event}`
      && isNullish(right) && file.cells.carriedBy(left.object) === this.#cell))
  }
}

/** One report for each place; those that both presets tell first, then the first in the text. */
function distinct(found: readonly SupersededHandler[]): readonly SupersededHandler[] {
  const seen = new Set<TSESTree.Node>()
  return found.toSorted((one, other) => Number(one.isMinor) - Number(other.isMinor)
    || one.act.at.range[0] - other.act.at.range[0] || one.succession.end.range[0] - other.succession.end.range[0])
    .filter(({ act }) => !seen.has(act.at) && seen.add(act.at))
}
