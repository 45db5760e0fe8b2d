import type { TSESTree } from '@typescript-eslint/utils'
import type { Vocabulary } from '../../catalog/settings.js'
import { listenerAdders, timers, type TaskKind } from '../../catalog/tasks.js'
import {
  addTo, grouped, calleeName, enclosingFunction, fieldOf, isFunction, isInside, memberName, receiver, typeOf, unwrap, wrapped,
  type CallNode, type FunctionNode, type SourceFile,
} from '../../source/index.js'
import { handleOf, restingPlaces, sourceOf, type Handle, type Source } from './handles.js'
import { functionsUnderSignals, signalsGiven } from './signals.js'
import { isStarter } from '../vocabulary.js'

/** Work that outlives the statement that starts it. */
export interface Task {
  readonly kind: TaskKind
  /** The call that starts it; the function itself where only others start it. */
  readonly start: TSESTree.Node
  /** Every place that starts it. */
  readonly starts: readonly TSESTree.Node[]
  /** What it runs. */
  readonly callbacks: readonly FunctionNode[]
  /** By what it can be cancelled: what holds its handle, or its promise. */
  readonly handles: readonly Handle[]
  /** Whose abort cancels it. */
  readonly controllers: readonly Handle[]
  /** Readers whose `cancel()` ends the loop that awaits `read()`. */
  readonly readers?: readonly Handle[]
  /** Subjects until whose next value a subscription is taken: `source.pipe(takeUntil(this.destroyed$)).subscribe(f)`. */
  readonly until?: readonly Handle[]
  /** For a listener: what it listens to, and the name of the event where it is written out. */
  readonly source?: Source | undefined
  readonly event?: string | undefined
}

/** A task made of a function alone: what it consumes when it runs. */
export const listenerOf = (callback: FunctionNode): Task =>
  ({ kind: 'listener', start: callback, starts: [], callbacks: [callback], handles: [], controllers: [] })

/**
 * The tasks that run a callback which they are given. A callback that we cannot find in the file makes no task: we would not know
 * what it consumes.
 */
export function callbackTasks(file: SourceFile, vocabulary: Vocabulary): readonly Task[] {
  return [
    ...found(file.callNodes, call => call.arguments.length > 0 ? taskOfCall(file, call, vocabulary) : undefined),
    ...found(file.assignments, assignment => handlerTask(file, assignment)),
  ]
}

function found<Item>(items: readonly Item[], taskOf: (item: Item) => Task | undefined): readonly Task[] {
  const tasks: Task[] = []
  for (const item of items) {
    const task = taskOf(item)
    if (task) tasks.push(task)
  }
  return tasks
}

function taskOfCall(file: SourceFile, call: CallNode, vocabulary: Vocabulary): Task | undefined {
  const name = calleeName(call) ?? ''
  const isHosts = (): boolean => call.callee.type !== 'Identifier' || file.scopes.isGlobalOrImported(call.callee)
  if (call.type === 'CallExpression') {
    const timer = timers.get(name)
    if (timer && isHosts()) return callbackTask(file, call, timer.kind, call.arguments[0])
    const isListening = listenerAdders.has(name) && (receiver(call) !== undefined || (name === 'addEventListener' && isHosts()))
    if (isListening) return listenerTask(file, call)
  }
  return subscriptionTask(file, call, isStarter(file, call, vocabulary))
}

function callbackTask(file: SourceFile, call: CallNode, kind: TaskKind, callback: TSESTree.Node | undefined): Task | undefined {
  const callbacks = callback ? file.calls.functions(callback) : []
  if (callbacks.length === 0) return undefined
  const handles = restingPlaces(file, call)
  return { kind, start: call, starts: [call], callbacks, handles, controllers: signalsGiven(file, call) }
}

function listenerTask(file: SourceFile, call: TSESTree.CallExpression): Task | undefined {
  const [event, callback] = call.arguments
  const emitter = receiver(call)
  const task = callbackTask(file, call, 'listener', callback)
  const name = event?.type === 'Literal' && typeof event.value === 'string' ? event.value : undefined
  return task && { ...task, source: sourceOf(file, emitter), event: name }
}

/** `socket.onmessage = f` listens until something else is put there. */
function handlerTask(file: SourceFile, assignment: TSESTree.AssignmentExpression): Task | undefined {
  const left = fieldOf(assignment, 'left')
  const name = left.type === 'MemberExpression' ? memberName(left) : undefined
  if (left.type !== 'MemberExpression' || !name?.startsWith('on') || !/^on[a-z]+$/.test(name)) return undefined
  const right = fieldOf(assignment, 'right')
  const callbacks = file.calls.functions(right)
  return callbacks.length === 0 ? undefined : {
    kind: 'listener', start: right, starts: [right], callbacks, handles: [], controllers: [],
    source: sourceOf(file, left.object), event: name.slice(2),
  }
}

/**
 * `this.#sub = source.subscribe(f)`, `this.#watch = new Watch(f)`: any call that is given
 * a callback and whose result is kept; a cancel decides whether it is one. Settings may say so of functions that give nothing back.
 */
function subscriptionTask(file: SourceFile, call: CallNode, isStarted: boolean): Task | undefined {
  if (!isStarted && !mayRest(call) && calleeName(call) !== 'subscribe') return undefined
  const callbacks = call.arguments.flatMap(argument => argument.type === 'ObjectExpression'
    ? argument.properties.flatMap(property => property.type === 'Property' ? file.calls.functions(property.value) : [])
    : file.calls.functions(argument))
  if (callbacks.length === 0) return undefined
  const handles = restingPlaces(file, call)
  const until = untilOf(file, call)
  if (handles.length + until.length === 0 && !isStarted) return undefined
  if (file.calls.targets(call).length > 0 || file.calls.runsAtOnce(call).length > 0) return undefined
  return { kind: 'subscription', start: call, starts: [call], callbacks, handles, controllers: signalsGiven(file, call), until }
}

/** The subjects in `source.pipe(…, takeUntil(this.destroyed$)).subscribe(f)`. */
function untilOf(file: SourceFile, call: CallNode): readonly Handle[] {
  const piped = calleeName(call) === 'subscribe' ? receiver(call) : undefined
  const pipe = piped && unwrap(piped)
  if (pipe?.type !== 'CallExpression' || calleeName(pipe) !== 'pipe') return []
  return pipe.arguments.flatMap(operator => {
    const [subject] = operator.type === 'CallExpression' && calleeName(operator) === 'takeUntil' ? operator.arguments : []
    const handle = subject && handleOf(file, subject)
    return handle ? [handle] : []
  })
}

/** Whether the value of a call may come to rest anywhere, as far as what stands around it tells: most calls are statements or awaited. */
function mayRest(call: CallNode): boolean {
  const type = typeOf(fieldOf(call, 'parent'))
  return type !== 'ExpressionStatement' && type !== 'AwaitExpression'
}

/** Async functions of the file whose promise is kept, that hold a signal, or that run in a loop and are not awaited. */
export function promiseTasks(file: SourceFile): readonly Task[] {
  const underSignals = withoutTheirMakers(file, functionsUnderSignals(file))
  const starts = new Map<FunctionNode, CallNode[]>()
  for (const call of file.callNodes) {
    for (const target of file.calls.targets(call)) {
      if (target.async && !target.generator) addTo(starts, target, call)
    }
  }
  const candidates = new Set([...starts.keys(), ...[...underSignals.keys()].filter(node => node.async)])
  return [...candidates].flatMap(node => {
    const calls = starts.get(node) ?? []
    const handles = calls.flatMap(call => restingPlaces(file, call))
    const controllers = [...underSignals.get(node) ?? []]
    const unawaited = calls.filter(call => !isAwaited(call))
    if (handles.length === 0 && controllers.length === 0 && unawaited.length === 0) return []
    const start = unawaited[0] ?? calls[0] ?? node
    const readers = readersOf(file, node)
    return [{ kind: 'promise' as const, start, starts: calls, callbacks: [node], handles, controllers, readers }]
  })
}

/** What a function reads from in a loop: `await this.#reader.read()`. */
function readersOf(file: SourceFile, node: FunctionNode): readonly Handle[] {
  return file.callsIn(node).flatMap(call => {
    const reader = receiver(call)
    const handle = reader && calleeName(call) === 'read' && call.parent.type === 'AwaitExpression' ? handleOf(file, reader) : undefined
    return handle ? [handle] : []
  })
}

/** A function that makes a controller starts what runs under its signal; it is itself such work only where it goes round. */
function withoutTheirMakers(
  file: SourceFile, underSignals: ReadonlyMap<FunctionNode, ReadonlySet<Handle>>,
): ReadonlyMap<FunctionNode, ReadonlySet<Handle>> {
  if (underSignals.size === 0) return underSignals
  const makers = grouped(file.callNodes.filter(call => call.type === 'NewExpression' && calleeName(call) === 'AbortController'),
    call => [enclosingFunction(call)])
  return new Map([...underSignals].map(([node, controllers]) => {
    const made = (makers.get(node) ?? []).flatMap(maker => restingPlaces(file, maker))
    const loops = made.length > 0 && file.loopsWithYield.some(loop => isInside(loop, node))
    return [node, new Set([...controllers].filter(controller => loops || !made.includes(controller)))]
  }))
}

function isAwaited(call: CallNode): boolean {
  const { parent } = wrapped(call)
  return parent?.type === 'AwaitExpression' || (parent?.type === 'ReturnStatement')
    || (parent !== undefined && isFunction(parent) && unwrap(parent.body) === call)
}

/** The function around a place, where it is one. */
export function functionAround(node: TSESTree.Node): FunctionNode | undefined {
  const around = enclosingFunction(node)
  return isFunction(around) ? around : undefined
}
