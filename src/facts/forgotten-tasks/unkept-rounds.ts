import type { TSESTree } from '@typescript-eslint/utils'
import type { Program } from '../../model/program.js'
import type { Task } from '../../model/tasks/tasks.js'
import { isCleanUp, nounsOf } from '../../model/teardown-names.js'
import { enclosingFunction, isFunction, isStatement, type Cell, type FunctionNode } from '../../source/index.js'
import { clearsOf } from './teardowns.js'

/** A timer that starts its next round without keeping the handle, although the handle of its first round is kept and cleared. */
export interface UnkeptRound {
  readonly kind: 'unkeptRound'
  /** Where the next round is started. */
  readonly arm: TSESTree.Node
  readonly home: FunctionNode
  /** The cell that holds the handle of the first round, and where that is started. */
  readonly handle: Cell
  readonly first: TSESTree.Node
  /** The function that clears it. */
  readonly teardown: FunctionNode
}

/** A timeout, with what holds its handle. */
interface Timer {
  readonly task: Task
  readonly handle: Cell | undefined
}

/**
 * Finds timers of which only the first round can be cleared:
 *
 *     start() { this.next = setTimeout(() => this.poll(), 1000) }
 *     async poll() { await ask(); setTimeout(() => this.poll(), 1000) }
 *     stop() { clearTimeout(this.next) }
 */
export function findUnkeptRounds(program: Program, timers: readonly Timer[]): readonly UnkeptRound[] {
  const rounds = timers.flatMap(({ task, handle }) => {
    const home = enclosingFunction(task.start)
    return handle || task.kind !== 'timeout' || !isStatement(task.start) || !isFunction(home) ? [] : [{ task, home }]
  })
  const kept = rounds.length === 0 ? [] : timers.flatMap(({ task, handle }) => handle && task.kind === 'timeout' ? [{ task, handle }] : [])
  return kept.length === 0 ? [] : rounds.flatMap(({ task, home }) => {
    program.budget.spend()
    if (!program.closure(task.callbacks).has(home)) return []
    const first = kept.find(other => program.closure(other.task.callbacks).has(home) && enclosingFunction(other.task.start) !== home)
    const teardown = first && clearingTeardown(program, first.handle, home)
    if (!teardown) return []
    return [{ kind: 'unkeptRound' as const, arm: task.start, home, handle: first.handle, first: first.task.start, teardown }]
  })
}

/** The function that clears the first round when the owner ends. One that the round itself runs leaves it before the next. */
function clearingTeardown(program: Program, handle: Cell, home: FunctionNode): FunctionNode | undefined {
  for (const call of clearsOf(program, handle)) {
    const around = enclosingFunction(call)
    if (!isFunction(around) || around === home) continue
    const teardown = [around, ...program.callers(around)].find((node): node is FunctionNode =>
      isFunction(node) && (isCleanUp(node) || nounsOf(node) !== undefined))
    if (teardown && !program.closureOf(teardown).has(home)) return teardown
  }
  return undefined
}
