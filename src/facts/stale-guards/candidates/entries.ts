import type { TSESTree } from '@typescript-eslint/utils'
import { grouped, type Cell, type FunctionNode, type SourceFile } from '../../../source/index.js'
import { assignmentsOf } from '../../../model/exclusion/locks.js'
import { reaching } from '../../../model/reaching.js'
import { mentionsOf, type Mention } from '../../../model/cells/mentions.js'
import { continued } from '../../../model/waits/continuations.js'
import { handed } from '../../../model/waits/handed-callbacks.js'
import { Interference } from '../clears/interference.js'
import { deepestCall } from '../flow/frames.js'
import { Summaries } from '../flow/summaries.js'
import type { FileContext } from '../types.js'
import { Candidates } from './candidates.js'
import { isAsked, type Prospects } from './events.js'
import { functionAround } from './waits.js'

/** A function to judge, and the cells whose stale guard it may have. */
export interface Entry {
  readonly node: FunctionNode
  readonly cells: readonly Cell[]
  readonly interference: Interference
}

/** Finds the functions to judge. */
export class Entries {
  readonly #file: FileContext
  readonly #byClear: Candidates
  readonly #byNothing: Candidates
  /** Of entries of containers, which the order of the text says little of, the functions that come to a mention of them. */
  readonly #byEntry: ReadonlyMap<Cell, ReadonlySet<TSESTree.Node>>
  /** What each function has run behind a promise, or by another function behind a wait. */
  readonly #registered: ReadonlyMap<TSESTree.Node, readonly FunctionNode[]>

  constructor(file: FileContext, prospects: Prospects, mentions: readonly Mention[]) {
    this.#file = file
    const { program, waits } = file
    const asked = mentionsOf(program, prospects.signs.cells).filter(({ node }) => isAsked(node))
    const summaries = new Summaries(program, new Set([...mentions, ...asked].map(({ node }) => functionAround(node))), deepestCall)
    this.#byClear = new Candidates(program, prospects, mentions, 'clear', { summaries, waits, asked })
    const behind = grouped([...continued(program.file), ...handed(program.file)].filter(({ callback }) => summaries.matters(callback)),
      ({ by }) => [by])
    this.#registered = new Map([...behind].map(([by, each]) => [by, each.map(({ callback }) => callback)]))
    const ofEnded = mentions.filter(({ cell }) => prospects.ended.has(cell))
    const ofEntries = grouped(mentions.filter(({ cell }) => cell.key !== undefined), ({ cell }) => [cell])
    this.#byEntry = new Map([...ofEntries].map(([cell, places]) =>
      [cell, reaching(program, places.map(({ node }) => functionAround(node)))]))
    this.#byNothing = new Candidates(program, prospects, ofEnded, 'nothing', { summaries, waits, asked: [] })
  }

  /** What there is to judge about a function; undefined where no report can come of it. */
  of(node: FunctionNode): Entry | undefined {
    const behind = this.#registered.get(node) ?? []
    if (!node.async && !(node.generator && !isDriven(this.#file.program.file, node)) && behind.length === 0) return undefined
    const interference = new Interference(this.#file, node)
    const cells = new Set([
      ...this.#byClear.cellsOf(node).filter(cell => this.#isIn(cell, node)
        || this.#file.clears.of(cell).some(clear => interference.mayRun(clear))),
      ...this.#byNothing.cellsOf(node),
      ...[...this.#byEntry].flatMap(([cell, reach]) =>
        [node, ...behind].some(each => reach.has(each)) && this.#mayLose(cell, interference) ? [cell] : []),
    ])
    return cells.size > 0 && (behind.length > 0 || this.#file.waits.of(node)) ? { node, cells: [...cells], interference } : undefined
  }

  /** `this.pending = run()`: another run of whoever has put the promise there puts its own in its place. */
  #isIn(cell: Cell, node: FunctionNode): boolean {
    return assignmentsOf(this.#file.program, node).some(({ target }) => this.#file.program.file.cells.at(target) === cell)
  }

  #mayLose(cell: Cell, interference: Interference): boolean {
    return this.#file.ended.has(cell) || this.#file.clears.of(cell).some(clear => interference.mayRun(clear))
  }
}

/** A generator that is handed to somebody, who decides whether it goes on: `this.init = runner(this.init.bind(this))`. */
const isDriven = (file: SourceFile, { parent, async: isAsync }: FunctionNode): boolean =>
  !isAsync && parent.type === 'MethodDefinition' && file.isHandedOn(parent.key)
