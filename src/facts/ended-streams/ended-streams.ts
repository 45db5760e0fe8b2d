import type { TSESTree } from '@typescript-eslint/utils'
import { timerClears } from '../../catalog/tasks.js'
import type { Program } from '../../model/program.js'
import { isBrief } from '../../model/tasks/harmless-timers.js'
import { functionAround, type Task } from '../../model/tasks/tasks.js'
import { addTo, calleeName, enclosingFunction, isInside, keyName, type FunctionNode } from '../../source/index.js'
import { rejectingWrites } from './rejections.js'
import { Runs } from './runs.js'
import { bringingEnd, isStop, isTimer, mayStop } from './stops.js'
import { findStreams, type Stream } from './streams.js'

/** A timer or listener that writes to a stream, although its reader may have cancelled it: the write throws, and nobody catches that. */
export interface EndedStream {
  /** The timer or listener; undefined where a promise that nobody waits for is rejected. */
  readonly task: Task | undefined
  /** The call of the controller that throws. */
  readonly write: TSESTree.CallExpression
  /** What runs when the reader cancels, if the stream has that. */
  readonly cancel: FunctionNode | undefined
  /** Where the cancel ends what the task listens to, which is what brings the event. */
  readonly end: TSESTree.CallExpression | undefined
}

/** Whether the text makes a stream to whose controller something is written. */
export const mayEndStreams = (text: string): boolean => text.includes('new ReadableStream') && writing.test(text)

const writing = /\.(?:enqueue|close)\(/

/**
 * Finds what writes to a stream after its reader has cancelled it:
 *
 *     start(controller) { setInterval(() => { controller.enqueue(ping) }, 1000) }
 *     cancel() { console.log('gone') }
 */
export function findEndedStreams(program: Program): readonly EndedStream[] {
  const streams = findStreams(program)
  if (streams.length === 0) return []
  const tasks = new Map<FunctionNode, Task[]>()
  for (const task of program.callbackTasks) for (const callback of task.callbacks) addTo(tasks, callback, task)
  return streams.flatMap(stream => endedIn(program, stream, tasks))
}

function endedIn(program: Program, stream: Stream, tasks: ReadonlyMap<FunctionNode, readonly Task[]>): readonly EndedStream[] {
  const runs = new Runs(program, stream, tasks)
  const found = new Map<unknown, EndedStream>()
  for (const write of stream.writes) {
    for (const task of runs.tasksTo(write)) {
      // Each timer has its own remedy; the listeners have one.
      const key = isTimer(task) ? task : stream
      const ended = found.has(key) ? undefined : judge(program, stream, task, write)
      if (ended) found.set(key, ended)
    }
  }
  const later = rejectingWrites(program, stream, runs).slice(0, 1)
  return [...found.values(), ...later.map(write => ({ task: undefined, write, cancel: stream.cancel, end: undefined }))]
}

function judge(program: Program, stream: Stream, task: Task, write: TSESTree.CallExpression): EndedStream | undefined {
  const { cancel, made } = stream
  if (!mayComeLate(task) || !isInside(task.start, enclosingFunction(made))) return undefined
  if (cancel) {
    const end = bringingEnd(program, task, cancel)
    return end || !mayStop(program, stream, task, cancel) ? { task, write, cancel, end } : undefined
  }
  return isStoppedOtherwise(program, stream, task) ? undefined : { task, write, cancel, end: undefined }
}

/** Whether a task can still be pending when the reader cancels, and whether a signal does not end it. */
function mayComeLate({ kind, start, controllers, event }: Task): boolean {
  if (controllers.length > 0 || event === 'abort') return false
  if (start.type !== 'CallExpression') return kind === 'listener'
  if (calleeName(start) === 'setImmediate' || kind === 'frame') return false
  const [, second, third] = start.arguments
  if (kind === 'timeout') return second !== undefined && !isBrief(second)
  return !(kind === 'listener' && third?.type === 'ObjectExpression' && third.properties.some(hasSignal))
}

const hasSignal = (property: TSESTree.ObjectLiteralElement): boolean => property.type !== 'Property' || keyName(property) === 'signal'

/** Whether somebody else may stop a task when the reader has gone: what hears of the end of the request, or a function that others run. */
function isStoppedOtherwise(program: Program, stream: Stream, task: Task): boolean {
  const around = enclosingFunction(stream.made)
  const own = program.closureOfTask(task)
  const isOther = (node: FunctionNode): boolean => !own.has(node) && !stream.sources.includes(node)
  if (endListeners(program).some(node => isOther(node) && isInside(node, around) && mayStop(program, stream, task, node))) return true
  return isTimer(task) && program.file.callNodes.some(call => {
    const home = timerClears.has(calleeName(call) ?? '') ? functionAround(call) : undefined
    return home !== undefined && isOther(home) && !program.taskCallbacks.has(home) && !isGivenToStream(stream, home)
      && !finishes(program, stream, home) && isStop(program, stream, task, call)
  })
}

/** Whether a function writes to the stream as well: it runs when the work has ended, and not because the reader has gone. */
function finishes(program: Program, stream: Stream, node: FunctionNode): boolean {
  const runs = new Runs(program, stream, new Map())
  return stream.writes.some(write => {
    const home = functionAround(write)
    return home !== undefined && program.closureOf(node).has(home) && !runs.isGuarded(write, home)
  })
}

/** What `start()` returns is dropped: it is no clean-up. */
const isGivenToStream = ({ sources }: Stream, { parent }: FunctionNode): boolean =>
  parent.type === 'ReturnStatement' && sources.some(source => functionAround(parent) === source)

/** Functions that hear of the end of a request: `signal.addEventListener('abort', f)`, `request.on('close', f)`, `onAbort(f)`. */
function endListeners(program: Program): readonly FunctionNode[] {
  const listeners = known.get(program) ?? findEndListeners(program)
  known.set(program, listeners)
  return listeners
}

const known = new WeakMap<Program, readonly FunctionNode[]>()

const findEndListeners = (program: Program): readonly FunctionNode[] => [
  ...program.callbackTasks.flatMap(({ event, callbacks }) => event !== undefined && ends.test(event) ? callbacks : []),
  ...program.file.callNodes.flatMap(call => endTakers.test(calleeName(call) ?? '')
    ? call.arguments.flatMap(argument => program.file.calls.functions(argument)) : []),
]

const ends = /^(?:abort|aborted|close|disconnect|finish|beforeunload)$/

const endTakers = /abort|close|disconnect|clean|finish|cancel/i
