import type { TSESTree } from '@typescript-eslint/utils'
import { timerClears } from '../../catalog/tasks.js'
import type { Program } from '../../model/program.js'
import type { Task } from '../../model/tasks/tasks.js'
import {
  calleeName, enclosingFunction, isFunction, receiver, unwrap, type Cell, type FunctionNode, type Variable,
} from '../../source/index.js'
import { isClearedOtherwise } from './other-clears.js'
import { homesOf, teardownsOf, type Teardown } from './teardowns.js'
import { Uses } from './uses.js'

/**
 * A timer, or an operation under a controller, that a teardown leaves running, although it ends others of the same owner, and although
 * another function ends this one.
 */
export interface Spared {
  readonly kind: 'spared'
  readonly is: 'timer' | 'controller'
  readonly handle: Cell
  /** Where it is started. */
  readonly start: TSESTree.Node
  /** Where another function ends it. */
  readonly end: TSESTree.CallExpression
  /** What the teardown ends, and where. */
  readonly sibling: Cell
  readonly place: TSESTree.Node
  readonly teardown: FunctionNode
}

/** What a cell keeps that somebody has to end. */
interface Kept extends Pick<Spared, 'is' | 'handle' | 'start'> {
  readonly task?: Task
}

/** A call that clears the timer, or aborts the controller, in a cell. */
interface End {
  readonly is: Spared['is']
  readonly cell: Cell
  readonly call: TSESTree.CallExpression
}

interface Timer {
  readonly task: Task
  readonly handle: Cell | undefined
}

/**
 * Finds what teardowns spare:
 *
 *     lost() { clearTimeout(this.retry); this.retry = setTimeout(() => this.open(), 2000) }
 *     close() { clearInterval(this.beat) }
 */
export function findSpared(program: Program, timers: readonly Timer[]): readonly Spared[] {
  const kept = [
    ...timers.flatMap(({ task, handle }): Kept[] => handle ? [{ is: 'timer', handle, start: task.start, task }] : []),
    ...controllersOf(program),
  ]
  const ends = kept.length === 0 ? [] : endsOf(program)
  const known = kept.filter(({ handle, is }) => ends.some(end => end.cell === handle && end.is === is))
  const scopes = new Set(known.map(({ handle }) => scopeOf(handle)))
  const teardowns = known.length === 0 ? [] : teardownsOf(program)
  const named = teardowns.length === 0 ? undefined : homesOf(program, new Set(known.map(({ handle }) => handle)))
  const left = known.filter(({ handle }) => ![...named?.get(handle) ?? []].some(home =>
    teardowns.some(({ closure }) => closure.has(home as FunctionNode))))
  const found = new Map<Cell, Spared>()
  for (const teardown of left.length === 0 ? [] : teardowns) {
    const siblings = siblingsIn(program, teardown, ends).filter(({ sibling }) => scopes.has(scopeOf(sibling)))
    for (const one of siblings.length === 0 ? [] : left) {
      const spared = found.has(one.handle) ? undefined : sparedBy(program, teardown, one, siblings, ends)
      if (spared) found.set(one.handle, spared)
    }
  }
  return [...found.values()]
}

function sparedBy(
  program: Program, teardown: Teardown, { is, handle, start, task }: Kept, siblings: readonly Sibling[], ends: readonly End[],
): Spared | undefined {
  program.budget.spend()
  const last = siblings.findLast(({ sibling }) => sibling !== handle && scopeOf(sibling) === scopeOf(handle))
  const clears = ends.filter(({ cell }) => cell === handle).map(({ call }) => call)
  const [end] = clears
  if (!last || !end || program.hasUnknownCalls(teardown.node, teardown.closure)) return undefined
  if (isClearedOtherwise(program, teardown, clears) || (task && !mayDoHarm(program, teardown, task))) return undefined
  return { kind: 'spared', is, handle, start, end, ...last, teardown: teardown.node }
}

/** Whether the callback of a timer does anything on a way that no check closes once the teardown has run. */
function mayDoHarm(program: Program, teardown: Teardown, { start, callbacks }: Task): boolean {
  const home = enclosingFunction(start)
  if (isFunction(home) && teardown.closure.has(home)) return false
  return !program.closure(callbacks).has(teardown.node) && callbacks.some(callback => new Uses(program, teardown).acts(callback))
}

const endsOf = ({ file }: Program): readonly End[] => file.callNodes.flatMap((call): End[] => {
  const name = call.type === 'CallExpression' ? calleeName(call) ?? '' : ''
  const is = timerClears.has(name) ? 'timer' : name === 'abort' ? 'controller' : undefined
  const on = is === 'timer' ? call.arguments[0] : is && receiver(call)
  const cell = on && file.cells.carriedBy(on)
  return is && cell && call.type === 'CallExpression' ? [{ is, cell, call }] : []
})

type Sibling = Pick<Spared, 'sibling' | 'place'>

/** What a teardown ends. */
const siblingsIn = (program: Program, { closure, releases }: Teardown, ends: readonly End[]): readonly Sibling[] => [
  ...[...releases].flatMap(([sibling, release]) => release.ends ? [{ sibling, place: release.node }] : []),
  ...ends.flatMap(({ cell, call }) => closure.has(enclosingFunction(call) as FunctionNode) ? [{ sibling: cell, place: call }] : []),
]

/** The cells that are given a new controller. */
const controllersOf = ({ file }: Program): readonly Kept[] => file.assignments.flatMap(({ left, right }): Kept[] => {
  const value = unwrap(right)
  const variable = value.type === 'Identifier' ? file.scopes.variable(value) : undefined
  const made = unwrap((variable && file.scopes.initial(variable)?.value) ?? value)
  const handle = made.type === 'NewExpression' && calleeName(made) === 'AbortController' ? file.cells.at(left) : undefined
  return handle && handle.key === undefined ? [{ is: 'controller', handle, start: right }] : []
})

/** The class, the object, or the function among the variables of which a cell is. */
const scopeOf = ({ owner: { kind, identity } }: Cell): object =>
  kind === 'variable' && 'references' in identity ? (identity as Variable).scope.block : identity
