import type { TSESTree } from '@typescript-eslint/utils'
import { timers } from '../../catalog/tasks.js'
import type { Block, Graph, Point } from '../../order/index.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, isStatement, wrapped, type FunctionNode, type SourceFile,
} from '../../source/index.js'
import { AbortWays, type Start } from './abort-ways.js'
import { awaitOf, isLoop, type Attempt, type UnderSignal } from './attempts.js'
import type { CaughtError } from '../../model/waits/caught-errors.js'
import { answerBehind } from './answers-behind.js'
import { FailureActs } from './failure-acts.js'
import type { Program } from '../../model/program.js'
import type { Signals } from '../../model/tasks/provenance.js'

/** What comes of a swallowed abort. */
export type Consequence = 'loopContinues' | 'rearms' | 'actsOnFailure' | 'fallback'

export interface Verdict {
  readonly kind: Consequence
  /** The loop that goes round, the call that starts again, the act, or the answer. */
  readonly consequence: TSESTree.Node
}

/** What a handler does where it does not throw. */
interface Handled {
  /** Whether control goes on behind it. */
  goesOn: boolean
  act?: TSESTree.Node
  rearm?: TSESTree.Node
  answer?: TSESTree.Node
}

/** One handler under judgement. */
export class Judgement {
  readonly #program: Program
  readonly #file: SourceFile
  readonly #signals: Signals
  readonly #attempt: Attempt
  readonly #guarded: UnderSignal
  readonly #error: CaughtError
  readonly #ways: AbortWays
  readonly #acts: FailureActs
  readonly #home: TSESTree.Node

  constructor(program: Program, signals: Signals, attempt: Attempt, guarded: UnderSignal, error: CaughtError) {
    this.#program = program
    this.#file = program.file
    this.#signals = signals
    this.#attempt = attempt
    this.#guarded = guarded
    this.#error = error
    this.#ways = new AbortWays(program, signals, attempt, error)
    this.#acts = new FailureActs(program.file, signals, error)
    this.#home = enclosingFunction(attempt.at)
  }

  /** What the handler does on the ground of the failure, whoever else is told of it behind that. */
  act(): TSESTree.Node | undefined {
    return this.#inHandler(false)?.act
  }

  /** @param mayAct whether nothing else learns of the error, so that what the handler does is all that comes of it */
  verdict(mayAct: boolean, strict: boolean): Verdict | undefined {
    const result = (kind: Consequence, consequence: TSESTree.Node): Verdict => ({ kind, consequence })
    const handled = this.#inHandler()
    if (!handled) return undefined
    if (handled.goesOn) {
      const around = this.#around(handled.starts)
      if (around) return result('loopContinues', around)
    }
    if (handled.rearm) return result('rearms', handled.rearm)
    const again = handled.goesOn ? this.#rearmedAfter(handled.starts) : undefined
    if (again) return result('rearms', again)
    if (!mayAct) return undefined
    if (handled.act) return result('actsOnFailure', handled.act)
    if (strict && handled.answer && !this.#isAnswerDropped() && !this.#isAbortedAround()) return result('fallback', handled.answer)
    if (!strict || !handled.goesOn) return undefined
    if (this.#endsSequence(handled.starts)) return result('fallback', this.#home)
    const { at } = this.#attempt
    const behind = at.type === 'TryStatement' && !this.#isAbortedAround()
      ? answerBehind(this.#file, at, node => this.#acts.isDefinite(node)) : undefined
    return behind && result('fallback', behind)
  }

  /** `await load({ signal }).catch(() => null)`: the answer of the handler goes nowhere. */
  #isAnswerDropped(): boolean {
    const { at } = this.#attempt
    return at.type === 'CallExpression' && isStatement(wrapped(at))
  }

  /**
   * Whether the function is handed to a call under the same signals: the abort shows there, and nobody gets the answer.
   *
   *     queue.add(async () => {
   *       try { return await find(peer, { signal }) } catch { return null }
   *     }, { signal })
   */
  #isAbortedAround(): boolean {
    const { parent } = this.#home
    if (parent?.type !== 'CallExpression' || parent.callee === this.#home) return false
    const around = new Set(this.#signals.given(parent).flatMap(({ root }) => root ? [root] : []))
    return this.#attempt.guarded.every(({ signals }) => signals.every(({ root }) => root !== undefined && around.has(root)))
  }

  /** Whether the handler makes an async generator end as if there were nothing more to come. */
  #endsSequence(starts: readonly Start[]): boolean {
    const home = this.#home
    const graph = isFunction(home) && home.async && home.generator ? this.#program.graph(home) : undefined
    if (!graph || !this.#file.yields.some(node => isInside(node, this.#attempt.at) && !isInside(node, this.#attempt.handler))) return false
    let ends = false
    this.#ways.follow(starts, point => point.kind === 'leave' || this.#ways.endsHere(point)
      || (point.kind === 'yield' && point.node.type === 'YieldExpression') ? 'stop' : undefined,
    block => { if (block === graph.exit) ends = true })
    return ends
  }

  /** What the handler does where it does not throw, and where control goes on behind it. */
  #inHandler(isLastWord = true): Handled & { starts: readonly Start[] } | undefined {
    const isCatch = this.#attempt.kind === 'catch'
    const graph = this.#program.graph(isCatch ? this.#home : this.#attempt.handler)
    if (!graph) return undefined
    const entries = isCatch ? this.#entries(graph) : [[graph.entry, 0] as const]
    if (entries.length === 0) return undefined
    const found: Handled = { goesOn: false }
    const inside = (node: TSESTree.Node) => isInside(node, this.#attempt.handler)
    this.#ways.follow(entries, (point, block, index) => {
      if (!inside(point.node)) {
        found.goesOn = true
        return 'stop'
      }
      if (point.kind === 'leave') {
        const value = leftValue(point.node)
        if (value && (this.#acts.isDefinite(value) || (isCatch && this.#acts.isOtherWork(value)))) found.answer ??= value
        return 'stop'
      }
      if (this.#ways.endsHere(point)) return 'stop'
      const rearm = this.#rearms(point)
      if (rearm && this.#swallowsFrom([block, index + 1], graph, inside)) found.rearm ??= rearm
      const act = this.#acts.at(point)
      if (act && (!isLastWord || this.#swallowsFrom([block, index + 1], graph, inside))) found.act ??= act
      return undefined
    }, block => { if (block === graph.exit) found.goesOn = true })
    if (isCatch) return { ...found, starts: entries }
    return { ...found, starts: found.goesOn || found.answer ? this.#behindChain() : [] }
  }

  /** Where the `catch` begins: where the points of its `try`, not of one inside that, lead when they throw. */
  #entries(graph: Graph): Start[] {
    const handlers = handlersOf.get(graph) ?? findHandlers(graph, this.#program.budget.spend)
    handlersOf.set(graph, handlers)
    return [...handlers.get(this.#attempt.at) ?? []].map(block => [block, 0])
  }

  /** Where control goes on when the chain with the handler has been awaited. */
  #behindChain(): Start[] {
    const awaiting = this.#attempt.at.type === 'CallExpression' ? awaitOf(this.#attempt.at) : undefined
    const graph = awaiting && this.#program.graph(this.#home)
    return (graph?.blocks ?? []).flatMap(block => {
      const index = block.points.findIndex(point => point.kind === 'yield' && point.node === awaiting)
      return index < 0 ? [] : [[block, index + 1] as const]
    })
  }

  /** Whether control gets out of the handler from here without a throw and without having left the function. */
  #swallowsFrom(start: Start, graph: Graph, inside: (node: TSESTree.Node) => boolean): boolean {
    let swallows = false
    this.#ways.follow([start], point => {
      if (!inside(point.node)) swallows = true
      else if (point.kind === 'call' && point.node.type === 'CallExpression' && this.#error.handsOver(point.node)) return 'stop'
      else if (point.kind === 'leave') swallows ||= this.#goesOnWith(point.node)
      else return undefined
      return 'stop'
    }, block => { if (block === graph.exit) swallows = true })
    return swallows
  }

  /** A value that is returned lets the caller go on; a bare `return` in a `catch` only leaves. */
  #goesOnWith(node: TSESTree.Node): boolean {
    if (node.type === 'ThrowStatement') return false
    if (this.#attempt.kind === 'rejection') return true
    const value = leftValue(node)
    return value !== undefined && !(value.type === 'Identifier' && value.name === 'undefined') && !this.#error.isIn(value)
  }

  /** The loop by which control comes back to a guarded call with no test on the way. */
  #around(starts: readonly Start[]): TSESTree.Node | undefined {
    const isCatch = this.#attempt.kind === 'catch'
    const back: Point[] = []
    this.#ways.follow(starts, point => {
      if (this.#isGuarded(point) || (!isCatch && point.kind === 'call' && point.node === this.#guarded.call)) {
        back.push(point)
        return 'stop'
      }
      return point.kind === 'leave' || this.#ways.endsHere(point) ? 'stop' : undefined
    })
    return back.length > 0 ? loopAround(this.#attempt.at) : undefined
  }

  /** The call behind the handler that starts the work again. */
  #rearmedAfter(starts: readonly Start[]): TSESTree.Node | undefined {
    let found: TSESTree.Node | undefined
    this.#ways.follow(starts, point => {
      if (point.kind === 'leave' || this.#ways.endsHere(point)) return 'stop'
      if (!isInside(point.node, this.#attempt.at)) found ??= this.#rearms(point)
      return undefined
    })
    return found
  }

  #isGuarded(point: Point): boolean {
    if (isLeavingLoop(point)) return false
    return (point.kind === 'yield' || point.kind === 'call') && this.#attempt.guarded.some(({ at }) => at === point.node)
  }

  /** A timer, or a call, that runs the function with the guarded call again. */
  #rearms(point: Point): TSESTree.Node | undefined {
    if (point.kind !== 'call' || point.node.type !== 'CallExpression') return undefined
    const [callback] = point.node.arguments
    const isTimer = timers.has(calleeName(point.node) ?? '') && callback !== undefined
    const started = isTimer ? this.#file.calls.functions(callback) : this.#file.calls.targets(point.node)
    const again = new Set(this.#homes())
    const runsAgain = started.some(node => again.has(node) || (isTimer && this.#file.callsIn(node).some(call =>
      this.#file.calls.targets(call).some(target => again.has(target)))))
    return runsAgain && this.#startsUntested() ? point.node : undefined
  }

  /** The function with the handler, and those around it that only wrap it. */
  #homes(): FunctionNode[] {
    const homes: FunctionNode[] = []
    for (let node = this.#home; isFunction(node) && homes.length < 2; node = enclosingFunction(node)) homes.push(node)
    return homes
  }

  /** Whether the function gets to the guarded call without a test of the signal or of a flag. */
  #startsUntested(): boolean {
    const graph = this.#program.graph(this.#home)
    if (!graph) return false
    let reached = false
    this.#ways.follow([[graph.entry, 0]], point => {
      if (this.#isGuarded(point) || (point.kind === 'call' && point.node === this.#guarded.call)) reached = true
      return reached || point.kind === 'leave' || this.#ways.endsHere(point) ? 'stop' : undefined
    })
    return reached
  }
}

/** The value that a function is left with; undefined for a bare `return` and for a throw. */
function leftValue(node: TSESTree.Node): TSESTree.Node | undefined {
  if (node.type === 'ThrowStatement') return undefined
  return node.type === 'ReturnStatement' ? node.argument ?? undefined : node
}

type Handlers = ReadonlyMap<TSESTree.Node, ReadonlySet<Block>>

/** The handlers of a function, for each of which its graph would be searched otherwise. */
const handlersOf = new WeakMap<Graph, Handlers>()

function findHandlers(graph: Graph, spend: () => void): Handlers {
  const found = new Map<TSESTree.Node, Set<Block>>()
  const triedIn = new Map<Block, ReadonlySet<TSESTree.TryStatement>>()
  for (const block of graph.blocks) {
    spend()
    triedIn.set(block, new Set(block.points.flatMap(({ node }) => nearestTry(node) ?? [])))
  }
  for (const [{ handler }, tries] of triedIn) {
    if (!handler || handler === graph.thrown) continue
    for (const tried of tries) {
      // On the way out there may be more of the `try`: an inner `finally`, the end of an iterator. It has the same handler.
      if (!triedIn.get(handler)?.has(tried)) found.set(tried, (found.get(tried) ?? new Set()).add(handler))
    }
  }
  return found
}

/** The `try` whose `catch` gets what is thrown here. */
function nearestTry(node: TSESTree.Node): TSESTree.TryStatement | undefined {
  for (let below = node, at = node.parent; at && !isFunction(at); below = at, at = at.parent) {
    if (at.type === 'TryStatement' && at.handler && at.block === below) return at
  }
  return undefined
}

function loopAround(node: TSESTree.Node): TSESTree.Node | undefined {
  for (let at = node.parent; at && !isFunction(at); at = at.parent) {
    if (isLoop(at)) return at
  }
  return undefined
}

/** The wait for an iterator to close, on the way out of a `for await` that an error leaves. */
const isLeavingLoop = (point: Point): boolean => point.kind === 'yield' && point.endsLoop === true
