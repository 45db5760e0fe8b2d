import type { TSESTree } from '@typescript-eslint/utils'
import { timerClears } from '../../catalog/tasks.js'
import { closers } from '../../catalog/releases.js'
import type { Vocabulary } from '../../catalog/settings.js'
import {
  addTo, calleeName, enclosingFunction, grouped, isDereferenced, isFunction, isInside, isNullish, receiver, type Cell,
  type CallNode, type FunctionNode, type SourceFile,
} from '../../source/index.js'
import { Abroad } from './abroad.js'
import { Cancels, isByHandle } from '../../model/tasks/cancels.js'
import { consumptionOf, isCancelled, type Consumption } from './consumption.js'
import { ConsumptionScope } from './consumption-scope.js'
import { Deferrals } from './deferrals.js'
import { isHandedOn } from './handed-on.js'
import type { Handle } from '../../model/tasks/handles.js'
import type { Program } from '../../model/program.js'
import { functionsAround, functionsNaming, placesOf, Reach } from './naming.js'
import { releasersOf, releasesIn } from './releases.js'
import type { Task } from '../../model/tasks/tasks.js'

/** A cell and one task that consumes it: the two must end in this order, task first. */
export interface Lifetime {
  readonly cell: Cell
  readonly task: Task
  readonly consumption: Consumption
  /** Where `task` stands for a run that has begun: the task that it is a run of. A cancel asks it to end, and only a wait sees it ended. */
  readonly of?: Task
}

/** A task that may consume a cell, as far as places tell. */
export interface Consumer {
  readonly cell: Cell
  readonly task: Task
  /** How it does, where its code was run. */
  readonly consumption?: Consumption
}

/** What ends a task: a call, or the assignment that takes a handler off. */
export type Cancel = CallNode | TSESTree.AssignmentExpression

/** Which task consumes which cell, what cancels and starts it, and where. */
export class Lifetimes {
  readonly program: Program
  readonly cancels: Cancels
  readonly deferrals: Deferrals
  /** The functions that release cells in their own code. */
  readonly releasers: ReadonlyMap<FunctionNode, ReadonlySet<Cell>>
  readonly #cancellable: readonly Task[]
  readonly #releasedCells: ReadonlySet<Cell>
  #ofReleased: ConsumptionScope | undefined
  readonly #cancelled = new Map<Task, Cancel[]>()
  readonly #startsAt = new Map<object, Task[]>()
  #touching: ReadonlySet<object> | undefined
  #releasersOf: ReadonlyMap<Cell, readonly FunctionNode[]> | undefined
  #cancelledWithin: ReadonlyMap<TSESTree.Node, ReadonlySet<Task>> | undefined
  readonly #handled = new Map<FunctionNode, ReadonlySet<Task>>()
  readonly #handledAt = new Map<object, Task[]>()

  constructor(program: Program, vocabulary: Vocabulary) {
    this.program = program
    this.deferrals = new Deferrals(program)
    this.cancels = new Cancels(program.file, program.tasks, vocabulary)
    const { callNodes, assignments } = program.file
    // Where there is no task, nothing cancels one.
    for (const call of program.tasks.length > 0 ? callNodes : []) {
      for (const task of this.cancels.at(call)) addTo(this.#cancelled, task, call)
    }
    for (const assignment of assignments) {
      if (!isNullish(assignment.right)) continue
      for (const task of this.cancels.atWrite(assignment.left)) addTo(this.#cancelled, task, assignment)
    }
    this.#cancellable = program.tasks.filter(task => this.isCancellable(task))
    for (const task of this.#cancellable) {
      for (const start of task.starts) addTo(this.#startsAt, start, task)
      for (const node of [...task.starts, ...this.cancelsOf(task)]) addTo(this.#handledAt, enclosingFunction(node), task)
    }
    const releases = releasesIn(program, vocabulary)
    this.#releasedCells = new Set(releases.map(({ cell }) => cell))
    this.releasers = releasersOf(releases, this.#releasedCells)
  }

  /** The tasks that anything in the file ends. */
  get cancellable(): readonly Task[] { return this.#cancellable }

  /**
   * The lifetimes of the cells that the file releases. Places first: only what names a released cell is run to find out whether it consumes
   * it, and only as far as ways lead there.
   *
   * @param may whether a consumer is asked for at all, should its code show that it is one
   */
  released(may: (consumer: Consumer) => boolean): readonly Lifetime[] {
    if (this.#cancellable.length === 0) return []
    const { file } = this.program
    const cleared = clearedCells(file)
    const handles = this.#allHandles()
    const asked = new Set([...this.#releasedCells].filter(cell => !handles.has(cell) && !holdsCleared(cell, cleared)))
    const closed = closedCells(file)
    const places = placesOf(file, asked, place => (isDereferenced(place) || isHandedOn(file, place)) && !isCancelled(place))
      .filter(({ node, cell }) => closed.has(cell) || isDereferenced(node))
    const reach = new Reach(file, places)
    const consumers = this.#cancellable.flatMap(task => {
      // A task that comes by the cell only where that is released is part of the teardown.
      const found = [...reach.from(this.closure(task))]
        .filter(([cell, nodes]) => this.releasersOf(cell).some(releaser => nodes.some(node => !isInside(node, releaser)))
          && may({ cell, task }))
      return found.length > 0 ? [{ task, found }] : []
    })
    const all = consumers.flatMap(({ found }) => found)
    const scope = new ConsumptionScope(this.program, new Set(all.map(([cell]) => cell)),
      functionsAround(file, all.flatMap(([, nodes]) => nodes)))
    return this.#lifetimesOf(consumers.map(({ task }) => task), scope, closed)
  }

  /** Asks for the cells that the file releases. */
  get ofReleased(): ConsumptionScope {
    const { file } = this.program
    return this.#ofReleased ??= new ConsumptionScope(this.program, this.#releasedCells, functionsNaming(file, this.#releasedCells))
  }

  /** Every task with each cell that it consumes, released or not. */
  get all(): readonly Lifetime[] {
    const { file } = this.program
    const [handles, cleared] = [this.#allHandles(), clearedCells(file)]
    return this.#lifetimesOf(this.#cancellable, new ConsumptionScope(this.program), closedCells(file))
      .filter(({ cell }) => !handles.has(cell) && !holdsCleared(cell, cleared))
  }

  #lifetimesOf(tasks: readonly Task[], scope: ConsumptionScope, closed: ReadonlySet<Cell>): readonly Lifetime[] {
    if (tasks.length === 0) return []
    const abroad = new Abroad(this.program.file, this.cancels, new Set(tasks.flatMap(task => this.#holdsOn(task))))
    return tasks.filter(task => !abroad.hasAny(this.#holdsOn(task))).flatMap(task => [...consumptionOf(this.program, task, scope)]
      .filter(([cell, { isOnlyHandedOn }]) => !isOnlyHandedOn || closed.has(cell))
      .map(([cell, consumption]) => ({ cell, task, consumption })))
  }

  #allHandles(): ReadonlySet<Handle> {
    return new Set(this.#cancellable.flatMap(task => [...this.#handlesOf(task), ...task.controllers]))
  }

  /** The functions that release this cell in their own code. */
  releasersOf(cell: Cell): readonly FunctionNode[] {
    this.#releasersOf ??= grouped(this.releasers.keys(), node => this.releasers.get(node) ?? [])
    return this.#releasersOf.get(cell) ?? []
  }

  /** Whether anything in the file ends the task: a call, or a flag that it looks at. */
  isCancellable(task: Task): boolean {
    return this.#cancelled.has(task) || task.kind === 'promise'
  }

  cancelsOf(task: Task): readonly Cancel[] {
    return this.#cancelled.get(task) ?? []
  }

  /**
   * What holds a handle is no resource: a timer, a controller or a subscription is emptied after it was cancelled. What attaching a
   * listener gives back may as well be the emitter itself.
   */
  #handlesOf(task: Task): readonly Handle[] {
    const isHandle = task.kind !== 'listener' || this.cancelsOf(task).some(cancel => isByHandle(this.program.file, task, cancel))
    return isHandle ? task.handles : []
  }

  /** By what anybody who has it can cancel the task. Whoever has its promise has no hold on the task. */
  #holdsOn(task: Task): readonly Handle[] {
    return task.kind === 'promise' ? task.controllers : [...this.#handlesOf(task), ...task.controllers]
  }

  /** The tasks that the call starts. */
  startedBy(call: CallNode): readonly Task[] {
    return this.#startsAt.get(call) ?? []
  }

  /** Every function that may run as part of the task. */
  closure(task: Task): ReadonlySet<FunctionNode> {
    return this.program.closureOfTask(task)
  }

  /** Every function that the call may run. */
  reached(call: CallNode): ReadonlySet<TSESTree.Node> {
    const known = this.#reached.get(call)
      ?? new Set<TSESTree.Node>(this.program.file.runBy(call).flatMap(target => [...this.program.closureOf(target)]))
    this.#reached.set(call, known)
    return known
  }

  readonly #reached = new Map<CallNode, ReadonlySet<TSESTree.Node>>()

  /** The tasks of which a cancel, or a call that leads to one, stands in this statement or expression. */
  cancelledWithin(branch: TSESTree.Node): ReadonlySet<Task> {
    this.#cancelledWithin ??= this.#findCancelledWithin()
    return this.#cancelledWithin.get(branch) ?? new Set()
  }

  #findCancelledWithin(): ReadonlyMap<TSESTree.Node, ReadonlySet<Task>> {
    const found = new Map<TSESTree.Node, Set<Task>>()
    for (const task of this.#cancelled.keys()) {
      for (const call of this.#findLeadingToCancel(task)) {
        for (let at: TSESTree.Node | undefined = call.parent; at && !isFunction(at); at = at.parent) {
          this.program.budget.spend()
          if (isBranching(at)) found.set(at, (found.get(at) ?? new Set()).add(task))
        }
      }
    }
    return found
  }

  #findLeadingToCancel(task: Task): readonly Cancel[] {
    const found = new Set<Cancel>(this.cancelsOf(task))
    for (const call of found) {
      this.program.budget.spend()
      const home = enclosingFunction(call)
      if (isFunction(home)) for (const outer of this.program.file.callsTo(home)) found.add(outer)
    }
    return [...found]
  }

  /** The tasks that a function, or what it calls, starts or cancels. */
  handledBy(node: FunctionNode): ReadonlySet<Task> {
    const known = this.#handled.get(node)
    if (known) return known
    const handled = new Set([...this.program.closureOf(node)].flatMap(inner => this.#handledAt.get(inner) ?? []))
    this.#handled.set(node, handled)
    return handled
  }

  /** The functions of which a run can change anything. */
  get mattering(): ReadonlySet<FunctionNode> {
    return this.#mattering ??= this.program.callGraph.reaching(node => this.touches(node))
  }

  #mattering: ReadonlySet<FunctionNode> | undefined

  /** The cells that a function, or what it calls, releases. */
  releasedBy(node: FunctionNode): ReadonlySet<Cell> {
    const known = this.#released.get(node)
      ?? new Set([...this.program.closureOf(node)].flatMap(inner => [...this.releasers.get(inner) ?? []]))
    this.#released.set(node, known)
    return known
  }

  readonly #released = new Map<FunctionNode, ReadonlySet<Cell>>()

  /** Whether a function, or what it calls, does anything to a task or releases anything. */
  concerns(node: FunctionNode): boolean {
    return this.handledBy(node).size > 0 || this.releasedBy(node).size > 0
  }

  /** Whether anything in the function itself starts, cancels or awaits a task, or writes or closes something. */
  touches(node: FunctionNode): boolean {
    this.#touching ??= this.#findTouching()
    return this.#touching.has(node)
  }

  #findTouching(): ReadonlySet<object> {
    const { file } = this.program
    const calls = file.callNodes.filter(call => this.cancels.at(call).length > 0 || this.startedBy(call).length > 0
      || closers.has(calleeName(call) ?? ''))
    const waits = [...file.awaits, ...file.returns].filter(({ argument }) => argument && this.cancels.settledBy(argument).length > 0)
    return new Set([...calls, ...waits, ...file.assignments, ...file.deletions].map(node => enclosingFunction(node)))
  }
}

/** The cells whose timers are cleared: `this.retry.timer` in `clearTimeout(this.retry.timer)`. */
function clearedCells(file: SourceFile): readonly Cell[] {
  return file.callNodes.flatMap(call => {
    const [argument] = call.arguments
    const cell = argument && timerClears.has(calleeName(call) ?? '') ? file.cells.at(argument) : undefined
    return cell ? [cell] : []
  })
}

/** The cells whose resource is closed somewhere: handed on elsewhere, it is used. */
function closedCells(file: SourceFile): ReadonlySet<Cell> {
  return new Set(file.callNodes.flatMap(call => {
    const resource = closers.has(calleeName(call) ?? '') ? receiver(call) : undefined
    return (resource && file.cells.carriedBy(resource)) ?? []
  }))
}

/** An object that keeps a timer is emptied when that was cleared: `clearTimeout(this.retry.timer); this.retry = null`. */
const holdsCleared = ({ owner, path }: Cell, cleared: readonly Cell[]): boolean =>
  cleared.some(cell => cell.owner === owner && cell.path.length === path.length + 1 && path.every((part, at) => cell.path[at] === part))

/** Statements and expressions that a test decides about. */
export const isBranching = (node: TSESTree.Node): boolean =>
  node.type === 'IfStatement' || node.type === 'ConditionalExpression' || node.type === 'ExpressionStatement'
