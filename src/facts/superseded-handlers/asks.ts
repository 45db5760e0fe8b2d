import type { TSESTree } from '@typescript-eslint/utils'
import { latestWords } from '../../catalog/handle-events.js'
import { homeOfLocal } from '../../model/cells/cell-values.js'
import { constantName } from '../../model/cells/held.js'
import type { Program } from '../../model/program.js'
import type { Edge } from '../../order/index.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, isNullish, memberName, unwrap, walk, type Cell, type FunctionNode, type Variable,
} from '../../source/index.js'
import type { Handler } from './handlers.js'

/**
 * How well a test tells the handler of a superseded handle from that of the latest one: not at all; by a flag that whoever ends the
 * handle sets, until the next handle takes it back; by the handle itself, its run, or a signal of its own.
 */
export const asks = { none: 0, flag: 1, identity: 2 } as const
export type Ask = (typeof asks)[keyof typeof asks]

export const stronger = (one: Ask, other: Ask): Ask => one > other ? one : other

/** Answers what the tests of one handler ask. */
export class Asks {
  readonly #program: Program
  readonly #handler: FunctionNode
  readonly #cell: Cell
  readonly #isOfPromise: boolean
  readonly #ownerHome: TSESTree.Node | undefined
  readonly #isHandler: (node: TSESTree.Node) => boolean
  readonly #flags: ReadonlySet<Cell>
  readonly #known = new Map<TSESTree.Node, Ask>()
  /** The flags that were asked. */
  readonly asked = new Set<Cell>()

  /**
   * @param isHandler whether a place stands in a handler of the same handle: what those set says nothing about who ended it
   * @param flags the cells that whoever ends the handle writes
   */
  constructor(
    program: Program, { node, cell, kind }: Handler, isHandler: (node: TSESTree.Node) => boolean, flags: ReadonlySet<Cell>,
  ) {
    this.#program = program
    this.#handler = node
    this.#cell = cell
    this.#isOfPromise = kind === 'promise'
    // The function whose locals are the state that the handler works on.
    this.#ownerHome = homeOfLocal(cell)
    this.#isHandler = isHandler
    this.#flags = flags
  }

  onEdge({ test, of }: Edge): Ask {
    return test ? stronger(this.#of(test), of ? this.#of(of) : asks.none) : asks.none
  }

  #of(test: TSESTree.Node): Ask {
    const known = this.#known.get(test)
    if (known !== undefined) return known
    const found = this.#find(test, 0)
    this.#known.set(test, found)
    return found
  }

  #find(test: TSESTree.Node, depth: number): Ask {
    const { file, budget } = this.#program
    let found: Ask = asks.none
    walk(test, file.code.visitorKeys, node => {
      budget.spend()
      if (found === asks.identity || isFunction(node)) return false
      found = stronger(found, this.#ofNode(node, depth))
      return true
    })
    return found
  }

  #ofNode(node: TSESTree.Node, depth: number): Ask {
    const { file } = this.#program
    switch (node.type) {
      case 'BinaryExpression':
        return this.#comparesTwo(node) ? asks.identity : asks.none
      case 'CallExpression':
        return this.#ofCall(node, depth)
      case 'MemberExpression': {
        if (memberName(node) === 'aborted') return asks.identity
        const getters = depth < 2 ? file.calls.getters(node) : []
        return getters.map(getter => this.#find(getter.body, depth + 1)).reduce(stronger, this.#ofCell(file.cells.at(node)))
      }
      case 'Identifier': {
        const variable = file.scopes.variable(node)
        const cell = file.cells.at(node)
        if (variable && this.#isFlagOfRun(variable)) return asks.identity
        return this.#ofCell(cell)
      }
      default:
        return asks.none
    }
  }

  #ofCell(cell: Cell | undefined): Ask {
    if (!cell || cell === this.#cell) return asks.none
    // What a promise brings is often asked for by the state of the owner: it says whether the run still is wanted.
    if (this.#isOfPromise) return asks.identity
    if (!this.#flags.has(cell)) return asks.none
    this.asked.add(cell)
    return asks.flag
  }

  /** `this.ws === ws`, `run !== this.#run`, `event.target !== this.ws`; a compare with a constant or with null is none. */
  #comparesTwo({ operator, left, right }: TSESTree.BinaryExpression): boolean {
    return /^[!=]==?$/.test(operator) && [left, right].every(side => {
      const node = unwrap(side)
      return comparable.has(node.type) && !isNullish(node) && constantName(this.#program.file, node) === undefined
        && !(node.type === 'MemberExpression' && /^[A-Z][A-Z_\d]*$/.test(memberName(node) ?? ''))
    })
  }

  /** `if (!this.isCurrent(ws)) return`, `if (this.#isStale(run)) return` */
  #ofCall(call: TSESTree.CallExpression, depth: number): Ask {
    const { file } = this.#program
    const name = calleeName(call) ?? ''
    if (latestWords.test(name) && /^(?:is|has|was|are|owns|matches|check)/i.test(name.replace(/^[#_]+/, ''))) return asks.identity
    const targets = depth < 2 ? file.calls.targets(call) : []
    return targets.map(target => this.#find(target.body, depth + 1)).reduce<Ask>(stronger, asks.none)
  }

  /** A flag or a number of the run that made the handle, which somebody but its handlers sets: `let gone = false`. */
  #isFlagOfRun(variable: Variable): boolean {
    const [name] = variable.identifiers
    const home = name && enclosingFunction(name)
    if (!home || !isFunction(home) || !isInside(this.#handler, home) || home === this.#handler || home === this.#ownerHome) return false
    if (latestWords.test(variable.name)) return true
    return variable.references.some(reference => reference.isWrite() && reference.init !== true
      && enclosingFunction(reference.identifier) !== home && !this.#isHandler(reference.identifier))
  }
}

const comparable: ReadonlySet<string> = new Set(['Identifier', 'MemberExpression', 'ThisExpression', 'CallExpression'])
