import type { TSESTree } from '@typescript-eslint/utils'
import { isDereferenced, unwrap, type Cell, type FunctionNode } from '../../../source/index.js'
import { assignmentsOf } from '../../../model/exclusion/locks.js'
import { mentionsOf } from '../../../model/cells/mentions.js'
import { continued } from '../../../model/waits/continuations.js'
import { Interference } from '../clears/interference.js'
import { deepestCall } from '../flow/frames.js'
import { Summaries } from '../flow/summaries.js'
import type { FileContext } from '../types.js'
import { Candidates } from './candidates.js'
import { isAsked, type Need, type Prospects } from './events.js'
import { FollowedCode } from './followed-code.js'
import { Suspicions, takenByPatterns } from './suspicions.js'
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
  readonly #clearedAtEnd: ReadonlySet<Cell>
  readonly #candidates: Readonly<Record<Need, Candidates | undefined>>
  /** What the functions run; undefined where nothing can come of it. */
  readonly #code: FollowedCode | undefined

  constructor(file: FileContext, prospects: Prospects) {
    this.#file = file
    const { program, waits } = file
    const { mentions, ended } = prospects
    this.#clearedAtEnd = prospects.clearedAtEnd
    const taken = prospects.emptied.size + ended.size > 0 ? takenByPatterns(program, prospects) : []
    const suspicions = {
      clear: new Suspicions(program, prospects, mentions, 'clear', taken),
      nothing: new Suspicions(program, prospects, mentions.filter(({ cell }) => ended.has(cell)), 'nothing', taken),
      entry: new Suspicions(program, prospects, mentions.filter(({ cell }) => cell.key !== undefined), 'entry', taken),
    }
    if (Object.values(suspicions).every(({ homes }) => homes.size === 0)) {
      this.#candidates = { clear: undefined, nothing: undefined, entry: undefined }
      return
    }
    const links = new Set(continued(program.file).map(({ by }): TSESTree.Node => by))
    const asked = mentionsOf(program, prospects.signs.cells).filter(({ node }) =>
      isAsked(node) || (links.size > 0 && isDereferenced(node) && links.has(functionAround(node))))
    const summaries = new Summaries(program, new Set([...mentions, ...asked].map(({ node }) => functionAround(node))), deepestCall)
    const code = new FollowedCode(program, summaries, waits)
    this.#code = code
    const among = (need: Need): Candidates | undefined => suspicions[need].homes.size === 0 ? undefined
      : new Candidates(program, prospects, suspicions[need], { code, summaries, asked: need === 'clear' ? asked : [] })
    this.#candidates = { clear: among('clear'), nothing: among('nothing'), entry: among('entry') }
  }

  /** What there is to judge about a function; undefined where no report can come of it. */
  of(node: FunctionNode): Entry | undefined {
    const code = this.#code
    if (!code?.isJudged(node)) return undefined
    const { clear, nothing, entry } = this.#candidates
    const [byClear, byNothing, byEntry] = [clear, nothing, entry].map(candidates => candidates?.cellsOf(node) ?? []) as
      [readonly Cell[], readonly Cell[], readonly Cell[]]
    if (byClear.length + byNothing.length + byEntry.length === 0) return undefined
    if (code.registeredBy(node).length === 0 && !this.#file.waits.of(node)) return undefined
    const { ended, overlaps } = this.#file
    const interference = new Interference(this.#file, node)
    const mayRun = (cell: Cell): boolean => this.#file.clears.of(cell).some(clear => interference.mayRun(clear))
    const mayMeet = (cell: Cell): boolean => mayRun(cell) && this.#isClearedDuringWait(code, cell, node, interference)
    const cells = new Set([
      ...byClear.filter(cell => mayMeet(cell)
        || (this.#clearedAtEnd.has(cell) && (this.#isIn(cell, node) || mayRun(cell)) && overlaps.mayOverlap(node, cell))),
      ...byNothing.filter(cell => overlaps.mayOverlap(node, cell)),
      ...byEntry.filter(cell => ended.has(cell) || mayRun(cell) ? overlaps.mayOverlap(node, cell) || mayMeet(cell) : false),
    ])
    return cells.size > 0 ? { node, cells: [...cells], interference } : undefined
  }

  /** Whether somebody may empty the cell while the function waits, or what it calls does: what was seen there is stale then. */
  #isClearedDuringWait(code: FollowedCode, cell: Cell, node: FunctionNode, interference: Interference): boolean {
    for (const inner of this.#file.program.closureOf(node)) {
      if (code.registeredBy(inner).length > 0) return true
      if (code.waitsIn(inner).some(({ place }) => placesOfWait(place).some(at => interference.mayRunDuring(cell, at)))) return true
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
