import type { TSESTree } from '@typescript-eslint/utils'
import { timerClears } from '../../catalog/tasks.js'
import type { Program } from '../../model/program.js'
import { isBrief } from '../../model/tasks/harmless-timers.js'
import type { Task } from '../../model/tasks/tasks.js'
import { addTo, calleeName, enclosingFunction, isFunction, unwrap, type Cell, type FunctionNode } from '../../source/index.js'
import { isClearedOtherwise } from './other-clears.js'
import {
  findDroppedListeners, findForgottenListeners, findVoidRemovals, type ForgottenListener, type VoidRemoval,
} from './listeners.js'
import { findOverwrites, type OverwrittenTimer } from './overwrites.js'
import { findSpared, type Spared } from './spared.js'
import { clearsOf, homesOf, teardownsOf, type Teardown } from './teardowns.js'
import { findUnkeptRounds, type UnkeptRound } from './unkept-rounds.js'
import { Uses, type Use } from './uses.js'

/** A timer that runs on after a teardown has ended what its callback works on. */
export interface ForgottenTask {
  readonly kind: Use['kind']
  readonly task: Task
  /** The cell that holds the handle of the timer; undefined where nobody keeps it. */
  readonly handle: Cell | undefined
  readonly cell: Cell
  /** Where the teardown ends what the cell holds, or lets go of it. */
  readonly release: TSESTree.Node
  /** Where the callback fills the cell again, opens what it holds, or uses it. */
  readonly use: TSESTree.Node
  readonly teardown: FunctionNode
}

/** A clear that is given the function of a timer instead of its handle: it clears nothing. */
export interface VoidClear {
  readonly kind: 'clearsNothing'
  readonly call: TSESTree.CallExpression
  readonly argument: TSESTree.Identifier
}

export type Forgotten = ForgottenTask | VoidClear | OverwrittenTimer | UnkeptRound | Spared | ForgottenListener | VoidRemoval

const arming = /\b(?:set(?:Timeout|Interval|Immediate)|AbortController|request(?:AnimationFrame|IdleCallback))\b/
const ending =
  /clear(?:Timeout|Interval)|clos|dispos|destroy|stop|shut|kill|terminat|disconnect|unmount|clean|quit|teardown|on(?:Mouse|Focus|Touch)/i

/** Whether the text has the words without which no timer is forgotten. */
export const mayForgetTasks = (text: string): boolean => (arming.test(text) && ending.test(text)) || listening.test(text)

const listening = /\bremove(?:Event)?Listener\b|\.off\(|(?:push|add|egister)\([\w.#]*\.on(?:Did|Will)[A-Z]/

/**
 * Finds the timers and controllers that teardowns forget, the timers that are armed over another one, and the clears that clear nothing.
 */
export function findForgotten(program: Program): readonly Forgotten[] {
  const found = findForgottenTimers(program)
  const told = new Set(found.flatMap(one => 'handle' in one && one.handle ? [one.handle] : []))
  const kept = program.callbackTasks.flatMap(task => timerKinds.has(task.kind) ? [{ task, handle: handleOfTimer(task) ?? undefined }] : [])
  return [
    ...found, ...findSpared(program, kept).filter(({ handle }) => !told.has(handle)),
    ...findVoidRemovals(program), ...findForgottenListeners(program), ...findDroppedListeners(program),
  ]
}

const timerKinds: ReadonlySet<Task['kind']> = new Set(['interval', 'timeout', 'frame'])

function findForgottenTimers(program: Program): readonly Forgotten[] {
  const found: Forgotten[] = [...voidClears(program), ...findOverwrites(program)]
  const timers = program.callbackTasks.flatMap(task => {
    const handle = isLong(task) ? handleOfTimer(task) : null
    return handle === null ? [] : [{ task, handle }]
  })
  found.push(...findUnkeptRounds(program, timers))
  const teardowns = timers.length > 0 ? teardownsOf(program).filter(({ releases }) => releases.size > 0) : []
  if (teardowns.length === 0) return found
  const homes = homesOf(program, new Set([
    ...teardowns.flatMap(({ releases }) => [...releases.keys()]), ...timers.flatMap(({ handle }) => handle ? [handle] : []),
  ]))
  const timersOf = timersByFunction(program, timers)
  const unkept = new Set<Task>()
  for (const teardown of teardowns) {
    for (const timer of workingOn(teardown, homes, timersOf)) {
      const { task, handle } = timer
      program.budget.spend()
      if (unkept.has(task)) continue
      const isNamed = handle !== undefined && [...homes.get(handle) ?? []].some(home => teardown.closure.has(home as FunctionNode))
      const forgotten = isNamed ? undefined : forgottenBy(program, teardown, timer)
      if (!forgotten) continue
      found.push(forgotten)
      // The place of one that nobody keeps is where it is armed: one report, whoever forgets it.
      if (!handle) unkept.add(task)
    }
  }
  return found
}

interface Timer {
  readonly task: Task
  /** The cell that keeps its handle; undefined where nobody does. */
  readonly handle: Cell | undefined
}

/** The timers that may run each function. */
function timersByFunction(program: Program, timers: readonly Timer[]): ReadonlyMap<TSESTree.Node, readonly Timer[]> {
  const found = new Map<TSESTree.Node, Timer[]>()
  for (const timer of timers) for (const node of program.closure(timer.task.callbacks)) addTo(found, node, timer)
  return found
}

/** The timers in the code of which something is named that the teardown releases: most are about something else, and are not followed. */
function workingOn(
  { releases }: Teardown, homes: ReadonlyMap<Cell, ReadonlySet<TSESTree.Node>>, timersOf: ReadonlyMap<TSESTree.Node, readonly Timer[]>,
): readonly Timer[] {
  const found = new Set([...releases.keys()].flatMap(cell => [...homes.get(cell) ?? []].flatMap(home => timersOf.get(home) ?? [])))
  return [...found].sort((one, other) => one.task.start.range[0] - other.task.start.range[0])
}

/** `clearInterval(tick)`, where `setInterval(tick, 1000)` gave the handle to nobody. */
function voidClears({ file }: Program): readonly VoidClear[] {
  return file.callNodes.flatMap(call => {
    const argument = call.arguments[0] && unwrap(call.arguments[0])
    if (call.type !== 'CallExpression' || argument?.type !== 'Identifier' || !timerClears.has(calleeName(call) ?? '')) return []
    const [definition] = file.scopes.variable(argument)?.defs ?? []
    return definition && isFunction(definition.node) && definition.type === 'FunctionName'
      ? [{ kind: 'clearsNothing' as const, call, argument }] : []
  })
}

/** An interval, or a timeout that may still run when a teardown comes: one of some milliseconds is over first. */
function isLong({ kind, start }: Task): boolean {
  if (start.type !== 'CallExpression' || (kind !== 'interval' && kind !== 'timeout') || calleeName(start) === 'setImmediate') return false
  const [, delay] = start.arguments
  if (kind === 'interval') return true
  return delay !== undefined && !isBrief(delay)
}

/** The cell that keeps the handle of a timer; undefined where nobody keeps it, null where it goes elsewhere. */
function handleOfTimer({ handles, start }: Task): Cell | undefined | null {
  const [handle, ...others] = handles
  if (handle && others.length === 0 && 'path' in handle && handle.key === undefined) return isAssigned(start) ? handle : null
  return handles.length === 0 && start.parent?.type === 'ExpressionStatement' ? undefined : null
}

/** Whether the value of a call is put into a place itself: a list of handles is emptied in ways that are not followed. */
function isAssigned(start: TSESTree.Node): boolean {
  for (let at = start.parent; at; at = at.parent) {
    if (at.type === 'AssignmentExpression' || at.type === 'VariableDeclarator' || at.type === 'PropertyDefinition') return true
    if (at.type === 'CallExpression' ? calleeName(at) !== 'unref' : !passing.test(at.type)) return false
  }
  return false
}

const passing = /^(?:Member|Conditional|Logical|TS\w+)Expression$/

function forgottenBy(program: Program, teardown: Teardown, { task, handle }: Timer): ForgottenTask | undefined {
  const home = enclosingFunction(task.start)
  const { closure, releases } = teardown
  // What the teardown arms itself, or what arms only the teardown, ends with it.
  if ((isFunction(home) && closure.has(home)) || task.callbacks.some(callback => closure.has(callback))) return undefined
  if (handle && releases.has(handle)) return undefined
  const uses = task.callbacks.flatMap(callback => new Uses(program, teardown).of(callback))
  const use = firstOf(uses.filter(({ cell, kind }) => cell !== handle
    // One late use by a timer that nobody thought worth a handle is rarely worth a word.
    && (kind !== 'uses' || handle !== undefined || task.kind === 'interval')))
  const release = use && releases.get(use.cell)
  if (!release || (handle && isClearedOtherwise(program, teardown, clearsOf(program, handle)))) return undefined
  return { kind: use.kind, task, handle, cell: use.cell, release: release.node, use: use.node, teardown: teardown.node }
}

/** What is opened again weighs more than what is only used. */
const firstOf = (uses: readonly Use[]): Use | undefined =>
  uses.find(({ kind }) => kind === 'refills') ?? uses.find(({ kind }) => kind === 'reopens') ?? uses[0]
