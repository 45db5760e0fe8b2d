import type { TSESTree } from '@typescript-eslint/utils'
import type { CallNode, Cell, FunctionNode } from '../../../source/index.js'
import { writersOf } from '../../../model/cells/cell-writes.js'
import type { Program } from '../../../model/program.js'
import { reaching } from '../../../model/reaching.js'
import { continued } from '../../../model/waits/continuations.js'

/** What can be told of a function, and all that it calls, without following it. Worked out against the calls, from what they lead to. */
export class Summaries {
  readonly #program: Program
  readonly #telling: ReadonlySet<TSESTree.Node>
  readonly #writers = new Map<Cell, ReadonlySet<TSESTree.Node>>()
  readonly #followed = new Map<CallNode, readonly FunctionNode[]>()
  readonly #heights: readonly Map<FunctionNode, number>[]
  #waiting: ReadonlySet<TSESTree.Node> | undefined

  /** `telling`: the functions whose own code says something about a cell that is watched. */
  constructor(program: Program, telling: ReadonlySet<TSESTree.Node>, deepestCall: number) {
    this.#program = program
    this.#telling = reaching(program, telling)
    this.#heights = Array.from({ length: deepestCall + 1 }, () => new Map<FunctionNode, number>())
  }

  /** Of the functions that a call runs, those that say something about a watched cell; the others change nothing that is known. */
  followed(call: CallNode): readonly FunctionNode[] {
    const known = this.#followed.get(call) ?? this.#program.file.runBy(call).filter(target => this.matters(target))
    this.#followed.set(call, known)
    return known
  }

  matters(node: FunctionNode): boolean {
    return this.#telling.has(node)
  }

  /** Whether the function, or one that runs when it does, writes the cell. */
  mayWrite(node: FunctionNode, cell: Cell): boolean {
    const known = this.#writers.get(cell) ?? reaching(this.#program, writersOf(this.#program, cell))
    this.#writers.set(cell, known)
    return known.has(node)
  }

  /** Whether the function, or one that it may run, can wait. */
  mayWait(node: FunctionNode): boolean {
    const { file } = this.#program
    this.#waiting ??= reaching(this.#program, [
      ...file.functions.filter(inner => inner.async || inner.generator), ...continued(file).map(({ by }) => by),
    ])
    return this.#waiting.has(node)
  }

  /** How many calls that matter the function leads to, one in the other; infinite where they are more than this. */
  height(node: FunctionNode, most: number): number {
    const byNode = this.#heights[most]
    if (!byNode) return Infinity
    const known = byNode.get(node) ?? this.#heightOf(node, most)
    byNode.set(node, known)
    return known
  }

  #heightOf(node: FunctionNode, most: number): number {
    let height = 0
    for (const call of this.#program.file.callsIn(node)) {
      for (const target of this.followed(call)) height = Math.max(height, 1 + this.height(target, most - 1))
    }
    return height
  }
}
