import type { TSESTree } from '@typescript-eslint/utils'
import { abortAsks, abortThrowers } from '../../catalog/aborts.js'
import type { Program } from '../../model/program.js'
import type { Signal } from '../../model/tasks/signal.js'
import type { Edge, Point, Yield } from '../../order/index.js'
import {
  calleeName, isFunction, isNullish, memberName, receiver, unwrap, walk, wrapped, type Cell, type CallNode, type FunctionNode,
  type SourceFile, type Variable,
} from '../../source/index.js'
import type { AbortListener } from './listeners.js'

/** Answers where code asks whether a signal was aborted, or would fail if it was. */
export class AbortAsks {
  readonly #program: Program
  readonly #file: SourceFile
  readonly #roots: ReadonlySet<Variable | Cell>
  readonly #own: TSESTree.Node | undefined

  /** @param listener whose signal it is about; without one, any signal */
  constructor(program: Program, listener?: AbortListener) {
    this.#program = program
    this.#file = program.file
    this.#own = listener?.node
    this.#roots = new Set((listener?.sources ?? []).flatMap(source => program.signals.sourcesOf(source)))
  }

  /** Whether a signal is looked at here. */
  isTest(point: Point): boolean {
    if (point.kind === 'read') return point.node.type === 'MemberExpression' && this.#isAnswer(point.node)
    if (point.kind !== 'call' || point.node.type === 'TaggedTemplateExpression') return false
    const name = calleeName(point.node) ?? ''
    if (abortThrowers.test(name) || abortAsks.test(name)) return true
    return this.#file.calls.targets(point.node).some(target => this.#asksFirst(target))
  }

  /** Whether it is this signal that is looked at, not one that is linked to it. */
  isTestOfThis(point: Point): boolean {
    if (!this.isTest(point)) return false
    const object = point.kind === 'read' && point.node.type === 'MemberExpression' ? unwrap(point.node.object) : undefined
    return !object || !this.#isLinked(object)
  }

  #isAnswer(node: TSESTree.MemberExpression): boolean {
    const name = memberName(node) ?? ''
    if (/^(?:is|was)?_?(?:aborted|isCancellationRequested)$/i.test(name)) return true
    return name === 'reason' && this.#program.signals.of(node.object).length > 0
  }

  readonly #known = new Map<FunctionNode, boolean>()

  /** A function of the file that begins with a test: of its first two statements, one looks at a signal. */
  #asksFirst(target: FunctionNode): boolean {
    const known = this.#known.get(target)
    if (known !== undefined) return known
    const [first, second] = target.body.type === 'BlockStatement' ? target.body.body : [target.body]
    const found = [first, second].some(statement => statement && this.#mentionsTest(statement))
    this.#known.set(target, found)
    return found
  }

  #mentionsTest(root: TSESTree.Node): boolean {
    let found = false
    walk(root, this.#file.code.visitorKeys, node => {
      if (isFunction(node)) return false
      found ||= node.type === 'MemberExpression' && (this.#isAnswer(node) || abortThrowers.test(memberName(node) ?? ''))
      return !found
    })
    return found
  }

  /** Whether an edge is taken only where there is no signal. */
  isAbsent({ test, of, outcome }: Edge): boolean {
    if (!test || of || !outcome) return false
    const node = unwrap(test)
    if (node.type === 'BinaryExpression') {
      const place = isNullish(node.right) ? node.left : isNullish(node.left) ? node.right : undefined
      if (!place || !/^[!=]==?$/.test(node.operator)) return false
      return outcome === (node.operator.startsWith('!') ? 'falsy' : 'truthy') && this.#isSignal(place)
    }
    return (outcome === 'falsy' || outcome === 'nullish') && (node.type === 'Identifier' || node.type === 'MemberExpression')
      && this.#isSignal(node)
  }

  #isSignal(place: TSESTree.Node): boolean {
    const signals = this.#program.signals.of(place)
    return this.#roots.size === 0 ? signals.length > 0 : signals.some(signal => this.#isOwn(signal))
  }

  #isOwn(signal: Signal): boolean {
    return this.#program.signals.sourcesOf(signal).some(source => this.#roots.has(source))
  }

  /** Whether a wait ends by an abort of the signal: it is given it. */
  isUnderSignal(node: Yield): boolean {
    const value = node.type === 'ForOfStatement' ? node.right : node.type === 'AwaitExpression' ? node.argument : undefined
    if (!value) return false
    let found = false
    walk(value, this.#file.code.visitorKeys, inner => {
      if (isFunction(inner)) return false
      found ||= (inner.type === 'CallExpression' || inner.type === 'NewExpression') && this.#isGiven(inner)
      return !found
    })
    return found
  }

  #isGiven(call: CallNode): boolean {
    if (call.arguments.some(argument => this.#isLinked(argument))) return false
    const given = this.#program.signals.given(call)
    return this.#roots.size === 0 ? given.some(({ origin }) => origin !== 'self') : given.some(signal => this.#isOwn(signal))
  }

  /** The signal of a controller that is made here: it is aborted by the listener at best, which may not run. */
  #isLinked(argument: TSESTree.Node): boolean {
    const node = unwrap(argument)
    if (node.type === 'ObjectExpression') {
      return node.properties.some(property => property.type === 'Property' && this.#isLinked(property.value))
    }
    if (node.type === 'Identifier') {
      const variable = this.#file.scopes.variable(node)
      const initial = variable && this.#file.scopes.initial(variable)
      return initial?.path.length === 0 && /^(?:Object|Member)Expression$/.test(initial.value.type) && this.#isLinked(initial.value)
    }
    const object = node.type === 'MemberExpression' && memberName(node) === 'signal' ? unwrap(node.object) : undefined
    const variable = object?.type === 'Identifier' ? this.#file.scopes.variable(object) : undefined
    return variable?.references.some(({ writeExpr }) => writeExpr?.type === 'NewExpression') ?? false
  }

  /** `queueMicrotask(() => { if (signal.aborted) end() })`, `Promise.resolve().then(…)`: the question is put before anybody waits. */
  isAskedSoon(call: CallNode): boolean {
    const name = calleeName(call) ?? ''
    const on = call.type === 'CallExpression' ? receiver(call) : undefined
    const isResolved = name === 'then' && on?.type === 'CallExpression' && calleeName(on) === 'resolve' && on.arguments.length === 0
    const [callback] = call.arguments
    return (isResolved || /^(?:queueMicrotask|nextTick|setImmediate)$/.test(name)) && callback !== undefined
      && this.#file.calls.functions(callback).some(target => this.#asksFirst(target))
  }

  /** Whether a call is given the signal and its answer is awaited, given back, iterated or followed up. */
  takesAndEnds(call: CallNode): boolean {
    if (call === this.#own || !this.#isGiven(call)) return false
    const { parent } = wrapped(call)
    return /^(?:AwaitExpression|ReturnStatement|ForOfStatement|YieldExpression|ArrayExpression|MemberExpression|VariableDeclarator)$/
      .test(parent?.type ?? '') || (parent?.type === 'ArrowFunctionExpression' && parent.body === wrapped(call))
      || parent?.type === 'CallExpression'
  }

  /** Whether the place stands under a condition that looks at a signal: `if (!signal.aborted) start(signal)`. */
  isGuardedByTest(place: TSESTree.Node): boolean {
    for (let below = place, at = place.parent; at && !isFunction(at); below = at, at = at.parent) {
      const test = at.type === 'IfStatement' || at.type === 'WhileStatement' ? at.test : undefined
      if (test && test !== below && this.#mentionsTest(test)) return true
    }
    return false
  }
}
