import type { TSESTree } from '@typescript-eslint/utils'
import { grouped, isDereferenced, unwrap, type Cell, type FunctionNode, type SourceFile } from '../../../source/index.js'
import { assignmentsOf } from '../../../model/exclusion/locks.js'
import { mentionsOf } from '../../../model/cells/mentions.js'
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
  readonly #byEntry: Candidates
  readonly #clearedAtEnd: ReadonlySet<Cell>
  /** What each function has run behind a promise, or by another function behind a wait. */
  readonly #registered: ReadonlyMap<TSESTree.Node, readonly FunctionNode[]>

  constructor(file: FileContext, prospects: Prospects) {
    this.#file = file
    const { program, waits } = file
    const { mentions } = prospects
    const links = new Set(continued(program.file).map(({ by }): TSESTree.Node => by))
    const asked = mentionsOf(program, prospects.signs.cells).filter(({ node }) =>
      isAsked(node) || (links.size > 0 && isDereferenced(node) && links.has(functionAround(node))))
    const summaries = new Summaries(program, new Set([...mentions, ...asked].map(({ node }) => functionAround(node))), deepestCall)
    this.#byClear = new Candidates(program, prospects, mentions, 'clear', { summaries, waits, asked })
    const behind = grouped([...continued(program.file), ...handed(program.file)].filter(({ callback }) => summaries.matters(callback)),
      ({ by }) => [by])
    this.#registered = new Map([...behind].map(([by, each]) => [by, each.map(({ callback }) => callback)]))
    const ofEnded = mentions.filter(({ cell }) => prospects.ended.has(cell))
    const ofEntries = mentions.filter(({ cell }) => cell.key !== undefined)
    this.#byEntry = new Candidates(program, prospects, ofEntries, 'entry', { summaries, waits, asked: [] })
    this.#clearedAtEnd = prospects.clearedAtEnd
    this.#byNothing = new Candidates(program, prospects, ofEnded, 'nothing', { summaries, waits, asked: [] })
  }

  /** What there is to judge about a function; undefined where no report can come of it. */
  of(node: FunctionNode): Entry | undefined {
    const behind = this.#registered.get(node) ?? []
    if (!node.async && !(node.generator && !isDriven(this.#file.program.file, node)) && behind.length === 0) return undefined
    const interference = new Interference(this.#file, node)
    const [byClear, byNothing, byEntry] = [this.#byClear, this.#byNothing, this.#byEntry].map(candidates => candidates.cellsOf(node)) as
      [readonly Cell[], readonly Cell[], readonly Cell[]]
    if (byClear.length + byNothing.length + byEntry.length === 0 || !(behind.length > 0 || this.#file.waits.of(node))) return undefined
    const { ended, overlaps } = this.#file
    const mayRun = (cell: Cell): boolean => this.#file.clears.of(cell).some(clear => interference.mayRun(clear))
    const mayMeet = (cell: Cell): boolean => mayRun(cell) && this.#isClearedDuringWait(cell, node, interference)
    const cells = new Set([
      ...byClear.filter(cell => mayMeet(cell)
        || (this.#clearedAtEnd.has(cell) && (this.#isIn(cell, node) || mayRun(cell)) && overlaps.mayOverlap(node, cell))),
      ...byNothing.filter(cell => overlaps.mayOverlap(node, cell)),
      ...byEntry.filter(cell => ended.has(cell) || mayRun(cell) ? overlaps.mayOverlap(node, cell) || mayMeet(cell) : false),
    ])
    return cells.size > 0 ? { node, cells: [...cells], interference } : undefined
  }

  /** Whether somebody may empty the cell while the function waits, or what it calls does: what was seen there is stale then. */
  #isClearedDuringWait(cell: Cell, node: FunctionNode, interference: Interference): boolean {
    for (const inner of this.#file.program.closureOf(node)) {
      if (this.#registered.has(inner)) return true
      if (this.#byClear.waitsIn(inner).some(({ place }) => placesOfWait(place).some(at => interference.mayRunDuring(cell, at)))) return true
    }
    return false
  }

  /** `this.pending = run()`: another run of whoever has put the promise there puts its own in its place. */
  #isIn(cell: Cell, node: FunctionNode): boolean {
    return assignmentsOf(this.#file.program, node).some(({ target }) => this.#file.program.file.cells.at(target) === cell)
  }
}

/** The expressions for which a place waits. */
const placesOfWait = (place: TSESTree.Node): readonly TSESTree.Node[] =>
  place.type === 'ReturnStatement' ? place.argument ? [place.argument, unwrap(place.argument)] : [] : [place]

/** A generator that is handed to somebody, who decides whether it goes on: `this.init = runner(this.init.bind(this))`. */
const isDriven = (file: SourceFile, { parent, async: isAsync }: FunctionNode): boolean =>
  !isAsync && parent.type === 'MethodDefinition' && file.isHandedOn(parent.key)
