import { closers } from '../catalog/releases.js'
import type { Vocabulary } from '../catalog/settings.js'
import { calleeName, enclosingFunction, isFunction, isInside, type Cell, type CallNode, type FunctionNode } from '../source/index.js'
import { Cancels } from './cancels.js'
import { consumptionOf, type Consumption } from './consumption.js'
import type { Handle } from './handles.js'
import type { Program } from './program.js'
import type { Task } from './tasks.js'

/** A cell and one task that consumes it: the two must end in this order, task first. */
export interface Lifetime {
  readonly cell: Cell
  readonly task: Task
  readonly consumption: Consumption
}

/** Which task consumes which cell, what cancels and starts it, and where. */
export class Lifetimes {
  readonly program: Program
  readonly cancels: Cancels
  readonly all: readonly Lifetime[]
  readonly byCell: ReadonlyMap<Cell, readonly Lifetime[]>
  readonly byTask: ReadonlyMap<Task, readonly Lifetime[]>
  readonly #cancelled = new Map<Task, CallNode[]>()
  readonly #startsAt = new Map<object, Task[]>()
  readonly #closures = new Map<Task, ReadonlySet<FunctionNode>>()
  readonly #touching: ReadonlySet<object>

  constructor(program: Program, vocabulary: Vocabulary) {
    this.program = program
    this.cancels = new Cancels(program.file, program.tasks, vocabulary)
    for (const call of program.file.callNodes) {
      for (const task of this.cancels.at(call)) this.#cancelled.set(task, [...this.#cancelled.get(task) ?? [], call])
    }
    const live = program.tasks.filter(task => this.isCancellable(task))
    for (const task of live) {
      for (const start of task.starts) this.#startsAt.set(start, [...this.#startsAt.get(start) ?? [], task])
    }
    this.#touching = this.#findTouching()
    const handles = handlesOf(live)
    this.all = live.flatMap(task => [...consumptionOf(program, task)]
      .filter(([cell]) => !handles.has(cell))
      .map(([cell, consumption]) => ({ cell, task, consumption })))
    this.byCell = grouped(this.all, lifetime => lifetime.cell)
    this.byTask = grouped(this.all, lifetime => lifetime.task)
  }

  /** Whether anything in the file ends the task: a call, or a flag that it looks at. */
  isCancellable(task: Task): boolean {
    return this.#cancelled.has(task) || task.kind === 'promise'
  }

  #findTouching(): ReadonlySet<object> {
    const { file } = this.program
    const calls = file.callNodes.filter(call => this.cancels.at(call).length > 0 || this.startedBy(call).length > 0
      || closers.has(calleeName(call) ?? ''))
    return new Set([...calls, ...file.assignments, ...file.deletions].map(node => enclosingFunction(node)))
  }

  cancelsOf(task: Task): readonly CallNode[] {
    return this.#cancelled.get(task) ?? []
  }

  /** The tasks that the call starts. */
  startedBy(call: CallNode): readonly Task[] {
    return this.#startsAt.get(call) ?? []
  }

  /** Every function that may run as part of the task. */
  closure(task: Task): ReadonlySet<FunctionNode> {
    const known = this.#closures.get(task) ?? this.program.closure(task.callbacks)
    this.#closures.set(task, known)
    return known
  }

  /** Whether anything in this function itself starts or cancels a task, or may release a cell. */
  touches(node: FunctionNode): boolean {
    return this.#touching.has(node)
  }

  /** Where else a task is cancelled that this function leaves running on what it released; undefined where we cannot tell. */
  leaks({ cell, task, consumption }: Lifetime, entry: FunctionNode, closure: ReadonlySet<FunctionNode>): CallNode | undefined {
    const isTransient = task.kind === 'promise' && !this.program.loops(task)
    const copes = task.kind !== 'promise' && consumption.isGuarded
    if (isTransient || copes || task.source === cell) return undefined
    if (task.starts.some(start => [...closure].some(node => isInside(start, node)))) return undefined
    if (this.program.hasUnknownCalls(entry, closure)) return undefined
    return this.cancelsOf(task).find(call => {
      const home = enclosingFunction(call)
      return isFunction(home) && home !== entry && !this.closure(task).has(home)
    })
  }
}

/** What holds a handle is no resource: a timer, a controller or a subscription is emptied after it was cancelled. */
function handlesOf(tasks: readonly Task[]): ReadonlySet<Handle> {
  return new Set(tasks.flatMap(task => [...task.kind === 'listener' ? [] : task.handles, ...task.controllers]))
}

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
