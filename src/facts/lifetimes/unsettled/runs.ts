import type { TSESTree } from '@typescript-eslint/utils'
import { collectionAdders, emitters } from '../../../catalog/cancels.js'
import { restingPlaces } from '../../../model/tasks/handles.js'
import { calleeName, isNullish, memberName, wrapped, type Cell } from '../../../source/index.js'
import { common, later, start } from '../consumption-state.js'
import { consumptionOf, type Consumption } from '../consumption.js'
import { ConsumptionScope } from '../consumption-scope.js'
import type { Lifetime, Lifetimes } from '../lifetimes.js'
import { functionsNaming, meet } from '../naming.js'
import type { Program } from '../../../model/program.js'
import type { Task } from '../../../model/tasks/tasks.js'
import { removedPaths, writtenFiles } from './files.js'
import { isBehindSignal, isLaterIn, isUnasked, relies } from './relies.js'

/**
 * The runs that go on behind a yield of their own, whatever becomes of their task, each with the cells among these that it relies on by
 * then: an async function that nobody waits for where it is started, the async callback of a timer or of a listener.
 */
export function runsOf(lifetimes: Lifetimes, cells: ReadonlySet<Cell>): readonly Lifetime[] {
  const { program } = lifetimes
  // An entry is read where its container is named.
  const named = [...cells].map(cell => cell.key === undefined ? cell : { ...cell, path: cell.path.slice(0, -1) })
  const naming = functionsNaming(program.file, named)
  const scope = new ConsumptionScope(program, cells, naming)
  const paths = removedPaths(program.file, cells)
  return [...program.tasks, ...chains(program)].flatMap(task => {
    const isChain = !program.tasks.includes(task)
    const run = isChain ? task : runOf(task)
    if (!run) return []
    const found = [...droppedPromises(program, task, run, cells), ...writtenFiles(program, task, run, paths)]
    if (!meet(program.closure(run.callbacks), naming)) return found
    for (const [cell, consumption] of consumptionOf(program, run, scope, isChain ? later : start)) {
      const left = cells.has(cell) && !consumption.isOnlyHandedOn ? reliedOn(program, cell, consumption, run) : undefined
      if (!left) continue
      found.push({ cell, task: run, consumption: left, of: task })
      const fillings = task.kind === 'promise' ? left.uses.filter(isFilling) : []
      if (fillings.length > 0) found.push({ cell, task: run, consumption: { ...left, uses: fillings, fills: true }, of: task })
    }
    return found
  })
}

/** What is chained to a promise that a cell holds: `this.#opening = connect().then(socket => { … })`. */
function chains({ file }: Program): readonly Task[] {
  return file.callNodes.flatMap(call => {
    const [callback] = call.arguments
    if (calleeName(call) !== 'then' || !callback) return []
    const callbacks = file.calls.functions(callback)
    const handles = callbacks.length > 0 ? restingPlaces(file, call).filter(handle => 'path' in handle) : []
    return handles.length > 0 ? [{ kind: 'promise' as const, start: call, starts: [call], callbacks, handles, controllers: [] }] : []
  })
}

/** `this.#sessions.set(id, session)` */
function isFilling(use: TSESTree.Node): boolean {
  const { parent } = wrapped(use)
  return parent?.type === 'MemberExpression' && collectionAdders.has(memberName(parent) ?? '') && parent.parent.type === 'CallExpression'
}

/** What a cancel of the task leaves running. */
function runOf(task: Task): Task | undefined {
  const callbacks = task.callbacks.filter(callback => callback.async && !callback.generator)
  return callbacks.length === 0 ? undefined : { ...task, kind: 'promise', callbacks }
}

/** `this.#changed.fire()`: an emitter that has no listeners any more tells nobody, and fails for nobody. */
function isTold(use: TSESTree.Node): boolean {
  const { parent } = wrapped(use)
  return parent?.type === 'MemberExpression' && emitters.has(memberName(parent) ?? '')
}

/** The consumption with only those uses that nothing protects; undefined where there is none. */
function reliedOn(program: Program, cell: Cell, consumption: Consumption, run: Task): Consumption | undefined {
  const uses = consumption.uses.filter(use => !isTold(use) && consumption.knownAt.get(use)?.get(cell)?.truth !== 'truthy'
    && relies(program, use, cell, run))
  if (uses.length === 0) return undefined
  const everywhere = uses.map(use => consumption.knownAt.get(use) ?? new Map<never, never>()).reduce(common)
  const stopFlags = new Map([...everywhere].flatMap(([subject, held]) => 'path' in subject && subject !== cell ? [[subject, held]] : []))
  const endsBySignal = uses.every(use => isBehindSignal(program, use, run))
  return { ...consumption, uses, stopFlags, isGuarded: false, ...endsBySignal && { endsBySignal } }
}

/** The cells that hold the promise of a run which, behind a yield, writes what its owner has: who drops the promise loses the run. */
function droppedPromises(program: Program, task: Task, run: Task, cells: ReadonlySet<Cell>): Lifetime[] {
  if (task.kind !== 'promise') return []
  const kept = task.handles.flatMap(handle => 'path' in handle && cells.has(handle) ? [handle] : [])
  if (kept.length === 0) return []
  const uses = laterWrites(program, run)
  const consumption = {
    uses, knownAt: new Map(), stopFlags: new Map(), loopFlags: new Map(), isGuarded: false, isNullSafe: false, isOnlyHandedOn: false,
    writes: true,
  }
  return uses.length === 0 ? [] : kept.map(cell => ({ cell, task: run, consumption, of: task }))
}

/** What a run writes behind its first wait, in its own code, or as soon as it begins where it is chained to a promise. */
const laterWrites = (program: Program, run: Task): readonly TSESTree.Node[] => program.file.assignments.flatMap(({ left, right }) => {
  const cell = isNullish(right) || right.type === 'Literal' || !isLaterIn(program, left, run) ? undefined : program.file.cells.at(left)
  return cell && isUnasked(program, left, cell, run) ? [left] : []
})
