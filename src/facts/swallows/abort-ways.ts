import type { TSESTree } from '@typescript-eslint/utils'
import { abortThrowers, cleanUpVerbs, verbOf } from '../../catalog/aborts.js'
import type { Block, Edge, Outcome, Point } from '../../order/index.js'
import {
  calleeName, isFunction, isInside, isNullish, receiver, unwrap, type Cell, type SourceFile, type Variable,
} from '../../source/index.js'
import type { Attempt } from './attempts.js'
import type { CaughtError } from '../../model/waits/caught-errors.js'
import type { Program } from '../../model/program.js'
import type { Signals } from '../../model/tasks/provenance.js'

/** Where a walk begins: in a block, behind so many of its points. */
export type Start = readonly [block: Block, index: number]

/** The ways that control can take when a call of an attempt was aborted, and where they end because the abort shows. */
export class AbortWays {
  readonly #program: Program
  readonly #file: SourceFile
  readonly #signals: Signals
  readonly #attempt: Attempt
  readonly #error: CaughtError
  #own: ReadonlySet<Variable | Cell> | undefined

  constructor(program: Program, signals: Signals, attempt: Attempt, error: CaughtError) {
    this.#program = program
    this.#file = program.file
    this.#signals = signals
    this.#attempt = attempt
    this.#error = error
  }

  /** Visits what is reachable from `starts`; an edge that an abort cannot take, or that asks for one, is the end of the way. */
  follow(
    starts: readonly Start[], visit: (point: Point, block: Block, index: number) => 'stop' | undefined, enter?: (block: Block) => void,
  ): void {
    const seen = new Set<Block>()
    const pending: Start[] = [...starts]
    for (let start = pending.pop(); start; start = pending.pop()) {
      const [block, from] = start
      if (from === 0) {
        if (seen.has(block)) continue
        seen.add(block)
      }
      enter?.(block)
      let stopped = false
      for (let index = from; index < block.points.length && !stopped; index++) {
        this.#program.budget.spend()
        stopped = visit(block.points[index] as Point, block, index) === 'stop'
      }
      if (stopped) continue
      for (const edge of block.next) if (this.#mayTake(edge)) pending.push([edge.to, 0])
    }
  }

  #mayTake({ test, of, outcome }: Edge): boolean {
    this.#program.budget.spend()
    if (!test || !outcome || of) return true
    if (isAbsence(test, outcome, place => this.#isOwnSignal(place))) return false
    if (!this.#error.tests.mayPass(test, outcome === 'truthy' || outcome === 'present')) return false
    // `aborted?.resolve()` asks whether there is something to call.
    return outcome === 'nullish' || outcome === 'present' || !this.#error.tests.asksForStop(test)
  }

  /** Whether a place is, or carries, a signal that the attempt stands under. */
  #isOwnSignal(place: TSESTree.Node): boolean {
    this.#own ??= new Set(this.#attempt.guarded.flatMap(({ signals }) => signals.flatMap(signal => this.#signals.sourcesOf(signal))))
    const own = this.#own
    return own.size > 0 && this.#signals.of(place).some(signal => this.#signals.sourcesOf(signal).some(source => own.has(source)))
  }

  /** Whether an abort shows here: in a test, or by an await under the same signal that nothing here catches. */
  endsHere(point: Point): boolean {
    if (point.kind === 'read' && this.#error.tests.isAbortTest(point.node)) return true
    if (point.kind === 'call' && point.node.type === 'CallExpression') {
      if (this.#error.handsOver(point.node) || this.#file.types.neverReturns(point.node)) return true
      if (isInside(point.node, this.#attempt.at) && !isInside(point.node, this.#attempt.handler)) return false
      if (abortThrowers.test(calleeName(point.node) ?? '')) return true
      return this.#error.tests.isAbortTest(point.node) || calleeName(point.node) === 'exit'
    }
    if (point.kind !== 'yield' || point.endsLoop) return false
    if (point.node.type === 'ForOfStatement') return this.#isGiven(point.node.right) || this.#isEndedByOwner(point.node.right)
    if (point.node.type !== 'AwaitExpression') return false
    return this.#isGiven(point.node.argument) && !this.#isCaughtAgain(point.node)
  }

  #isGiven(node: TSESTree.Node): boolean {
    let value = unwrap(node)
    // `walk(signal)[Symbol.asyncIterator]()`, `abortable(source, signal)`, a local that was made with it
    if (value.type === 'Identifier') {
      const variable = this.#file.scopes.variable(value)
      const initial = variable && this.#file.scopes.initial(variable)
      if (initial) value = unwrap(initial.value)
    }
    if (value.type === 'AwaitExpression') value = unwrap(value.argument)
    return value.type === 'CallExpression' && this.#file.callNodes.some(call => isInside(call, value)
      && this.#signals.given(call).some(({ origin }) => origin !== 'self'))
  }

  /** A stream in a cell that another function closes: the loop over it ends with it. */
  #isEndedByOwner(source: TSESTree.Node): boolean {
    const cell = this.#file.cells.carriedBy(source)
    return cell !== undefined && this.#file.callNodes.some(call => {
      const on = receiver(call)
      return on !== undefined && cleanUpVerbs.has(verbOf(calleeName(call) ?? '')) && this.#file.cells.carriedBy(on) === cell
    })
  }

  /** A failure that another `try` inside the handler catches tells nobody. */
  #isCaughtAgain(node: TSESTree.AwaitExpression): boolean {
    for (let below: TSESTree.Node = node, at: TSESTree.Node | undefined = node.parent; at && !isFunction(at); below = at, at = at.parent) {
      const isCaught = at.type === 'TryStatement' && at.block === below && at.handler !== null
      if (isCaught && at !== this.#attempt.at && isInside(at, this.#attempt.handler)) return true
    }
    const value = unwrap(node.argument)
    return value.type === 'CallExpression' && calleeName(value) === 'catch'
  }
}

/**
 * Whether a test has this outcome only where there is no signal: then nobody aborts. `signal?.throwIfAborted()`, `if (signal) …`,
 * `signal !== undefined && signal.aborted`
 */
function isAbsence(test: TSESTree.Node, outcome: Outcome, isSignal: (place: TSESTree.Node) => boolean): boolean {
  const node = unwrap(test)
  if (node.type === 'BinaryExpression') {
    if (node.operator === 'instanceof') return outcome === 'falsy' && isSignal(node.left)
    const place = isNullish(node.right) ? node.left : isNullish(node.left) ? node.right : undefined
    if (!place || !/^[!=]==?$/.test(node.operator)) return false
    return outcome === (node.operator.startsWith('!') ? 'falsy' : 'truthy') && isSignal(place)
  }
  const isPlace = node.type === 'Identifier' || node.type === 'MemberExpression'
  return isPlace && (outcome === 'falsy' || outcome === 'nullish') && isSignal(node)
}
