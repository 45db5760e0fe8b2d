import { enclosingFunction, isFunction, isInside, type FunctionNode } from '../source/index.js'
import type { Cancel, Lifetime, Lifetimes } from './lifetimes.js'

/**
 * A teardown that releases a cell and leaves its consumer running: where another function cancels the task. Undefined where we
 * cannot tell, or where the task gets over it:
 *
 *     kill() { this.#abort.abort(); this.#proc = null }     // shows that both end together
 *     forceKill() { this.#proc = null }                     // forgets the task
 */
export function leakOf(
  lifetimes: Lifetimes, lifetime: Lifetime, entry: FunctionNode, closure: ReadonlySet<FunctionNode>,
): Cancel | undefined {
  const { task } = lifetime
  if (getsOverIt(lifetimes, lifetime) || lifetimes.program.hasUnknownCalls(entry, closure)) return undefined
  if (task.starts.some(start => [...closure].some(node => isInside(start, node)))) return undefined
  if (!endTogether(lifetimes, lifetime, entry)) return undefined
  return lifetimes.cancelsOf(task).find(call => {
    const home = enclosingFunction(call)
    return isFunction(home) && home !== entry && !lifetimes.closure(task).has(home)
  })
}

/** A task that ends by itself, one that looks first whether the cell is empty, and a listener on what is released. */
function getsOverIt({ program }: Lifetimes, { cell, task, consumption }: Lifetime): boolean {
  if (task.kind === 'promise') return !program.loops(task)
  return consumption.isGuarded || task.source === cell
}

/** Whether another teardown ends the two together, which shows that whoever releases the cell has to cancel the task. */
function endTogether(lifetimes: Lifetimes, { cell, task }: Lifetime, entry: FunctionNode): boolean {
  const own = lifetimes.closure(task)
  const homes = lifetimes.cancelsOf(task).map(call => enclosingFunction(call))
  const cancellers = new Set(homes.filter(node => isFunction(node) && !own.has(node)))
  return lifetimes.releasersOf(cell).some(releaser => releaser !== entry
    && [...lifetimes.program.closureOf(releaser)].some(node => cancellers.has(node)))
}
