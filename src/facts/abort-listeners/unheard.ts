import type { TSESTree } from '@typescript-eslint/utils'
import type { Program } from '../../model/program.js'
import { behind, follow, type Graph, type Point, type Start, type Yield } from '../../order/index.js'
import {
  calleeName, enclosingFunction, isConstructor, isFunction, isInside, memberName, receiver, unwrap, type CallNode, type FunctionNode,
  type SourceFile,
} from '../../source/index.js'
import { AbortAsks } from './asks.js'
import { isOfField, promiseOf, type AbortListener } from './listeners.js'

/** A listener for an abort that may have been before it was added, and nobody asks. */
export interface UnheardAbort {
  readonly listener: AbortListener
  /** The wait during which the abort may come; undefined where the function begins with it. */
  readonly since: TSESTree.Node | undefined
  /** The promise that waits on, or what goes on although it was aborted. */
  readonly goesOn: TSESTree.Node | undefined
  readonly isInPromise: boolean
  /** Whether only the strict preset tells it. */
  readonly isMinor: boolean
}

const deepest = 3

/** Answers which listeners may be added too late. */
export class Unheard {
  readonly #program: Program
  readonly #file: SourceFile

  constructor(program: Program) {
    this.#program = program
    this.#file = program.file
  }

  of(listener: AbortListener): UnheardAbort | undefined {
    const { kind, home, node } = listener
    if (kind !== 'event' && kind !== 'property') return undefined
    const asks = new AbortAsks(this.#program, listener)
    const stretch = this.#stretchBefore(home, node, asks, 0)
    const isInPromise = promiseOf(home) !== undefined
    if (!stretch || !this.#isForThis(listener, stretch.outer, isInPromise, stretch.since !== undefined)) return undefined
    if (stretch.since === undefined && isOfFreshRequest(listener)) return undefined
    const goesOn = this.#behind(home, node, asks)
    if (!goesOn) return undefined
    if (stretch.since === undefined && this.#isAskedByCallers(stretch.outer, asks, 0)) return undefined
    const isMinor = !isInPromise && stretch.since === undefined
    return { listener, since: stretch.since, goesOn: goesOn.at, isInPromise, isMinor }
  }

  /** Which functions register in a way that an abort from before matters to. */
  #isForThis(listener: AbortListener, outer: TSESTree.Node, isInPromise: boolean, hasWaited: boolean): boolean {
    if (!isFunction(outer) || isConstructor(outer)) return false
    const isField = isOfField(this.#program, listener)
    if (isInPromise || hasWaited) return true
    return !isField && (outer.async || outer.generator || this.#isLink(listener))
  }

  /** `() => own.abort()`: the listener passes the abort on to a controller that is made here. */
  #isLink({ handler, functions, home }: AbortListener): boolean {
    const place = handler && unwrap(handler)
    const bound = place?.type === 'CallExpression' && calleeName(place) === 'bind' ? place.callee : undefined
    const call = bound?.type === 'MemberExpression' ? unwrap(bound.object) : functions[0] && onlyCallOf(functions[0])
    const callee = call?.type === 'CallExpression' ? unwrap(call.callee) : call
    if (callee?.type !== 'MemberExpression' || !/\.(?:abort|cancel)$/.test(this.#file.code.getText(callee))) return false
    const controller = unwrap(callee.object)
    const variable = controller.type === 'Identifier' ? this.#file.scopes.variable(controller) : undefined
    const made = variable && this.#file.scopes.initial(variable)?.value
    return made?.type === 'NewExpression' && isInside(made, home)
  }

  /**
   * The stretch in which control comes to a place with no test: from the entry of a function or from a wait. What stands in an executor
   * is continued in the function around; undefined where there is always a test.
   */
  #stretchBefore(
    home: TSESTree.Node, place: Point['node'], asks: AbortAsks, depth: number,
  ): { readonly outer: TSESTree.Node, readonly since: Yield | undefined } | undefined {
    const graph = this.#program.graph(home)
    if (!graph) return undefined
    const waits = this.#untestedWaits(graph, asks)
    const since = waits.find(wait => this.#comesTo(graph, behind(graph, 'yield', wait), place, asks))
    if (since) return { outer: home, since }
    if (!this.#comesTo(graph, [[graph.entry, 0]], place, asks)) return undefined
    const around = isFunction(home) ? this.#runInPlace(home) : undefined
    const outer = around && enclosingFunction(around)
    if (!around || !isFunction(outer) || depth >= deepest) return { outer: home, since: undefined }
    return this.#stretchBefore(outer, around, asks, depth + 1)
  }

  #runInPlace(home: FunctionNode): CallNode | undefined {
    return promiseOf(home) ?? (this.#program.runsInPlace(home) ? home.parent as CallNode : undefined)
  }

  /** The waits that do not fail by an abort of the signal themselves. */
  #untestedWaits(graph: Graph, asks: AbortAsks): readonly Yield[] {
    const found: Yield[] = []
    for (const { points } of graph.blocks) {
      for (const point of points) {
        if (point.kind === 'yield' && !asks.isUnderSignal(point.node) && !found.includes(point.node)) found.push(point.node)
      }
    }
    return found.reverse()
  }

  #comesTo(graph: Graph, starts: readonly Start[], place: Point['node'], asks: AbortAsks): boolean {
    let found = false
    follow(graph, starts, {
      spend: this.#program.budget.spend,
      visit(point) {
        found ||= point.node === place && (point.kind === 'call' || point.kind === 'write')
        return found || point.kind === 'yield' || asks.isTest(point) ? 'stop' : undefined
      },
      mayTake: edge => !asks.isAbsent(edge),
    })
    return found
  }

  /** What goes on behind the listener with no test: up to the next wait. Undefined where each way tests, or something later does. */
  #behind(home: FunctionNode, place: Point['node'], asks: AbortAsks, depth = 0): { readonly at: TSESTree.Node | undefined } | undefined {
    const graph = this.#program.graph(home)
    if (!graph) return undefined
    const starts = ['call', 'write'].flatMap(kind => behind(graph, kind as 'call', place as TSESTree.CallExpression))
    const found: { next?: TSESTree.Node, isOpen: boolean } = { isOpen: false }
    follow(graph, starts, {
      spend: this.#program.budget.spend,
      visit(point) {
        if (asks.isTest(point)) return 'stop'
        if (point.kind !== 'yield') return undefined
        found.next ??= point.node
        found.isOpen = true
        return 'stop'
      },
      mayTake: edge => !asks.isAbsent(edge),
      enter(block) { found.isOpen ||= block === graph.exit },
    })
    const { next, isOpen } = found
    if (!isOpen || this.#isExcusedLater(graph, starts, home, place, asks)) return undefined
    const around = this.#runInPlace(home)
    const outer = around && enclosingFunction(around)
    if (!around || !isFunction(outer) || depth >= deepest) return { at: next }
    return this.#behind(outer, around, asks, depth + 1) && { at: next ?? promiseOf(home) }
  }

  /**
   * Whether a test further down, or a call there that is given the signal and waited for, finds the abort. What stands at the top of a
   * loop comes too late: the wait of this turn goes on till then.
   */
  #isExcusedLater(graph: Graph, starts: readonly Start[], home: FunctionNode, place: Point['node'], asks: AbortAsks): boolean {
    const isExecutor = promiseOf(home) !== undefined
    let isExcused = false
    follow(graph, starts, {
      spend: this.#program.budget.spend, followsFailures: true,
      visit(point) {
        if (point.node.range[0] < place.range[0]) return undefined
        isExcused ||= (!isExecutor && asks.isTestOfThis(point))
          || (point.kind === 'call' && point.node.type !== 'TaggedTemplateExpression'
            && (asks.takesAndEnds(point.node) || asks.isAskedSoon(point.node)))
        return isExcused ? 'stop' : undefined
      },
    })
    return isExcused
  }

  /** Whether every call of the function in the file stands behind a test. */
  #isAskedByCallers(home: TSESTree.Node, asks: AbortAsks, depth: number): boolean {
    const calls = isFunction(home) ? this.#file.callsTo(home) : []
    return calls.length > 0 && calls.every(call => {
      const caller = enclosingFunction(call)
      if (asks.isGuardedByTest(call)) return true
      const stretch = this.#stretchBefore(caller, call, new AbortAsks(this.#program), 0)
      if (!stretch) return true
      return stretch.since === undefined && depth < deepest && this.#isAskedByCallers(stretch.outer, asks, depth + 1)
    })
  }
}

/** `request.signal`, in the turn in which a server hands the request over: it can be aborted from then on. */
function isOfFreshRequest({ signal }: AbortListener): boolean {
  const names: string[] = []
  let at = unwrap(signal)
  for (; at.type === 'MemberExpression'; at = unwrap(at.object)) names.unshift(memberName(at) ?? '')
  return at.type === 'Identifier' && /^(?:\w+\.)?_?req(?:uest)?(?:\.raw)?\.signal$/.test([at.name, ...names].join('.'))
}

/** The call that is all that a function does. */
function onlyCallOf({ body }: FunctionNode): TSESTree.Node | undefined {
  const statements: readonly TSESTree.Node[] = body.type === 'BlockStatement' ? body.body : [body]
  const [statement, more] = statements
  const node = statement && !more ? unwrap(statement.type === 'ExpressionStatement' ? statement.expression : statement) : undefined
  return node?.type === 'CallExpression' && receiver(node) ? node : undefined
}
