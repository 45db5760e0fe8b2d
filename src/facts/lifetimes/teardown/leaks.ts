import type { TSESTree } from '@typescript-eslint/utils'
import { lifeFlags } from '../../../catalog/aborts.js'
import { endEvents, endRegistrars } from '../../../catalog/handle-events.js'
import { listenerAdders } from '../../../catalog/tasks.js'
import { endVerbs } from '../../../catalog/teardowns.js'
import {
  calleeName, enclosingFunction, isConstructor, isFunction, isInside, isNullish, memberName, receiver, walk, type Cell, type FunctionNode,
  type SourceFile,
} from '../../../source/index.js'
import type { Cancel, Consumer, Lifetimes } from '../lifetimes.js'

/**
 * A teardown that releases a cell and leaves its consumer running: where another function cancels the task. Undefined where we
 * cannot tell, or where the task gets over it:
 *
 *     kill() { this.#abort.abort(); this.#proc = null }     // shows that both end together
 *     forceKill() { this.#proc = null }                     // forgets the task
 *
 * @param release where it releases the cell; without it, whether any release of it would be a leak
 */
export function leakOf(
  lifetimes: Lifetimes, lifetime: Consumer, entry: FunctionNode, release?: TSESTree.Node,
): Cancel | undefined {
  const { task, cell } = lifetime
  if (lifetimes.cancelsOf(task).length === 0) return undefined
  const closure = lifetimes.program.closureOf(entry)
  if ((release && hasEndedBefore(lifetimes.program.file, cell, release)) || getsOverIt(lifetimes, lifetime)) return undefined
  if (task.starts.some(start => [...closure].some(node => isInside(start, node)))) return undefined
  if (setsLoopFlag(lifetimes, lifetime, closure)) return undefined
  if (!beginTogether(lifetimes, lifetime) || !endTogether(lifetimes, lifetime, entry)) return undefined
  if (lifetimes.program.hasUnknownCalls(entry, closure)) return undefined
  const { file } = lifetimes.program
  return lifetimes.cancelsOf(task).find(call => {
    const home = enclosingFunction(call)
    if (!isFunction(home) || home === entry || lifetimes.closure(task).has(home)) return false
    return !release || !runsAtEndOf(file, cell, home) || !(runsAtEndOf(file, cell, entry) || isEndedIn(file, cell, release))
  })
}

/** Whether a function is registered for the end of what the cell holds: `this.panel.onDidDispose(f)`, `this.proc.on('exit', f)`. */
function runsAtEndOf({ cells }: SourceFile, cell: Cell, node: FunctionNode): boolean {
  const call = node.parent
  if (call.type !== 'CallExpression') return false
  const on = receiver(call)
  const name = calleeName(call) ?? ''
  const [event] = call.arguments
  const isOfEnd = listenerAdders.has(name)
    ? event?.type === 'Literal' && typeof event.value === 'string' && endEvents.has(event.value) : endRegistrars.test(name)
  return isOfEnd && on !== undefined && cells.at(on) === cell
}

/** Whether what the cell holds is ended where it is released: the functions that are registered for the end run then. */
function isEndedIn({ cells, callNodes }: SourceFile, cell: Cell, release: TSESTree.Node): boolean {
  const home = enclosingFunction(release)
  return callNodes.some(call => {
    const on = endVerbs.has(calleeName(call) ?? '') ? receiver(call) : undefined
    return on !== undefined && enclosingFunction(call) === home && call.range[1] <= release.range[0] && cells.at(on) === cell
  })
}

/** A task that ends by itself, one that looks first whether the cell is empty, and a listener on what is released. */
function getsOverIt({ program }: Lifetimes, { cell, task, consumption }: Consumer): boolean {
  if (task.kind === 'promise') return !program.loops(task)
  return consumption?.isGuarded === true || task.source === cell
}

/**
 * Whether what is released here had ended by itself, and the code says that it knows: that is no teardown, and the task is seen to where
 * the end was.
 *
 *     if (!this.proc || this.proc.killed) { this.proc = null; return }
 */
function hasEndedBefore(file: SourceFile, cell: Cell, release: TSESTree.Node): boolean {
  for (let below = release, at = release.parent; at && !isFunction(at); below = at, at = at.parent) {
    if (at.type === 'IfStatement' && at.consequent === below && asksForEnd(file, cell, at.test)) return true
  }
  return false
}

function asksForEnd({ cells, code }: SourceFile, cell: Cell, test: TSESTree.Node): boolean {
  let found = false
  walk(test, code.visitorKeys, node => {
    found ||= node.type === 'MemberExpression' && lifeFlags.test(memberName(node) ?? '') && cells.at(node.object) === cell
    return !found && !(node.type === 'UnaryExpression' && node.operator === '!')
  })
  return found
}

/** A loop that is told to end is not forgotten. */
function setsLoopFlag({ program: { file } }: Lifetimes, { consumption }: Consumer, closure: ReadonlySet<FunctionNode>): boolean {
  return consumption !== undefined && consumption.loopFlags.size > 0 && file.assignments.some(assignment => {
    const cell = file.cells.at(assignment.left)
    const home = enclosingFunction(assignment)
    return cell !== undefined && consumption.loopFlags.has(cell) && isFunction(home) && closure.has(home)
  })
}

/** A resource that comes and goes while the task runs on has a life of its own: a call, while the conference listens. */
function beginTogether({ program }: Lifetimes, { cell, task }: Consumer): boolean {
  const { file } = program
  const given = file.assignments.filter(({ left, right }) => !isNullish(right) && file.cells.at(left) === cell)
  const starters = task.starts.map(start => enclosingFunction(start))
  return given.length === 0 || given.some(assignment => {
    const home = enclosingFunction(assignment)
    if (!isFunction(home) || isConstructor(home)) return true
    return starters.some(starter => isFunction(starter)
      && (program.closureOf(home).has(starter) || program.closureOf(starter).has(home)))
  })
}

/** Whether another teardown ends the two together, which shows that whoever releases the cell has to cancel the task. */
function endTogether(lifetimes: Lifetimes, { cell, task }: Consumer, entry: FunctionNode): boolean {
  const own = lifetimes.closure(task)
  const homes = lifetimes.cancelsOf(task).map(call => enclosingFunction(call))
  const cancellers = new Set(homes.filter(node => isFunction(node) && !own.has(node)))
  return lifetimes.releasersOf(cell).some(releaser => releaser !== entry
    && [...lifetimes.program.closureOf(releaser)].some(node => cancellers.has(node)))
}
