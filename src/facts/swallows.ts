import type { TSESTree } from '@typescript-eslint/utils'
import { busyFlags, cleanUpVerbs, idleVerbs, teardownVerbs, verbOf } from '../catalog/aborts.js'
import type { Vocabulary } from '../catalog/settings.js'
import { timers } from '../catalog/tasks.js'
import type { Block, Edge, Graph, Point } from '../order/index.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, isNullish, keyName, memberName, receiver, unwrap, type FunctionNode, type SourceFile,
} from '../source/index.js'
import { Attempts, awaitOf, leavesFrom, type Attempt, type Guarded } from './attempts.js'
import { CaughtError, isLog } from './caught-errors.js'
import type { Program } from './program.js'
import { Signals } from './provenance.js'

/** A handler that takes an abort for something else, and what comes of it. */
export interface Swallow {
  readonly kind: 'loopContinues' | 'rearms' | 'actsOnFailure' | 'fallback'
  readonly attempt: Attempt
  readonly guarded: Guarded
  /** The loop that goes round, the call that starts again, the act, or the answer. */
  readonly consequence: TSESTree.Node
}

/** Where a walk begins: in a block, behind so many of its points. */
type Start = readonly [block: Block, index: number]

/** Judges every handler of a file. */
export class Swallows {
  readonly #program: Program
  readonly #file: SourceFile
  readonly #vocabulary: Vocabulary
  readonly #signals: Signals
  readonly #strict: boolean

  constructor(program: Program, vocabulary: Vocabulary, strict: boolean) {
    this.#program = program
    this.#file = program.file
    this.#vocabulary = vocabulary
    this.#signals = new Signals(program.file)
    this.#strict = strict
  }

  find(): readonly Swallow[] {
    return [...new Attempts(this.#program, this.#signals).all].flatMap(attempt => {
      const found = attempt.guarded.length > 0 && !isTeardown(attempt.at) ? this.#judge(attempt) : undefined
      return found ? [found] : []
    })
  }

  #judge(attempt: Attempt): Swallow | undefined {
    const [guarded] = attempt.guarded
    if (!guarded) return undefined
    if (attempt.kind === 'finally') {
      const leaving = this.#strict ? leavesFrom(attempt.handler as TSESTree.BlockStatement, this.#file) : undefined
      return leaving && { kind: 'fallback', attempt, guarded, consequence: leaving }
    }
    const { handler } = attempt
    const parameters = handler.type === 'CatchClause' ? (handler.param ? [handler.param] : []) : (handler as FunctionNode).params
    const error = new CaughtError(this.#file, this.#vocabulary, handler.type === 'BlockStatement' ? handler : handler.body, parameters)
    const handover = error.handover()
    if (handover === 'given' || error.isTested()) return undefined
    return new Judgement(this.#program, this.#signals, attempt, guarded, error).verdict(handover === undefined, this.#strict)
  }
}

/** One handler under judgement. */
class Judgement {
  readonly #program: Program
  readonly #file: SourceFile
  readonly #signals: Signals
  readonly #attempt: Attempt
  readonly #guarded: Guarded
  readonly #error: CaughtError
  readonly #body: TSESTree.Node
  readonly #home: TSESTree.Node

  constructor(program: Program, signals: Signals, attempt: Attempt, guarded: Guarded, error: CaughtError) {
    this.#program = program
    this.#file = program.file
    this.#signals = signals
    this.#attempt = attempt
    this.#guarded = guarded
    this.#error = error
    const { handler } = attempt
    this.#body = handler.type === 'BlockStatement' ? handler : handler.body
    this.#home = enclosingFunction(attempt.at)
  }

  verdict(mayAct: boolean, strict: boolean): Swallow | undefined {
    const result = (kind: Swallow['kind'], consequence: TSESTree.Node): Swallow =>
      ({ kind, attempt: this.#attempt, guarded: this.#guarded, consequence })
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
    if (strict && handled.answer) return result('fallback', handled.answer)
    return strict && handled.goesOn && this.#endsSequence(handled.starts) ? result('fallback', this.#home) : undefined
  }

  /** Whether the handler makes an async generator end as if there were nothing more to come. */
  #endsSequence(starts: readonly Start[]): boolean {
    const home = this.#home
    const graph = isFunction(home) && home.async && home.generator ? this.#program.graph(home) : undefined
    if (!graph || !this.#file.yields.some(node => isInside(node, this.#attempt.at) && !isInside(node, this.#attempt.handler))) return false
    let ends = false
    this.#walk(starts, point => point.kind === 'leave' || this.#endsHere(point)
      || (point.kind === 'yield' && point.node.type === 'YieldExpression') ? 'stop' : undefined,
    block => { if (block === graph.exit) ends = true })
    return ends
  }

  /** What the handler does where it does not throw, and where control goes on behind it. */
  #inHandler(): { goesOn: boolean, starts: readonly Start[], act?: TSESTree.Node, rearm?: TSESTree.Node, answer?: TSESTree.Node } | undefined {
    const isCatch = this.#attempt.kind === 'catch'
    const graph = this.#program.graph(isCatch ? this.#home : this.#attempt.handler)
    if (!graph) return undefined
    const entries = isCatch ? this.#entries(graph) : [[graph.entry, 0] as const]
    if (entries.length === 0) return undefined
    const found: { goesOn: boolean, act?: TSESTree.Node, rearm?: TSESTree.Node, answer?: TSESTree.Node } = { goesOn: false }
    const inside = (node: TSESTree.Node) => isInside(node, this.#attempt.handler)
    this.#walk(entries, (point, block, index) => {
      if (!inside(point.node)) {
        found.goesOn = true
        return 'stop'
      }
      if (point.kind === 'leave') {
        const value = leftValue(point.node)
        if (value && this.#isDefinite(value)) found.answer ??= value
        return 'stop'
      }
      if (this.#endsHere(point)) return 'stop'
      const rearm = this.#rearms(point)
      if (rearm && this.#swallowsFrom([block, index + 1], graph, inside)) found.rearm ??= rearm
      const act = this.#acts(point)
      if (act && this.#swallowsFrom([block, index + 1], graph, inside)) found.act ??= act
      return undefined
    }, block => { if (block === graph.exit) found.goesOn = true })
    if (isCatch) return { ...found, starts: entries }
    return { ...found, starts: found.goesOn || found.answer ? this.#behindChain() : [] }
  }

  /** Where the `catch` begins: where the points of its `try`, not of one inside that, lead when they throw. */
  #entries(graph: Graph): Start[] {
    const handlers = new Set<Block>()
    for (const block of graph.blocks) {
      this.#program.budget.spend()
      const isTried = block.points.some(point => nearestTry(point.node) === this.#attempt.at)
      if (isTried && block.handler && block.handler !== graph.thrown) handlers.add(block.handler)
    }
    return [...handlers].map(block => [block, 0])
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
    this.#walk([start], point => {
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
    let loops = false
    this.#walk(starts, point => {
      if (this.#isGuarded(point) || (!isCatch && point.kind === 'call' && point.node === this.#guarded.call)) {
        loops = true
        return 'stop'
      }
      return point.kind === 'leave' || this.#endsHere(point) ? 'stop' : undefined
    })
    return loops ? loopAround(this.#attempt.at) : undefined
  }

  /** The call behind the handler that starts the work again. */
  #rearmedAfter(starts: readonly Start[]): TSESTree.Node | undefined {
    let found: TSESTree.Node | undefined
    this.#walk(starts, point => {
      if (point.kind === 'leave' || this.#endsHere(point)) return 'stop'
      if (!isInside(point.node, this.#attempt.at)) found ??= this.#rearms(point)
      return undefined
    })
    return found
  }

  #isGuarded(point: Point): boolean {
    return (point.kind === 'yield' || point.kind === 'call') && this.#attempt.guarded.some(({ at }) => at === point.node)
  }

  /** Whether an abort shows here: in a test, or by an await under the same signal that nothing here catches. */
  #endsHere(point: Point): boolean {
    if (point.kind === 'read' && this.#error.isAbortTest(point.node)) return true
    if (point.kind === 'call' && point.node.type === 'CallExpression') {
      if (this.#error.handsOver(point.node)) return true
      if (isInside(point.node, this.#attempt.at) && !isInside(point.node, this.#attempt.handler)) return false
      if (calleeName(point.node) === 'throwIfAborted') return true
      return this.#error.isAbortTest(point.node) || calleeName(point.node) === 'exit'
    }
    if (point.kind !== 'yield') return false
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
      if (at.type === 'TryStatement' && at.block === below && at.handler && at !== this.#attempt.at && isInside(at, this.#attempt.handler)) return true
    }
    const value = unwrap(node.argument)
    return value.type === 'CallExpression' && calleeName(value) === 'catch'
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
    this.#walk([[graph.entry, 0]], point => {
      if (this.#isGuarded(point) || (point.kind === 'call' && point.node === this.#guarded.call)) reached = true
      return reached || point.kind === 'leave' || this.#endsHere(point) ? 'stop' : undefined
    })
    return reached
  }

  /** What the handler does on the ground of the failure: a write that others see, or a call for its effect. */
  #acts(point: Point): TSESTree.Node | undefined {
    if (point.kind === 'write') return point.write.operator === '=' && this.#isTellingWrite(point.write.target, point.write.value) ? point.node : undefined
    if (point.kind !== 'call' || point.node.type !== 'CallExpression') return undefined
    const call = point.node
    const statement = statementOf(call)
    if (!statement || isLog(call)) return undefined
    const name = calleeName(call) ?? ''
    if (cleanUpVerbs.has(verbOf(name)) || idleVerbs.has(verbOf(name)) || name === 'setTimeout' || name === 'forEach' || call.callee.type === 'Super') return undefined
    if (unwrap(call.callee).type === 'Identifier' && /^set[A-Z]/.test(name)) return undefined
    if (this.#signals.given(call).length > 0) return undefined
    return call
  }

  #isTellingWrite(target: TSESTree.Node, value: TSESTree.Node | undefined): boolean {
    const node = unwrap(target)
    if (node.type !== 'MemberExpression' && !this.#file.cells.at(node)) return false
    if (node.type === 'MemberExpression') {
      const object = unwrap(node.object)
      // A local of this call is nobody else's.
      if (object.type === 'Identifier') {
        const initial = this.#file.scopes.variable(object)
        const made = initial && this.#file.scopes.initial(initial)?.value.type
        if (made === 'ObjectExpression' || made === 'NewExpression' || made === 'ArrayExpression') return false
      }
    }
    const name = node.type === 'MemberExpression' ? memberName(node) ?? '' : node.type === 'Identifier' ? node.name : ''
    if (value && isNullish(value)) return false
    return !busyFlags.test(name)
  }

  /** A value that says something definite of what was never found out: `false`, `null`, `[]`, `{ ok: false }`. */
  #isDefinite(node: TSESTree.Node): boolean {
    const value = unwrap(node)
    switch (value.type) {
      case 'Literal':
        return value.value !== true
      case 'ArrayExpression':
        return value.elements.length === 0
      case 'ObjectExpression':
        return !this.#error.isIn(value)
      case 'NewExpression':
        return value.arguments.length === 0 && /^(?:Map|Set)$/.test(calleeName(value) ?? '')
      case 'CallExpression':
        return this.#file.code.getText(value.callee) === 'Promise.resolve' && value.arguments[0] !== undefined && this.#isDefinite(value.arguments[0])
      default:
        return false
    }
  }

  /** Visits what is reachable from `starts`; an edge that an abort cannot take, or that asks for one, is the end of the way. */
  #walk(
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

  #mayTake({ test, outcome }: Edge): boolean {
    this.#program.budget.spend()
    if (!test || !outcome) return true
    return this.#error.mayPass(test, outcome === 'truthy' || outcome === 'present') && !this.#error.asksForStop(test)
  }
}

/** The value that a function is left with; undefined for a bare `return` and for a throw. */
function leftValue(node: TSESTree.Node): TSESTree.Node | undefined {
  if (node.type === 'ThrowStatement') return undefined
  return node.type === 'ReturnStatement' ? node.argument ?? undefined : node
}

/** The `try` whose `catch` gets what is thrown here. */
function nearestTry(node: TSESTree.Node): TSESTree.TryStatement | undefined {
  for (let below = node, at = node.parent; at && !isFunction(at); below = at, at = at.parent) {
    if (at.type === 'TryStatement' && at.handler && at.block === below) return at
  }
  return undefined
}

/** Whether the call is made for its effect: it is a statement, awaited or not. */
function statementOf(call: TSESTree.CallExpression): TSESTree.ExpressionStatement | undefined {
  let at: TSESTree.Node | undefined = call.parent
  while (at && (at.type === 'AwaitExpression' || at.type === 'ChainExpression' || (at.type === 'UnaryExpression' && at.operator === 'void'))) at = at.parent
  return at?.type === 'ExpressionStatement' ? at : undefined
}

function loopAround(node: TSESTree.Node): TSESTree.Node | undefined {
  for (let at = node.parent; at && !isFunction(at); at = at.parent) {
    if (/^(?:While|DoWhile|For|ForIn|ForOf)Statement$/.test(at.type)) return at
  }
  return undefined
}

/** Whether the handler stands in teardown: in a function that ends something, or in a `catch` or `finally`. */
function isTeardown(node: TSESTree.Node): boolean {
  for (let below = node, at = node.parent; at; below = at, at = at.parent) {
    if (at.type === 'CatchClause' || (at.type === 'TryStatement' && at.finalizer === below)) return true
    if (isFunction(at) && teardownVerbs.has(verbOf(nameOf(at)))) return true
    if (isFunction(at) && at.parent.type !== 'CallExpression' && at.type !== 'ArrowFunctionExpression') return false
  }
  return false
}

function nameOf(node: FunctionNode): string {
  if (node.id) return node.id.name
  const { parent } = node
  if (parent.type === 'VariableDeclarator') return parent.id.type === 'Identifier' ? parent.id.name : ''
  if (parent.type === 'MethodDefinition' || parent.type === 'Property' || parent.type === 'PropertyDefinition') {
    return keyName(parent) ?? (parent.key.type === 'MemberExpression' ? memberName(parent.key) ?? '' : '')
  }
  return ''
}
