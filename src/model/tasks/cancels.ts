import type { TSESTree } from '@typescript-eslint/utils'
import {
  emitters, endEvents, endingNames, handleCancels, listenerClearers, listenerEnds, listenerRemovers, notifications, sourceEnds, subscribers,
} from '../../catalog/cancels.js'
import { combinators, continuations } from '../../catalog/settles.js'
import type { Vocabulary } from '../../catalog/settings.js'
import { closingSources, observers, taskClasses, timerClears } from '../../catalog/tasks.js'
import { addTo, calleeName, grouped, memberName, receiver, unwrap, wrapped, type CallNode, type SourceFile } from '../../source/index.js'
import { handleOf, sourceOf, type Handle, type Source } from './handles.js'
import { isNamed } from '../vocabulary.js'
import type { Task } from './tasks.js'

/** Answers which tasks a call cancels. */
export class Cancels {
  readonly #file: SourceFile
  readonly #tasks: readonly Task[]
  readonly #vocabulary: Vocabulary
  readonly #byHandle = new Map<Handle, Task[]>()
  readonly #byController = new Map<Handle, Task[]>()
  readonly #byReader = new Map<Handle, Task[]>()
  readonly #bySubject = new Map<Handle, Task[]>()
  readonly #bySource = new Map<Source, Task[]>()
  /** Whether any task is of a kind that calling its handle may end. */
  readonly #areCallable: boolean
  readonly #answers = new Map<CallNode, readonly Task[]>()

  constructor(file: SourceFile, tasks: readonly Task[], vocabulary: Vocabulary) {
    this.#file = file
    this.#tasks = tasks
    this.#vocabulary = vocabulary
    this.#areCallable = tasks.some(({ kind, handles }) => (kind === 'listener' || kind === 'subscription') && handles.length > 0)
    for (const task of tasks) {
      for (const handle of task.handles) addTo(this.#byHandle, handle, task)
      for (const controller of task.controllers) addTo(this.#byController, controller, task)
      for (const reader of task.readers ?? []) addTo(this.#byReader, reader, task)
      for (const subject of task.until ?? []) addTo(this.#bySubject, subject, task)
      if (task.source) addTo(this.#bySource, task.source, task)
    }
  }

  /** The tasks that the call cancels, none where it is no cancel. */
  at(call: CallNode): readonly Task[] {
    const known = this.#answers.get(call)
    if (known) return known
    const found = call.type === 'CallExpression' ? this.#find(call) : []
    this.#answers.set(call, found)
    return found
  }

  /** The tasks whose promise an `await` waits for: by itself, among others, or in a race with a deadline. */
  settledBy(awaited: TSESTree.Node): readonly Task[] {
    const node = unwrap(awaited)
    const handle = handleOf(this.#file, node)
    if (handle) return (this.#byHandle.get(handle) ?? []).filter(task => task.kind === 'promise')
    if (node.type !== 'CallExpression') return []
    if (isNamed(this.#file, node, this.#vocabulary.settle)) {
      return node.arguments.length > 0 ? node.arguments.flatMap(argument => this.settledBy(argument)) : this.#heldBy(receiver(node))
    }
    const [list] = node.arguments
    if (list && combinators.has(calleeName(node) ?? '')) {
      if (list.type !== 'ArrayExpression') return this.settledBy(list)
      return list.elements.flatMap(element => element ? this.settledBy(element) : [])
    }
    // `this.#task.catch(log)`
    const promise = receiver(node)
    return promise && continuations.has(calleeName(node) ?? '') ? this.settledBy(promise) : []
  }

  /** The listeners that an assignment ends: `socket.onmessage = null`. */
  atWrite(target: TSESTree.Node): readonly Task[] {
    const name = target.type === 'MemberExpression' ? memberName(target) : undefined
    if (target.type !== 'MemberExpression' || !name?.startsWith('on')) return []
    const source = sourceOf(this.#file, target.object)
    const listeners = source ? this.#bySource.get(source) ?? [] : []
    return listeners.filter(task => task.event === name.slice(2) && task.start.type !== 'CallExpression')
  }

  /** The tasks that are not running when this is empty: their handle, or what they listen to. */
  underHandle(handle: Handle): readonly Task[] {
    return [this.#byHandle, this.#byController, this.#bySource].flatMap(index => index.get(handle) ?? [])
  }

  /** The listeners that the call may run before it returns. */
  listenersRunBy(call: CallNode): readonly Task[] {
    const emitter = receiver(call)
    if (!emitter || !emitters.has(calleeName(call) ?? '')) return []
    const source = sourceOf(this.#file, emitter)
    const [event] = call.arguments
    const name = event?.type === 'Literal' ? event.value : undefined
    return (source ? this.#bySource.get(source) ?? [] : []).filter(task => isSameEvent(task.event, name))
  }

  #find(call: TSESTree.CallExpression): readonly Task[] {
    const name = calleeName(call) ?? ''
    if (timerClears.has(name)) return this.#timers(call.arguments[0])
    const on = receiver(call)
    const [first] = call.arguments
    // `this.#timers.forEach(clearInterval)`
    if (on && name === 'forEach' && first?.type === 'Identifier' && timerClears.has(first.name)) return this.#timers(on)
    const isNamedCancel = isNamed(this.#file, call, this.#vocabulary.cancel)
    const found = isNamedCancel ? this.#given(call) : this.#endedByOwn(call)
    const handle = on && (isNamedCancel || handleCancels.has(name)) ? handleOf(this.#file, on) : undefined
    if (handle) found.push(...this.#byMethod(handle, call, name))
    const subject = on && this.#bySubject.size > 0 && notifications.has(name) ? handleOf(this.#file, on) : undefined
    if (subject) found.push(...this.#bySubject.get(subject) ?? [])
    // `this.lines.close()`, where settings say that it ends what listens there
    if (on && isNamedCancel) found.push(...this.#bySource.get(sourceOf(this.#file, on) ?? '') ?? [], ...this.#heldBy(on))
    else if (on ?? name === 'removeEventListener') found.push(...this.#listeners(call, on, name))
    const called = this.#areCallable ? handleOf(this.#file, call.callee) : undefined
    if (called) found.push(...(this.#byHandle.get(called) ?? []).filter(task => givesItsEnd(task, called, call)))
    return found
  }

  #byObject: ReadonlyMap<Source, readonly Task[]> | undefined

  /**
   * The tasks that an object knows of, which settings say to end or to wait for its tasks by a method without arguments: those that one
   * of its methods has started, or was given: `tasks.run(f)`, `tasks.add(this.#drain())`.
   */
  #heldBy(object: TSESTree.Node | undefined): readonly Task[] {
    const source = object && sourceOf(this.#file, object)
    if (!source) return []
    this.#byObject ??= grouped(this.#tasks, ({ starts }) => new Set(starts.flatMap(start => {
      const { parent } = wrapped(start)
      const calls = [start, parent].filter(node => node?.type === 'CallExpression')
      return calls.flatMap(call => receiver(call) ? sourceOf(this.#file, receiver(call)) ?? [] : [])
    })))
    return this.#byObject.get(source) ?? []
  }

  /** The tasks whose handle a call is given: `stopPolling(this.#timer)`, where settings name the function. */
  #given(call: TSESTree.CallExpression): Task[] {
    return call.arguments.flatMap(argument => {
      const handle = handleOf(this.#file, argument)
      return handle ? [...this.#byHandle.get(handle) ?? [], ...this.#byController.get(handle) ?? []] : []
    })
  }

  /** What an own function ends of what it is given: `this.#halt(this.#timer)`, where `#halt(timer) { clearInterval(timer) }`. */
  #endedByOwn(call: TSESTree.CallExpression): Task[] {
    return this.#file.calls.targets(call).flatMap(({ params }) => params.flatMap((param, index) => {
      const argument = call.arguments[index]
      const handle = argument && handleOf(this.#file, argument)
      return handle ? this.#endsOf(param).flatMap(end => {
        const name = calleeName(end) ?? ''
        return timerClears.has(name) ? this.#timersOf(handle) : this.#byMethod(handle, end, name)
      }) : []
    }))
  }

  readonly #endsOfParameters = new Map<TSESTree.Node, readonly TSESTree.CallExpression[]>()

  /** The calls in which a parameter is a handle: `clearInterval(timer)`, `controller.abort()`. */
  #endsOf(parameter: TSESTree.Parameter): readonly TSESTree.CallExpression[] {
    const known = this.#endsOfParameters.get(parameter)
    if (known) return known
    const uses = this.#file.scopes.variable(parameter)?.references ?? []
    const ends = uses.flatMap(({ identifier }) => endAt(identifier as TSESTree.Node) ?? [])
    this.#endsOfParameters.set(parameter, ends)
    return ends
  }

  /** The tasks that a method of their handle ends. */
  #byMethod(handle: Handle, call: TSESTree.CallExpression, name: string): readonly Task[] {
    return [
      ...name === 'cancel' ? this.#byReader.get(handle) ?? [] : [],
      ...name === 'abort' ? this.#byController.get(handle) ?? [] : [],
      ...(this.#byHandle.get(handle) ?? []).filter(task => this.#ends(task, call, name)),
    ]
  }

  #timers(argument: TSESTree.Node | undefined): readonly Task[] {
    const handle = argument && handleOf(this.#file, argument)
    return handle ? this.#timersOf(handle) : []
  }

  #timersOf(handle: Handle): readonly Task[] {
    return (this.#byHandle.get(handle) ?? [])
      .filter(task => task.kind === 'interval' || task.kind === 'timeout' || task.kind === 'frame')
  }

  #ends(task: Task, call: TSESTree.CallExpression, name: string): boolean {
    if (isNamed(this.#file, call, this.#vocabulary.cancel)) return true
    if (!handleCancels.has(name)) return false
    if (task.kind === 'promise') return name === 'cancel' || name === 'abort'
    if (task.kind === 'listener') return listenerEnds.has(name) && call.arguments.length === 0
    if (task.kind !== 'subscription') return name === 'cancel' || name === 'dispose'
    if (task.start.type === 'NewExpression') return endsMade(task.start, name)
    return name === 'unsubscribe' || name === 'cancel' || (name !== 'disconnect' && isSubscriber(task))
  }

  #listeners(call: TSESTree.CallExpression, on: TSESTree.Expression | undefined, name: string): readonly Task[] {
    const removesOne = listenerRemovers.has(name)
    if (!sourceEnds.has(name) && !removesOne && !listenerClearers.has(name)) return []
    const source = sourceOf(this.#file, on)
    const tasks = (source ? this.#bySource.get(source) : undefined) ?? []
    if (sourceEnds.has(name)) return this.#endedWithSource(call, tasks, name, source)
    const [event, callback] = call.arguments
    const eventName = event?.type === 'Literal' ? event.value : undefined
    const removed = removesOne && callback ? this.#file.calls.functions(callback) : []
    return tasks.filter(task => isSameEvent(task.event, eventName)
      && (removed.length === 0 || removed.some(node => task.callbacks.includes(node))))
  }

  /** The listeners that the end of their source ends: by then it tells of nothing but that. What the file's own method does, it shows. */
  #endedWithSource(call: TSESTree.CallExpression, tasks: readonly Task[], name: string, source: Source | undefined): readonly Task[] {
    if (tasks.length === 0 || this.#file.calls.targets(call).length > 0) return []
    if (name === 'close' && this.#isClosingSource(source)) return tasks
    return tasks.filter(({ event }) => event !== undefined && !endEvents.test(event))
  }

  /** Whether what is stored there was made by a constructor whose `close()` ends its listeners. */
  #isClosingSource(source: Source | undefined): boolean {
    return this.#file.callNodes.some(node => node.type === 'NewExpression' && closingSources.has(calleeName(node) ?? '')
      && node.parent.type === 'AssignmentExpression' && sourceOf(this.#file, node.parent.left) === source)
  }
}

/** The call that would end the task of a handle which is named here. */
function endAt(handle: TSESTree.Node): TSESTree.CallExpression | undefined {
  const place = wrapped(handle)
  const { parent } = place
  if (parent?.type === 'CallExpression') {
    return parent.arguments[0] === place && timerClears.has(calleeName(parent) ?? '') ? parent : undefined
  }
  const call = parent?.type === 'MemberExpression' && parent.object === place ? parent.parent : undefined
  return call?.type === 'CallExpression' && call.callee === parent && handleCancels.has(calleeName(call) ?? '') ? call : undefined
}

const isSameEvent = (one: string | undefined, other: unknown): boolean => one === undefined || other === undefined || one === other

/** What ends a thing that was made with a callback: an observer by `disconnect()`, a task object by `abort()` or `cancel()`. */
function endsMade(made: TSESTree.NewExpression, name: string): boolean {
  if (observers.has(calleeName(made) ?? '')) return name === 'disconnect' || name === 'unobserve'
  return taskClasses.test(calleeName(made) ?? '') && (name === 'abort' || name === 'cancel')
}

const isSubscriber = ({ start }: Task): boolean =>
  start.type === 'CallExpression' && subscribers.test(calleeName(start) ?? '')

/** Whether the cancel is a method of what starting the task gave back, or a call of it. */
export function isByHandle(file: SourceFile, task: Task, cancel: TSESTree.Node): boolean {
  const handle = cancel.type === 'CallExpression' ? handleOf(file, receiver(cancel) ?? cancel.callee) : undefined
  return handle !== undefined && task.handles.includes(handle)
}

/** Whether calling what a subscription gave back ends it: by the name of what gave it, or by its own. */
function givesItsEnd(task: Task, handle: Handle, call: TSESTree.CallExpression): boolean {
  // `zoom.on('zoom', f)` gives back what is called with something to work on.
  if (task.kind === 'listener' ? call.arguments.length > 0 : task.kind !== 'subscription') return false
  return isSubscriber(task) || endingNames.test('path' in handle ? handle.path.at(-1) ?? handle.name : handle.name)
}
