import type { TSESTree } from '@typescript-eslint/utils'
import { collectionAdders, emitters } from '../../../catalog/cancels.js'
import { restingPlaces } from '../../../model/tasks/handles.js'
import {
  calleeName, isDereferenced, isInside, isNullish, memberName, wrapped, type Cell, type FunctionNode,
} from '../../../source/index.js'
import { common, later, start, type State } from '../consumption-state.js'
import { consumptionOf, loopFlagsOf, type Consumption } from '../consumption.js'
import { ConsumptionScope } from '../consumption-scope.js'
import type { Lifetime, Lifetimes } from '../lifetimes.js'
import { functionsAround, placesOf, Reach } from '../naming.js'
import type { Program } from '../../../model/program.js'
import type { Task } from '../../../model/tasks/tasks.js'
import { removedPaths, writtenFiles } from './files.js'
import { isBehindSignal, isLaterIn, isUnasked, relies } from './relies.js'

/** A run that a cancel of its task leaves running. */
interface Run {
  readonly task: Task
  readonly of: Task
  /** What is known where it begins. */
  readonly from: State
}

/** The functions that release a cell and may be run, by somebody who is judged, while a run goes on. */
export type Releasers = (run: Pick<Lifetime, 'cell' | 'task' | 'of'>) => readonly FunctionNode[]

/** A cell that may be released while a run goes on, and the places at which the run would rely on it. */
type Relied = ReadonlyMap<Cell, ReadonlySet<TSESTree.Node>>

/**
 * The runs that go on behind a yield of their own, whatever becomes of their task, each with the cells among these that it relies on by
 * then: an async function that nobody waits for where it is started, the async callback of a timer or of a listener. What tells that a
 * place is none to rely on stands around it, so that places are looked at first, and only ways to the others are followed.
 */
export function runsOf(lifetimes: Lifetimes, cells: ReadonlySet<Cell>, releasers: Releasers): readonly Lifetime[] {
  const { program } = lifetimes
  const runs: readonly Run[] = [
    ...program.tasks.flatMap(of => {
      const task = runOf(of)
      return task ? [{ task, of, from: start }] : []
    }),
    ...chains(program).map(task => ({ task, of: task, from: later })),
  ]
  if (runs.length === 0) return []
  const reach = new Reach(program.file, placesOf(program.file, cells, place => isDereferenced(place) && !isTold(place)))
  const relied = new Map(runs.map(({ task, of }) => [task, reliedOn(program, { task, of }, reach, releasers)]))
  const all = [...relied.values()].flatMap(found => [...found])
  const scope = new ConsumptionScope(program, new Set(all.map(([cell]) => cell)),
    functionsAround(program.file, all.flatMap(([, nodes]) => [...nodes])))
  const paths = removedPaths(program.file, cells)
  return runs.flatMap(({ task, of, from }) => [
    ...droppedPromises(program, of, task, cells), ...writtenFiles(program, of, task, paths),
    ...consumed(program, { task, of, from }, relied.get(task) ?? new Map(), scope),
  ])
}

/** The cells that may be released under a run, with the places that nothing protects. */
function reliedOn(program: Program, { task, of }: Omit<Run, 'from'>, reach: Reach, releasers: Releasers): Relied {
  const found = new Map<Cell, ReadonlySet<TSESTree.Node>>()
  for (const [cell, places] of reach.from(program.closureOfTask(task))) {
    const releasing = releasers({ cell, task, of })
    if (releasing.length === 0) continue
    const relied = places.filter(node => relies(program, node, cell, task))
    // What releases the cell does not rely on it.
    if (relied.some(node => releasing.some(releaser => !isInside(node, releaser)))) found.set(cell, new Set(relied))
  }
  return found
}

/** What the run consumes at such places, as far as its control flow tells. */
function consumed(program: Program, { task, of, from }: Run, relied: Relied, scope: ConsumptionScope): readonly Lifetime[] {
  if (relied.size === 0) return []
  return [...consumptionOf(program, task, scope, from)].flatMap(([cell, consumption]) => {
    const left = consumption.isOnlyHandedOn ? undefined : consumedAt(program, task, cell, consumption, relied.get(cell))
    if (!left) return []
    const fillings = of.kind === 'promise' ? left.uses.filter(isFilling) : []
    const filled = fillings.length > 0 ? [{ cell, task, consumption: { ...left, uses: fillings, fills: true }, of }] : []
    return [{ cell, task, consumption: left, of }, ...filled]
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
function consumedAt(
  program: Program, task: Task, cell: Cell, consumption: Consumption, places: ReadonlySet<TSESTree.Node> | undefined,
): Consumption | undefined {
  const { file } = program
  const uses = consumption.uses.filter(use => places?.has(use) === true && consumption.knownAt.get(use)?.get(cell)?.truth !== 'truthy')
  if (uses.length === 0) return undefined
  const everywhere = uses.map(use => consumption.knownAt.get(use) ?? new Map<never, never>()).reduce(common)
  const stopFlags = new Map([...everywhere].flatMap(([subject, held]) => 'path' in subject && subject !== cell ? [[subject, held]] : []))
  const endsBySignal = uses.every(use => isBehindSignal(program, use, task))
  return {
    ...consumption, uses, stopFlags, loopFlags: loopFlagsOf(file, cell, uses, stopFlags), isGuarded: false,
    ...endsBySignal && { endsBySignal },
  }
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
