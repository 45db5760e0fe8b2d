import type { TSESTree } from '@typescript-eslint/utils'
import { insistentEnds, tellingEnds } from '../../catalog/handle-events.js'
import { isHidden } from '../../model/callers.js'
import type { Program } from '../../model/program.js'
import { solve, type Flow, type Point } from '../../order/index.js'
import {
  calleeName, enclosingFunction, isInside, isNullish, receiver, unwrap, type CallNode, type Cell, type FunctionNode, type SourceFile,
} from '../../source/index.js'
import { asks, stronger, type Ask, type Asks } from './asks.js'
import type { Handler } from './handlers.js'

/** What a handler does to a cell, whatever it holds by then. */
export interface Act {
  readonly kind: 'empties' | 'ends'
  /** The write or the call that does it. */
  readonly node: TSESTree.Node
  /** The same, or the call in the handler of a function that others run as well. */
  readonly at: TSESTree.Node
  /** What the handler has asked before on every way there. */
  readonly asked: Ask
}

/** How many own calls lead from a handler to what it does, at most. */
const deepestCall = 3

/** Finds what one handler does to its cell. */
export class Acts {
  readonly #program: Program
  readonly #handler: Handler
  readonly #asks: Asks
  readonly #mayAct: (node: FunctionNode) => boolean
  readonly #isHandler: (place: TSESTree.Node) => boolean
  readonly #found = new Map<TSESTree.Node, Act>()

  /**
   * @param mayAct whether a function, or one that it calls, writes the cell or ends what it holds
   * @param isHandler whether a place stands in a handler of what the cell holds
   */
  constructor(
    program: Program, handler: Handler, asked: Asks, mayAct: (node: FunctionNode) => boolean, isHandler: (place: TSESTree.Node) => boolean,
  ) {
    this.#program = program
    this.#handler = handler
    this.#asks = asked
    this.#mayAct = mayAct
    this.#isHandler = isHandler
  }

  find(): readonly Act[] {
    this.#solve(this.#handler.node, asks.none, undefined, 0)
    return [...this.#found.values()]
  }

  #solve(node: FunctionNode, entry: Ask, at: TSESTree.Node | undefined, depth: number): void {
    const graph = this.#program.graph(node)
    if (!graph) return
    const flow: Flow<Ask> = {
      work: this.#program.budget.work('superseded handlers'),
      point: (point, asked) => this.#point(point, asked, at, depth),
      edge: (edge, asked) => stronger(asked, this.#asks.onEdge(edge)),
      join: (known, arriving) => known < arriving ? known : arriving,
    }
    solve(graph, entry, flow)
  }

  #point(point: Point, asked: Ask, at: TSESTree.Node | undefined, depth: number): Ask | undefined {
    const { file } = this.#program
    const { cell } = this.#handler
    if (point.kind === 'write') {
      // A handler that fills the cell again has a handle of its own there.
      if (file.cells.at(point.write.target) === cell) {
        if (!isNullish(point.write.value)) return asks.identity
        this.#note({ kind: 'empties', node: point.node, at: at ?? point.node, asked })
      }
    } else if (point.kind === 'delete') {
      if (file.cells.at(point.target) === cell) this.#note({ kind: 'empties', node: point.node, at: at ?? point.node, asked })
    } else if (point.kind === 'call' && point.node.type !== 'TaggedTemplateExpression') {
      if (endedIn(file, point.node, this.#handler) === cell) this.#note({ kind: 'ends', node: point.node, at: at ?? point.node, asked })
      this.#follow(point.node, asked, at, depth)
    }
    return asked
  }

  #follow(call: CallNode, asked: Ask, at: TSESTree.Node | undefined, depth: number): void {
    if (depth >= deepestCall || asked === asks.identity) return
    for (const target of this.#program.file.runBy(call)) {
      if (target === this.#handler.node || !this.#mayAct(target)) continue
      this.#solve(target, asked, this.#isOwnStep(target) ? at : at ?? call, depth + 1)
    }
  }

  /** Whether nothing but handlers runs a function: then the place in it is as good as one in the handler. */
  #isOwnStep(target: FunctionNode): boolean {
    return isInside(target, this.#handler.node)
      || (isHidden(this.#program, target) && this.#program.file.callsTo(target).every(call => this.#isHandler(call)))
  }

  #note(act: Act): void {
    const known = this.#found.get(act.node)
    if (!known || act.asked < known.asked) this.#found.set(act.node, act)
  }
}

/** The cell whose content a call ends as the cell holds it by then: not a copy that was taken before the handler ran. */
function endedIn(file: SourceFile, call: CallNode, { node: handler, kind }: Handler): Cell | undefined {
  const on = (kind === 'timer' ? insistentEnds : tellingEnds).has(calleeName(call) ?? '') ? receiver(call) : undefined
  const held = on && unwrap(on)
  if (!held) return undefined
  const cell = file.cells.at(held)
  if (cell || held.type !== 'Identifier') return cell
  const [name] = file.scopes.variable(held)?.identifiers ?? []
  return name && isInside(enclosingFunction(name), handler) ? file.cells.carriedBy(held) : undefined
}
