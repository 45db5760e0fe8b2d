import type { TSESTree } from '@typescript-eslint/utils'
import { buildGraph, type Graph } from '../order/index.js'
import {
  addTo, enclosingFunction, isFunction, memberName, unwrap, type CallNode, type FunctionNode, type SourceFile,
} from '../source/index.js'
import type { Budget } from './budget.js'
import { CallGraph } from './call-graph.js'
import { abortListeners } from './tasks/signals.js'
import { findTasks, type Task } from './tasks/tasks.js'
import type { Handle } from './tasks/handles.js'

/** What every emitter inherits and no teardown is hidden in. */
const emitterMethods = new Set(['emit', 'on', 'once', 'off', 'addListener', 'removeListener', 'dispatchEvent', 'setState'])

/** One file under analysis: what is written, the flow of its functions, its tasks, and who calls whom. */
export class Program {
  readonly file: SourceFile
  readonly budget: Budget
  readonly tasks: readonly Task[]
  readonly abortListeners: ReadonlyMap<Handle, readonly FunctionNode[]>
  /** Functions that a task with a handle of its own runs. */
  readonly taskCallbacks: ReadonlySet<FunctionNode>
  readonly #closures = new Map<FunctionNode, ReadonlySet<FunctionNode>>()
  readonly #graphs = new Map<TSESTree.Node, Graph | undefined>()

  constructor(file: SourceFile, budget: Budget) {
    this.file = file
    this.budget = budget
    this.tasks = findTasks(file)
    this.abortListeners = abortListeners(file)
    this.taskCallbacks = new Set(this.tasks.filter(task => task.kind !== 'promise').flatMap(task => task.callbacks))
  }

  graph(node: TSESTree.Node): Graph | undefined {
    if (!this.#graphs.has(node)) {
      const graph = buildGraph(node, this.file.code.visitorKeys)
      for (const block of graph?.blocks ?? []) for (let n = block.points.length; n >= 0; n--) this.budget.spend()
      this.#graphs.set(node, graph)
    }
    return this.#graphs.get(node)
  }

  /** Whether a function written in an expression runs where it stands, as part of the call that it is given to. */
  runsInPlace(node: FunctionNode): boolean {
    const { parent } = node
    if (parent.type !== 'CallExpression' && parent.type !== 'NewExpression') return false
    return unwrap(parent.callee) === node || this.file.calls.runsAtOnce(parent).includes(node)
  }

  /** Whether a function written here runs in this code: in its place, or where the code calls it by its name. */
  runsHere(node: FunctionNode): boolean {
    const home = enclosingFunction(node)
    return this.runsInPlace(node) || this.file.disposals.isDeferred(node)
      || this.file.callsTo(node).some(call => enclosingFunction(call) === home)
  }

  /** The functions, and other places, whose code calls this function. */
  callers(node: FunctionNode): ReadonlySet<TSESTree.Node> {
    const callers = new Set(this.file.callsTo(node).map(call => enclosingFunction(call)))
    return this.file.disposals.isDeferred(node) ? callers.add(enclosingFunction(node)) : callers
  }

  /** The functions that may run when this one does, itself included. */
  closureOf(node: FunctionNode): ReadonlySet<FunctionNode> {
    const known = this.#closures.get(node) ?? this.closure([node])
    this.#closures.set(node, known)
    return known
  }

  /** The functions that may run when one of these does, themselves included, with the functions written inside them. */
  closure(roots: readonly FunctionNode[]): ReadonlySet<FunctionNode> {
    const found = new Set<FunctionNode>()
    const pending = [...roots]
    for (let node = pending.pop(); node; node = pending.pop()) {
      if (found.has(node)) continue
      found.add(node)
      this.budget.spend()
      pending.push(...this.#runBy(node))
    }
    return found
  }

  #callGraph: CallGraph | undefined

  /** Who may run whom, those who go round together. */
  get callGraph(): CallGraph {
    return this.#callGraph ??= new CallGraph(this.file.functions, node => {
      this.budget.spend()
      return this.#runBy(node)
    })
  }

  #runBy(node: FunctionNode): readonly FunctionNode[] {
    const called = this.file.callsIn(node).flatMap(call => this.file.runBy(call))
    return [...called, ...this.#nested(node).filter(inner => !this.taskCallbacks.has(inner))]
  }

  /** Whether the task goes round: a timer that repeats, or a loop with a yield in one of its functions. */
  loops(task: Task): boolean {
    if (task.kind !== 'promise') return true
    return task.callbacks.some(node => this.file.loopsWithYield.some(loop => enclosingFunction(loop) === node))
  }

  /** Whether the owner calls itself in a way that leads out of the file: an inherited method may do anything to its fields. */
  hasUnknownCalls(entry: FunctionNode, closure: ReadonlySet<FunctionNode>): boolean {
    return [entry, ...closure].flatMap(node => this.file.callsIn(node)).some(call => {
      if (call.type !== 'CallExpression') return false
      const callee = unwrap(call.callee)
      if (callee.type === 'Identifier') return this.#isUnknownFunction(callee, call)
      if (callee.type !== 'MemberExpression') return false
      if (callee.object.type === 'Super') return true
      return callee.object.type === 'ThisExpression' && !emitterMethods.has(memberName(callee) ?? '')
        && this.file.calls.targets(call).length === 0
    })
  }

  /** A local that holds a function from somewhere else: `for (const stop of this.#stops) stop()`. Parameters are the caller's. */
  #isUnknownFunction(callee: TSESTree.Identifier, call: CallNode): boolean {
    const variable = this.file.scopes.variable(callee)
    return variable?.defs[0]?.type === 'Variable' && this.file.calls.targets(call).length === 0
  }

  #inner: Map<FunctionNode, FunctionNode[]> | undefined

  #nested(node: FunctionNode): readonly FunctionNode[] {
    if (!this.#inner) {
      this.#inner = new Map()
      for (const inner of this.file.functions) {
        const home = enclosingFunction(inner)
        if (isFunction(home)) addTo(this.#inner, home, inner)
      }
    }
    return this.#inner.get(node) ?? []
  }
}
