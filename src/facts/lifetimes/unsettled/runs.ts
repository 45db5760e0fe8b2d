import type { TSESTree } from '@typescript-eslint/utils'
import { isNullish, enclosingFunction, type Cell, type FunctionNode } from '../../../source/index.js'
import { common } from '../consumption-state.js'
import { consumptionOf, type Consumption } from '../consumption.js'
import type { Lifetime, Lifetimes } from '../lifetimes.js'
import { functionsNaming, meet } from '../naming.js'
import type { Program } from '../../../model/program.js'
import type { Task } from '../../../model/tasks/tasks.js'
import { relies } from './relies.js'

/**
 * The runs that go on behind a yield of their own, whatever becomes of their task, each with the cells among these that it relies on by
 * then: an async function that nobody waits for where it is started, the async callback of a timer or of a listener.
 */
export function runsOf(lifetimes: Lifetimes, cells: ReadonlySet<Cell>): readonly Lifetime[] {
  const { program } = lifetimes
  const naming = functionsNaming(program.file, cells)
  return program.tasks.flatMap(task => {
    const run = runOf(task)
    if (!run) return []
    const found = droppedPromises(program, task, run, cells)
    if (!meet(program.closure(run.callbacks), naming)) return found
    for (const [cell, consumption] of consumptionOf(program, run)) {
      const left = cells.has(cell) && !consumption.isOnlyHandedOn ? reliedOn(program, cell, consumption) : undefined
      if (left) found.push({ cell, task: run, consumption: left, of: task })
    }
    return found
  })
}

/** What a cancel of the task leaves running. */
function runOf(task: Task): Task | undefined {
  const callbacks = task.callbacks.filter(callback => callback.async && !callback.generator)
  return callbacks.length === 0 ? undefined : { ...task, kind: 'promise', callbacks }
}

/** The consumption with only those uses that nothing protects; undefined where there is none. */
function reliedOn(program: Program, cell: Cell, consumption: Consumption): Consumption | undefined {
  const uses = consumption.uses.filter(use => consumption.knownAt.get(use)?.get(cell)?.truth !== 'truthy' && relies(program, use, cell))
  if (uses.length === 0) return undefined
  const everywhere = uses.map(use => consumption.knownAt.get(use) ?? new Map<never, never>()).reduce(common)
  const stopFlags = new Map([...everywhere].flatMap(([subject, held]) => 'path' in subject && subject !== cell ? [[subject, held]] : []))
  return { ...consumption, uses, stopFlags, isGuarded: false }
}

/** The cells that hold the promise of a run which, behind a yield, writes what its owner has: who drops the promise loses the run. */
function droppedPromises(program: Program, task: Task, run: Task, cells: ReadonlySet<Cell>): Lifetime[] {
  if (task.kind !== 'promise') return []
  const kept = task.handles.flatMap(handle => 'path' in handle && cells.has(handle) ? [handle] : [])
  if (kept.length === 0) return []
  const uses = run.callbacks.flatMap(callback => laterWrites(program, callback))
  const consumption = {
    uses, knownAt: new Map(), stopFlags: new Map(), loopFlags: new Map(), isGuarded: false, isNullSafe: false, isOnlyHandedOn: false,
  }
  return uses.length === 0 ? [] : kept.map(cell => ({ cell, task: run, consumption, of: task }))
}

function laterWrites(program: Program, home: FunctionNode): readonly TSESTree.Node[] {
  const { file } = program
  const first = file.awaits.find(wait => enclosingFunction(wait) === home)
  if (!first) return []
  return file.assignmentsIn(home).flatMap(({ left, right }) => {
    const cell = left.range[0] > first.range[1] && !isNullish(right) && right.type !== 'Literal' ? file.cells.at(left) : undefined
    return cell && relies(program, left, cell) ? [left] : []
  })
}
