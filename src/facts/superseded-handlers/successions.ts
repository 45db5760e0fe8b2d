import type { TSESTree } from '@typescript-eslint/utils'
import { tellingEnds } from '../../catalog/handle-events.js'
import { assignmentsTo } from '../../model/cells/cell-writes.js'
import { truthsOn } from '../../model/cells/conditions.js'
import type { Program } from '../../model/program.js'
import { handleOf } from '../../model/tasks/handles.js'
import { signalsGiven } from '../../model/tasks/signals.js'
import type { Waits } from '../../model/waits/waits.js'
import { solve, type Edge, type Flow, type Point } from '../../order/index.js'
import {
  calleeName, isNullish, receiver, unwrap, wrapped, type CallNode, type Cell, type FunctionNode,
} from '../../source/index.js'
import { madeBy } from './handlers.js'

/** How a cell comes to hold another handle, or to be free for one, while the last event of the one before is still to come. */
export interface Succession {
  /** It is filled again in the same turn; it is emptied, so that it can be; or a promise is dropped that goes on. */
  readonly kind: 'refilled' | 'emptied' | 'dropped'
  /** The call that ends the handle. */
  readonly end: TSESTree.Node
  /** The write behind the end. */
  readonly write: TSESTree.Node
  /** The function that does both, itself or through what it calls. */
  readonly home: FunctionNode
}

/**
 * What the cell has gone through since the last time that others could run: nothing; its handle was ended; it was emptied, and a copy of
 * what it held may be ended yet. Several are possible, one for each way that leads here.
 */
interface State {
  readonly isFresh: boolean
  readonly ended: TSESTree.Node | undefined
  readonly isEmptied: boolean
}

const fresh: State = { isFresh: true, ended: undefined, isEmptied: false }

const deepestCall = 2

/** Finds where the handle of a cell is ended and the cell emptied or filled again in one turn. */
export class Successions {
  readonly #program: Program
  readonly #cell: Cell
  readonly #waits: Waits
  readonly #mayAct: (node: FunctionNode) => boolean
  /** The controllers whose abort ends what the cell holds. */
  readonly #controllers: ReadonlySet<unknown>

  /** @param mayAct whether a function, or one that it calls, writes the cell or ends what it holds */
  constructor(program: Program, cell: Cell, waits: Waits, mayAct: (node: FunctionNode) => boolean) {
    this.#program = program
    this.#cell = cell
    this.#waits = waits
    this.#mayAct = mayAct
    this.#controllers = new Set(assignmentsTo(program, cell).flatMap(({ right }) => {
      const made = madeBy(program.file, right)
      return made ? signalsGiven(program.file, made) : []
    }))
  }

  in(home: FunctionNode): readonly Succession[] {
    const found = new Map<TSESTree.Node, Succession>()
    this.#solve(home, fresh, 0, (kind, end, write) => {
      if (!found.has(write)) found.set(write, { kind, end, write, home })
    })
    return [...found.values()]
  }

  #solve(node: FunctionNode, entry: State, depth: number, note: Note): State | undefined {
    const graph = this.#program.graph(node)
    if (!graph) return fresh
    let left: State | undefined
    const flow: Flow<State> = {
      work: this.#program.budget.work('superseded handlers'),
      point: (point, state) => {
        if (point.kind !== 'yield' || !this.#waits.at(point.node)) return this.#point(point, state, depth, note)
        // Who has called goes on while the function waits.
        left = left ? join(left, state) : state
        return fresh
      },
      edge: (edge, state) => this.#edge(edge, state),
      join,
    }
    const { exit } = solve(graph, entry, flow)
    return left && exit ? join(left, exit) : left ?? exit
  }

  #edge(edge: Edge, state: State): State | undefined {
    const seen = truthsOn(this.#program.file, edge).find(({ subject }) => subject === this.#cell)
    if (!seen) return state
    // What was ended is still there, and what was emptied is not.
    const ended = seen.truth === 'falsy' ? undefined : state.ended
    const isEmptied = seen.truth === 'falsy' && state.isEmptied
    return state.isFresh || ended || isEmptied ? { ...state, ended, isEmptied } : undefined
  }

  #point(point: Point, state: State, depth: number, note: Note): State | undefined {
    const { file } = this.#program
    switch (point.kind) {
      case 'write': {
        if (file.cells.at(point.write.target) !== this.#cell) return state
        const isEmptying = isNullish(point.write.value)
        if (state.ended) note(isEmptying ? 'emptied' : 'refilled', state.ended, point.node)
        return isEmptying ? { isFresh: false, ended: undefined, isEmptied: true } : fresh
      }
      case 'delete': {
        if (file.cells.at(point.target) !== this.#cell) return state
        if (state.ended) note('emptied', state.ended, point.node)
        return { isFresh: false, ended: undefined, isEmptied: true }
      }
      case 'call': {
        if (point.node.type === 'TaggedTemplateExpression') return state
        if (!this.#isEnd(point.node)) return this.#called(point.node, state, depth, note)
        const isOfCopy = file.cells.at(unwrap(receiver(point.node) ?? point.node)) !== this.#cell
        if (state.isEmptied && isOfCopy) note('emptied', point.node, point.node)
        return isAwaited(point.node) ? fresh : { isFresh: false, ended: point.node, isEmptied: false }
      }
      default:
        return state
    }
  }

  #isEnd(call: CallNode): boolean {
    const { file } = this.#program
    const on = tellingEnds.has(calleeName(call) ?? '') ? receiver(call) : undefined
    if (!on) return false
    if (file.cells.carriedBy(on) === this.#cell) return true
    const controller = this.#controllers.size > 0 && calleeName(call) === 'abort' ? handleOf(file, on) : undefined
    return controller !== undefined && this.#controllers.has(controller)
  }

  #called(call: CallNode, state: State, depth: number, note: Note): State | undefined {
    if (depth >= deepestCall) return state
    let after = state
    for (const target of this.#program.file.runBy(call)) {
      if (this.#mayAct(target)) after = this.#solve(target, after, depth + 1, note) ?? after
    }
    return after
  }
}

type Note = (kind: Succession['kind'], end: TSESTree.Node, write: TSESTree.Node) => void

/** `await this.server.close()`: what comes behind it comes behind its last event. */
function isAwaited(call: CallNode): boolean {
  let at: TSESTree.Node = wrapped(call)
  while (at.parent?.type === 'MemberExpression' || (at.parent?.type === 'CallExpression' && at.parent.callee === at)) {
    at = wrapped(at.parent)
  }
  return at.parent?.type === 'AwaitExpression'
}

function join(known: State, arriving: State): State {
  const isFresh = known.isFresh || arriving.isFresh
  const ended = !known.ended || !arriving.ended ? known.ended ?? arriving.ended
    : known.ended.range[0] <= arriving.ended.range[0] ? known.ended : arriving.ended
  const isEmptied = known.isEmptied || arriving.isEmptied
  return isFresh === known.isFresh && ended === known.ended && isEmptied === known.isEmptied ? known : { isFresh, ended, isEmptied }
}
