import type { TSESTree } from '@typescript-eslint/utils'
import type { Point } from '../../order/index.js'
import { enclosingFunction, isFunction, type CallNode, type Cell, type FunctionNode } from '../../source/index.js'
import type { Frame } from './flow/frames.js'
import type { FileContext, StaleGuard, StaleUse } from './types.js'
import type { Belief } from './flow/state.js'
import type { Occurrence } from '../../model/occurrence.js'
import { isContinuing } from '../../model/waits/continuations.js'
import { originsOf } from '../../model/origins.js'
import { isTeardownOf, nameOf } from '../../model/teardown-names.js'
import { handlerOf, isFailureAnswered } from '../../model/waits/failures.js'
import type { ClearingWrite } from './clears/clearing-writes.js'
import { isOnDemand } from './on-demand.js'

/** The verdict on each use, by the calls on the way to it. A use that is laid out more than once, behind a `finally`, counts for each. */
export class Verdicts {
  readonly #context: FileContext
  readonly #entry: FunctionNode
  readonly #found = new Map<string, Map<Point, StaleGuard>>()
  /** Whether what is known is all that there is: only then there are verdicts. */
  isOpen = false
  /** How often a use was found to rely on a guard. */
  made = 0
  /** Whether a use was passed that may turn out to rely on a guard: without one there are no verdicts. */
  isSuspected = false

  constructor(context: FileContext, entry: FunctionNode) {
    this.#context = context
    this.#entry = entry
  }

  all(): readonly StaleGuard[] {
    return [...this.#found.values()].flatMap(byPoint => [...byPoint.values()])
  }

  /** Notes a stale use; it stands in the innermost function that has both the guard and what leads to the use. */
  convict(
    point: Point, { calls }: Frame, kind: StaleUse, cell: Cell, { guard, by, sign, gap }: Belief, use: TSESTree.Node = point.node,
  ): void {
    if (!gap) return
    this.isSuspected = true
    if (!this.isOpen) return
    this.made++
    let depth = 0
    while (depth < calls.length && calls[depth] === guard.calls[depth]) depth++
    const at = ({ node, calls: way }: Occurrence) => this.#registered(way[depth]) ?? way[depth] ?? node
    if (kind === 'dereferences' && at({ node: use, calls }) === at(gap.at) && isWithinOne(gap.at, use)) return
    const clears = this.#context.clears.of(cell).filter(clear => gap.clears.has(clear))
    const byPoint = this.#found.get(keyOf(calls)) ?? new Map<Point, StaleGuard>()
    this.#found.set(keyOf(calls), byPoint)
    byPoint.set(point, {
      kind, cell, by, ...sign && { sign }, use: at({ node: use, calls }), usedAt: use, guard: at(guard), yield: at(gap.at),
      clear: worst(clears), clears,
      home: this.#entry, origin: `${guard.node.range.join('-')} ${gap.at.node.range.join('-')}`,
      isWhole: [calls, guard.calls, gap.at.calls].every(({ length }) => length === depth),
      isMinor: kind === 'revives' ? cell.key !== undefined && !this.#context.ended.has(cell)
        : kind === 'dereferences' ? [use, ...calls].some(place => this.#isHandled(place, clears)) || !this.#isExpected(cell, clears)
          : kind === 'overwrites' && !isOnDemand(this.#context.program, this.#entry, [use, ...calls], cell),
    })
  }

  /** Whether a failure here is an answer like any other, or one that nobody is there to see: the element was unmounted. */
  #isHandled(place: TSESTree.Node, clears: readonly ClearingWrite[]): boolean {
    return isFailureAnswered(this.#context.program.file, place)
      || (clears.every(({ kind }) => kind === 'unmounts') && handlerOf(place) !== undefined)
  }

  /**
   * Whether the file shows that a clear can come during a wait: an event, a timer or a component brings it or runs what waits, nobody waits
   * for that, or the clear is part of a teardown. `load()` and `reset()` that other files call mostly come in turn.
   */
  #isExpected(cell: Cell, clears: readonly ClearingWrite[]): boolean {
    const { program } = this.#context
    return clears.some(({ home, kind }) => kind === 'unmounts' || originsOf(program, home).isUnattended
      || isTeardownOf(program, home, [cell.path.at(-1) ?? '', nameOf(this.#entry)]))
      || originsOf(program, this.#entry).isUnattended
  }

  /** The callback of a promise by its name, which a report points to rather than to the call: `this.#done` of `load().then(this.#done)`. */
  #registered(call: CallNode | undefined): TSESTree.Node | undefined {
    const { file } = this.#context.program
    return call && isContinuing(call) ? call.arguments.find(argument => !isFunction(argument) && file.calls.functions(argument).length > 0)
      : undefined
  }
}

/** `if (!this.socket) return; await this.#send()`: where one call waits and then uses, its caller has no place to look again. */
const isWithinOne = ({ node }: Occurrence, use: TSESTree.Node): boolean =>
  enclosingFunction(node) !== enclosingFunction(use) || node.range[1] <= use.range[0]

const keyOf = (calls: readonly CallNode[]): string => calls.map(call => call.range.join('-')).join()

/** The clear to name: a method rather than a callback, and then the first in the file. */
function worst(clears: readonly ClearingWrite[]): ClearingWrite | undefined {
  const rank = (clear: ClearingWrite) => isCallback(clear.home) ? 1 : 0
  return clears.toSorted((one, other) => rank(one) - rank(other) || one.node.range[0] - other.node.range[0])[0]
}

const isCallback = ({ parent }: FunctionNode): boolean => parent.type === 'CallExpression' || isFunction(parent)
