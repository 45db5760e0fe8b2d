import type { TSESTree } from '@typescript-eslint/utils'
import { buildGraph, type Graph } from '../order/index.js'
import { enclosingFunction, isFunction, memberName, unwrap, type CallNode, type FunctionNode, type SourceFile } from '../source/index.js'
import type { Budget } from './budget.js'
import { abortListeners } from './signals.js'
import { findTasks, type Task } from './tasks.js'
import type { Handle } from './handles.js'

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
  readonly #graphs = new Map<TSESTree.Node, Graph | undefined>()
  readonly #callers = new Map<FunctionNode, Set<TSESTree.Node>>()
  readonly #runs = new Map<FunctionNode, readonly FunctionNode[]>()

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

  /** Functions that run, in the order of evaluation, as part of this call: what it calls, and callbacks that it runs at once. */
  inlined(call: CallNode): readonly FunctionNode[] {
    return [...this.file.calls.targets(call), ...this.file.calls.runsAtOnce(call)]
  }

  /** Whether a function written in an expression runs where it stands, as part of the call that it is given to. */
  runsInPlace(node: FunctionNode): boolean {
    const { parent } = node
    if (parent.type !== 'CallExpression' && parent.type !== 'NewExpression') return false
    return unwrap(parent.callee) === node || this.file.calls.runsAtOnce(parent).includes(node)
  }

  /** The functions of the file that a function calls or runs in place. */
  calls(node: FunctionNode): readonly FunctionNode[] {
    this.#indexCalls()
    return this.#runs.get(node) ?? []
  }

  /** The functions, and other places, whose code calls this function. */
  callers(node: FunctionNode): ReadonlySet<TSESTree.Node> {
    this.#indexCalls()
    return this.#callers.get(node) ?? new Set()
  }

  #indexCalls(): void {
    if (this.#runs.size > 0) return
    const runs = new Map<FunctionNode, Set<FunctionNode>>(this.file.functions.map(node => [node, new Set()]))
    for (const call of this.file.callNodes) {
      const home = enclosingFunction(call)
      for (const target of this.inlined(call)) {
        this.#callers.set(target, (this.#callers.get(target) ?? new Set()).add(home))
        if (isFunction(home)) runs.get(home)?.add(target)
      }
    }
    for (const [node, targets] of runs) this.#runs.set(node, [...targets])
  }

  /** The functions that may run when one of these does, themselves included, with the functions written inside them. */
  closure(roots: readonly FunctionNode[]): ReadonlySet<FunctionNode> {
    const found = new Set<FunctionNode>()
    const pending = [...roots]
    for (let node = pending.pop(); node; node = pending.pop()) {
      if (found.has(node)) continue
      found.add(node)
      this.budget.spend()
      pending.push(...this.calls(node), ...this.#nested(node).filter(inner => !this.taskCallbacks.has(inner)))
    }
    return found
  }

  /** Whether the task goes round: a timer that repeats, or a loop with a yield in one of its functions. */
  loops(task: Task): boolean {
    if (task.kind !== 'promise') return true
    return task.callbacks.some(node => this.file.loopsWithYield.some(loop => enclosingFunction(loop) === node))
  }

  /** Whether the owner calls itself in a way that leads out of the file: an inherited method may do anything to its fields. */
  hasUnknownCalls(entry: FunctionNode, closure: ReadonlySet<FunctionNode>): boolean {
    const home = new Set<TSESTree.Node>([entry, ...closure])
    return this.file.callNodes.some(call => {
      if (call.type !== 'CallExpression' || !home.has(enclosingFunction(call))) return false
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

  readonly #inner = new Map<FunctionNode, FunctionNode[]>()

  #nested(node: FunctionNode): readonly FunctionNode[] {
    if (this.#inner.size === 0) {
      for (const inner of this.file.functions) {
        const home = enclosingFunction(inner)
        if (isFunction(home)) this.#inner.set(home, [...this.#inner.get(home) ?? [], inner])
      }
    }
    return this.#inner.get(node) ?? []
  }
}
