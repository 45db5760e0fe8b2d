import type { TSESTree } from '@typescript-eslint/utils'
import { originsOf } from '../../model/origins.js'
import { isHidden } from '../../model/callers.js'
import { isLifecycle } from '../../catalog/teardowns.js'
import { isCleanUp } from '../../model/teardown-names.js'
import { mentionsOf } from '../../model/cells/mentions.js'
import type { Program } from '../../model/program.js'
import { enclosingFunction, isInside, unwrap, type Cell, type FunctionNode } from '../../source/index.js'
import type { Late } from './flow.js'
import type { Store } from './stores.js'
import { marksOf, type Teardown } from './teardowns.js'

/**
 * Whether the file shows that a teardown can come while a function waits. `start()` and `stop()` of one owner, which somebody in another
 * file runs, mostly come in turn: whoever starts it waits, and stops it when all is done. There is evidence to the contrary where
 *
 * - a component runs the teardown, when the user or the framework wants it;
 * - nobody waits for the function, and the teardown is there for others to call;
 * - the teardown moves a count of runs, or waits for nothing and leaves a flag, or a state that the function knows: its author expects
 *   functions that still run;
 * - the teardown ends at once the entry that its caller names, and the function has looked that up before it waits.
 */
export const isOverlapShown = (program: Program, teardown: Teardown, { store, wait }: Late, home: FunctionNode): boolean =>
  originsOf(program, teardown.node).isByComponent || isExpected(program, teardown, home)
  || (isForOthers(program, teardown) && originsOf(program, home).isUnattended)
  || (isByKey(teardown) && isLookedUp(program, store, home, wait))

/**
 * Whether both are for somebody in another file, who can wait for the one before he runs the other, as most do: nothing in the file runs
 * them, the teardown is not told what to end, and it leaves nothing by which a function that still runs is to know of it.
 *
 *     async start() { this.server = await listen() }
 *     async stop() { await this.server?.close() }
 */
export function isForOneCaller(program: Program, teardown: Teardown, home: FunctionNode): boolean {
  const { node, name } = teardown
  const isForOther = (part: FunctionNode): boolean => part.async && part.parent.type !== 'CallExpression'
    && program.file.callsTo(part).length === 0 && !program.taskCallbacks.has(part)
  if (!isForOther(node) || !isForOther(home) || node.params.length > 0 || isCleanUp(node) || isLifecycle(name)) return false
  const { flags, counters } = marksOf(program, teardown)
  return flags.length === 0 && counters.length === 0
}

/** Whether a teardown ends at once what its caller names: `detach(host) { this.live.get(host)?.close() }`. */
const isByKey = ({ node }: Teardown): boolean => !node.async && node.params.length > 0

/** Whether an entry was looked up before the wait: each comes and goes by itself, and none of them is a step of another. */
const isLookedUp = (program: Program, { key, place, node: store }: Store, home: FunctionNode, wait: TSESTree.Node): boolean =>
  key !== undefined && 'path' in place && mentionsOf(program, new Set([place])).some(({ node }) =>
    enclosingFunction(node) === home && node.range[0] < wait.range[0] && !isInside(node, store))

/** Whether a teardown is there for others, and the owner makes no use of it as a step of its own work. */
const isForOthers = (program: Program, { node }: Teardown): boolean =>
  !isHidden(program, node) && program.file.callsTo(node).length === 0 && !program.taskCallbacks.has(node)

/** Whether a teardown counts runs, or leaves something at once by which a function that still runs is to know of it. */
function isExpected(program: Program, teardown: Teardown, home: FunctionNode): boolean {
  const { flags, counters } = marksOf(program, teardown)
  if (counters.length > 0) return true
  if (teardown.node.async) return false
  if (flags.length > 0) return true
  const states = statesOf(program, teardown)
  return states.size > 0 && mentionsOf(program, states).some(({ node }) => isInside(node, home))
}

/** The cells that a teardown leaves in a state: `this.started = false`, `this.state = State.Stopped`. */
const statesOf = ({ file }: Program, { closure }: Teardown): ReadonlySet<Cell> =>
  new Set([...closure].flatMap(part => file.assignmentsIn(part)).flatMap(({ left, right, operator }) => {
    const cell = operator === '=' && isState(right) ? file.cells.at(left) : undefined
    return cell ? [cell] : []
  }))

/** A literal, or a member of an enumeration. */
function isState(value: TSESTree.Node): boolean {
  const node = unwrap(value)
  if (node.type === 'Literal') return node.value !== null
  return node.type === 'MemberExpression' && node.object.type === 'Identifier' && /^[A-Z]/.test(node.object.name)
}
