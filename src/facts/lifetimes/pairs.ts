import type { TSESTree } from '@typescript-eslint/utils'
import { enclosingFunction, isInside, type CallNode, type FunctionNode } from '../../source/index.js'
import { momentOf } from '../../order/index.js'
import type { Program } from '../../model/program.js'
import type { Task } from '../../model/tasks/tasks.js'
import type { Consumer, Lifetime, Lifetimes } from './lifetimes.js'
import type { Place } from './teardown/statuses.js'

/** Whether a call makes another instance of the closure that the running function belongs to, with variables of its own. */
export const makesAnother = (target: FunctionNode, running: readonly FunctionNode[]): boolean =>
  running.some(node => node !== target && isInside(node, target))

/**
 * Whether a release and a cancel that lie below two calls of one function belong to two teardowns:
 *
 *     this.write(bye)     // on an error runs close(), which cancels and releases
 *     this.finish()       // cancels
 *
 * A helper that has both keeps them in its own order. Two ends that call each other run only once.
 *
 * @param depth how many calls the release and the cancel have in common
 */
export function isOfTwoTeardowns(lifetimes: Lifetimes, lifetime: Lifetime, release: Place, cancel: Place, depth: number): boolean {
  const [releasing, cancelling] = [release.calls[depth], cancel.calls[depth]]
  const home = enclosingFunction(releasing ?? release.node)
  if (!releasing && !cancelling && isOfNextRun(release.node, cancel.node)) return true
  if ([releasing, cancelling].some(call => call && lifetimes.reached(call).has(home))) return true
  return releasing !== undefined && cancelling !== undefined
    && [releasing, cancelling].some(call => hasBoth(lifetimes, lifetime, call, cancel))
}

/** The same before a path is followed: of the calls of a function below which the two come to pass, where they do so in calls. */
export function areTwoTeardowns(
  lifetimes: Lifetimes, { cell, task }: Consumer, home: FunctionNode, releasing: CallNode | undefined, cancelling: CallNode | undefined,
): boolean {
  if ([releasing, cancelling].some(call => call && lifetimes.reached(call).has(home))) return true
  return releasing !== undefined && cancelling !== undefined
    && (lifetimes.releasersOf(cell).some(node => lifetimes.reached(cancelling).has(node))
      || lifetimes.cancelsOf(task).some(node => lifetimes.reached(releasing).has(enclosingFunction(node))))
}

/** Whether control comes from a release to a cancel further up in the same function only when that is run again. */
function isOfNextRun(release: TSESTree.Node, cancel: TSESTree.Node): boolean {
  const { loop } = momentOf(release)
  return enclosingFunction(release) === enclosingFunction(cancel) && cancel.range[1] <= release.range[0]
    && (loop === undefined || loop !== momentOf(cancel).loop)
}

/** @param cancel which may be the write of a flag that the task asks, and no call that cancels it */
function hasBoth(lifetimes: Lifetimes, { cell, task }: Lifetime, call: CallNode, cancel: Place): boolean {
  const run = lifetimes.reached(call)
  return lifetimes.releasersOf(cell).some(node => run.has(node))
    && [...lifetimes.cancelsOf(task), cancel.node].some(node => run.has(enclosingFunction(node)))
}

/** A change of state clears the timer of the state before, and may set that of the next: no teardown, and nothing ran in between. */
export function mayRestart(program: Program, call: CallNode | undefined, task: Task): boolean {
  if (!call) return false
  const run = new Set<TSESTree.Node>(program.file.runBy(call).flatMap(target => [...program.closureOf(target)]))
  return program.tasks.some(({ handles, starts }) => handles.some(handle => task.handles.includes(handle))
    && starts.some(start => run.has(enclosingFunction(start))))
}
