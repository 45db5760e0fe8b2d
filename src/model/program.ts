import type { TSESTree } from '@typescript-eslint/utils'
import { buildGraph, type Graph } from '../order/index.js'
import {
  enclosingFunction, memberName, unwrap, type CallNode, type FunctionNode, type SourceFile,
} from '../source/index.js'
import type { Vocabulary } from '../catalog/settings.js'
import type { Budget } from './budget.js'
import { CallGraph } from './call-graph.js'
import { Signals } from './tasks/provenance.js'
import { lowerEntries } from './cells/entry-points.js'
import { abortListeners } from './tasks/signals.js'
import { callbackTasks, promiseTasks, type Task } from './tasks/tasks.js'
import type { Handle } from './tasks/handles.js'

/** What every emitter inherits and no teardown is hidden in. */
const emitterMethods = new Set(['emit', 'on', 'once', 'off', 'addListener', 'removeListener', 'dispatchEvent', 'setState'])

/** One file under analysis: what is written, the flow of its functions, its tasks, and who calls whom. */
export class Program {
  readonly file: SourceFile
  readonly budget: Budget
  #callbackTasks: readonly Task[] | undefined
  #tasks: readonly Task[] | undefined
  #taskCallbacks: ReadonlySet<FunctionNode> | undefined
  #listeners: ReadonlySet<FunctionNode> | undefined
  #abortListeners: ReadonlyMap<Handle, readonly FunctionNode[]> | undefined
  /** Functions that were asked for their graph and are too large to have one. */
  readonly tooLarge: TSESTree.Node[] = []
  readonly #closures = new Map<FunctionNode, ReadonlySet<FunctionNode>>()
  readonly #closuresOfTasks = new Map<Task, ReadonlySet<FunctionNode>>()
  readonly #graphs = new Map<TSESTree.Node, Graph | undefined>()

  readonly #vocabulary: Vocabulary

  constructor(file: SourceFile, budget: Budget, vocabulary: Vocabulary) {
    this.file = file
    this.budget = budget
    this.#vocabulary = vocabulary
  }

  /** Work that a callback does later, for a timer, a listener or a subscription. */
  get callbackTasks(): readonly Task[] {
    this.#callbackTasks ??= callbackTasks(this.file, this.#vocabulary)
    return this.#callbackTasks
  }

  /** All work that outlives the statement which starts it. */
  get tasks(): readonly Task[] {
    this.#tasks ??= [...this.callbackTasks, ...promiseTasks(this.file)]
    return this.#tasks
  }

  /** Functions that a task with a handle of its own runs. */
  get taskCallbacks(): ReadonlySet<FunctionNode> {
    this.#taskCallbacks ??= new Set(this.callbackTasks.flatMap(task => task.callbacks))
    return this.#taskCallbacks
  }

  /** Those of them that an event runs, as often as it comes. */
  get listeners(): ReadonlySet<FunctionNode> {
    this.#listeners ??= new Set(this.callbackTasks.filter(({ kind }) => kind === 'listener' || kind === 'subscription')
      .flatMap(task => task.callbacks))
    return this.#listeners
  }

  /** The functions that run when somebody aborts, by the controller. */
  get abortListeners(): ReadonlyMap<Handle, readonly FunctionNode[]> {
    this.#abortListeners ??= abortListeners(this.file)
    return this.#abortListeners
  }

  #signals: Signals | undefined

  /** Which abort signals expressions carry. */
  get signals(): Signals {
    return this.#signals ??= new Signals(this.file)
  }

  graph(node: TSESTree.Node): Graph | undefined {
    const known = this.#graphs.get(node)
    if (known) return known
    if (!this.#graphs.has(node)) {
      const graph = buildGraph(node, this.file.code.visitorKeys)
      if (!graph) this.tooLarge.push(node)
      for (const block of graph?.blocks ?? []) for (let n = block.points.length; n >= 0; n--) this.budget.spend()
      if (graph) lowerEntries(this.file, graph)
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
    const known = this.#closures.get(node)
    if (known) return known
    const closure = this.closure([node])
    this.#closures.set(node, closure)
    return closure
  }

  /** Every function that may run as part of the task. */
  closureOfTask(task: Task): ReadonlySet<FunctionNode> {
    const closure = this.#closuresOfTasks.get(task) ?? this.closure(task.callbacks)
    this.#closuresOfTasks.set(task, closure)
    return closure
  }

  /** The functions that may run when one of these does, themselves included, with the functions written inside them. */
  closure(roots: readonly FunctionNode[]): ReadonlySet<FunctionNode> {
    const found = new Set<FunctionNode>()
    const pending = [...roots]
    for (let node = pending.pop(); node; node = pending.pop()) {
      if (found.has(node)) continue
      found.add(node)
      this.budget.spend()
      for (const next of this.#runBy(node)) pending.push(next)
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
    const known = this.#run.get(node)
    if (known) return known
    const run = new Set<FunctionNode>()
    for (const call of this.file.callsIn(node)) for (const target of this.file.runBy(call)) run.add(target)
    for (const inner of this.file.functionsIn(node)) if (!this.taskCallbacks.has(inner)) run.add(inner)
    const found = [...run]
    this.#run.set(node, found)
    return found
  }

  readonly #run = new Map<FunctionNode, readonly FunctionNode[]>()

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

  /**
   * A local that holds a function from somewhere else: `for (const stop of this.#stops) stop()`. Parameters are the caller's, and a log
   * ends nothing.
   */
  #isUnknownFunction(callee: TSESTree.Identifier, call: CallNode): boolean {
    if (/^(?:log|debug|trace|warn)(?![a-z])/.test(callee.name)) return false
    const variable = this.file.scopes.variable(callee)
    return variable?.defs[0]?.type === 'Variable' && this.file.calls.targets(call).length === 0
  }
}
