import type { TSESTree } from '@typescript-eslint/utils'
import type { Facts, Task } from '../facts/index.js'
import { addTo, enclosingFunction, isConstructor, isFunction, type FunctionNode } from '../source/index.js'
import { inOrder, linesOf, nameOf, placeOf } from './places.js'
import type { CellFacts, FunctionFacts, TaskFacts, TeardownFacts, TeardownStep } from './shape.js'
import { nameOfTask, settlesIn } from './tasks.js'

type Lifetimes = NonNullable<Facts['lifetimes']>

interface Seen {
  readonly cells: readonly CellFacts[]
  readonly tasks: readonly TaskFacts[]
  readonly functions: readonly FunctionFacts[]
}

/** Lists the functions that cancel tasks or release what tasks consume, with what they do in the order of the text. */
export function teardownsOf(facts: Facts, lifetimes: Lifetimes, seen: Seen): readonly TeardownFacts[] {
  const { program } = lifetimes
  const handled = handledIn(facts, lifetimes)
  const consumed = new Set(seen.tasks.flatMap(({ consumes }) => consumes.map(({ cell }) => cell)))
  const own = new Map<FunctionNode, readonly TeardownStep[]>()
  for (const node of program.file.functions) {
    if (isConstructor(node)) continue
    const steps = [...handled.get(node) ?? [], ...releasesIn(node, seen.cells, consumed)]
    if (steps.some(({ does }) => does === 'cancel' || does === 'release')) own.set(node, steps)
  }
  return [...own].map(([node, steps]) => {
    const calls = program.file.callsIn(node).flatMap(call => program.file.runBy(call).filter(target => target !== node && own.has(target))
      .map(target => ({ does: 'call' as const, subject: nameOf(target), ...placeOf(facts, call) })))
    const settled = new Set(steps.filter(({ does }) => does === 'settle').map(({ line, column }) => `${line}:${column}`))
    const waits = (seen.functions.find(({ name, line }) => name === nameOf(node) && line === node.loc.start.line)?.waits ?? [])
      .filter(({ line, column }) => !settled.has(`${line}:${column}`))
      .map(wait => ({ ...wait, does: 'wait' as const, subject: wait.text }))
    return { function: nameOf(node), ...linesOf(node), steps: inOrder([...steps, ...calls, ...waits]) }
  })
}

function handledIn(facts: Facts, lifetimes: Lifetimes): ReadonlyMap<TSESTree.Node, readonly TeardownStep[]> {
  const found = new Map<TSESTree.Node, TeardownStep[]>()
  const note = (does: 'cancel' | 'settle', task: Task, node: TSESTree.Node) => {
    const home = enclosingFunction(node)
    if (isFunction(home)) addTo(found, home, { does, subject: nameOfTask(facts, task), ...placeOf(facts, node) })
  }
  const settles = settlesIn(lifetimes)
  for (const task of lifetimes.program.tasks) {
    for (const node of lifetimes.cancelsOf(task)) note('cancel', task, node)
    for (const node of settles.get(task) ?? []) note('settle', task, node)
  }
  return found
}

/** The writes of cells that are consumed, in the lines of a function; those of functions inside it name another function. */
function releasesIn(node: FunctionNode, cells: readonly CellFacts[], consumed: ReadonlySet<string>): readonly TeardownStep[] {
  const { line, endLine } = linesOf(node)
  return cells.filter(({ name }) => consumed.has(name)).flatMap(({ name, writes }) => writes.flatMap((write): TeardownStep[] => {
    const { does, ...place } = write
    if (does === 'set' || place.function !== nameOf(node) || place.line < line || place.endLine > endLine) return []
    return [{ ...place, does: does === 'end' ? 'close' : 'release', subject: name }]
  }))
}
