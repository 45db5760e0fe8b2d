import type { TSESTree } from '@typescript-eslint/utils'
import { solve, type Flow, type Mask, type Point } from '../../../order/index.js'
import { enclosingFunction, isNullish, type CallNode, type Cell, type FunctionNode } from '../../../source/index.js'
import { byPlace } from './by-place.js'
import { assignmentsTo, fillsOf, truthOf } from '../../../model/cells/cell-writes.js'
import { isWithin } from '../../../model/cells/cell-values.js'
import { truthsOn, type Truth } from '../../../model/cells/conditions.js'
import type { Place } from '../../../model/callers.js'
import type { Program } from '../../../model/program.js'
import { reaching } from '../../../model/reaching.js'

const preconditions = byPlace<ReadonlyMap<Cell, Truth> | undefined>()

/** What is known in a function where it empties the cell; undefined where it fills it again before anybody can look. */
export const preconditionsAt = (program: Program, cell: Cell, place: Place): ReadonlyMap<Cell, Truth> | undefined =>
  preconditions(program, cell, place.node, () => findPreconditions(program, cell, place))

function findPreconditions(program: Program, cell: Cell, { home, node }: Place): ReadonlyMap<Cell, Truth> | undefined {
  const graph = program.graph(home)
  if (!graph) return undefined
  const seen: ReadonlyMap<Cell, Truth>[] = []
  /** Where others can see that the cell is empty. */
  const looks: TSESTree.Node[] = []
  const flow = emptinessFlow(program, cell, (point, state) => {
    if (point.kind === 'yield' && state.isEmptied) looks.push(point.node)
    if ((point.kind !== 'write' && point.kind !== 'delete' && point.kind !== 'call') || point.node !== node) return false
    seen.push(new Map([...state.asked, ...state.known]))
    return true
  }, isRefilledIn(program, home, cell))
  const entry: Emptiness = { known: new Map(), left: new Map(), isEmptied: false, asked: new Map() }
  const { exit, thrown } = solve(graph, entry, { ...flow, followsThrown: true })
  const ended = [exit, ...(exit ? [] : [thrown])]
  if (looks.length === 0 && !ended.some(state => state?.isEmptied)) return undefined
  const [first, ...others] = seen
  const parts = program.closureOf(home)
  const isOwnMaking = (flag: Cell, truth: Truth) => assignmentsTo(program, flag).some(assignment => {
    const place = enclosingFunction(assignment) as FunctionNode
    return truthOf(assignment.right) === truth && (place === home ? assignment.range[1] <= node.range[0] : parts.has(place))
  })
  return new Map([...first ?? []].filter(([key, truth]) => others.every(known => known.get(key) === truth) && !isOwnMaking(key, truth)))
}

/** What the owner's cells are known to hold, and whether one of them has been emptied and not been filled since. */
interface Emptiness {
  readonly known: ReadonlyMap<Cell, Truth>
  /** What was written to cells on the way: no precondition of it, but a function that is called finds it. */
  readonly left: ReadonlyMap<Cell, Truth>
  readonly isEmptied: boolean
  /** What was asked of the handle in the cell on the way, yields or none: `this.port.isOpen`. */
  readonly asked: ReadonlyMap<Cell, Truth>
}

const masks = new WeakMap<Program, Mask>()

/** Writes of cells, yields, and calls of functions of the file; of an assignment to a pattern all parts, since it is one place. */
function maskOf(program: Program): Mask {
  const { file } = program
  const mask = masks.get(program) ?? {
    wants: (point: Point): boolean => {
      if (point.kind === 'call') {
        return point.node.type !== 'TaggedTemplateExpression'
          && (file.runBy(point.node).length > 0 || file.entries.clearedBy(point.node).length > 0)
      }
      if (point.kind === 'write') return point.node.type === 'AssignmentExpression' || file.cells.at(point.write.target) !== undefined
      return point.kind === 'yield' || (point.kind === 'delete' && file.cells.at(point.target) !== undefined)
    },
  }
  masks.set(program, mask)
  return mask
}

/** `empties` is asked at each point whether it is the one that empties the cell. */
function emptinessFlow(
  program: Program, cell: Cell, empties: (point: Point, state: Emptiness) => boolean, isRefilled: boolean, depth = 0,
): Flow<Emptiness> {
  const { file } = program
  return {
    mask: maskOf(program),
    work: program.budget.work('preconditions'),
    point(point, state) {
      if (empties(point, state)) return { ...state, known: new Map(state.known).set(cell, 'falsy'), isEmptied: true }
      if (point.kind === 'yield') return state.known.size + state.left.size === 0 ? state : { ...state, known: new Map(), left: new Map() }
      if (point.kind === 'call' && point.node.type !== 'TaggedTemplateExpression') {
        return state.isEmptied && fills(program, point.node, cell, state, depth) ? { ...state, isEmptied: false } : state
      }
      if (point.kind !== 'write' && point.kind !== 'delete') return state
      const written = file.cells.at(point.kind === 'write' ? point.write.target : point.target)
      if (!written) return state
      const refilled = written === cell && point.kind === 'write' && !isNullish(point.write.value)
      const truth = point.kind === 'write' && point.write.value ? truthOf(point.write.value) : undefined
      const left = !isRefilled ? state.left : truth ? new Map(state.left).set(written, truth) : without(state.left, written)
      const known = without(state.known, written)
      const isEmptied = state.isEmptied && !refilled
      return known === state.known && left === state.left && isEmptied === state.isEmptied ? state : { ...state, known, left, isEmptied }
    },
    edge(edge, state) {
      let { known, isEmptied, asked } = state
      for (const { subject, truth } of truthsOn(file, edge)) {
        if (!('path' in subject)) continue
        const before = known.get(subject)
        if (before !== undefined && before !== truth) return undefined
        // Whoever sees something there has not come by where it was emptied.
        if (subject === cell && truth === 'truthy') isEmptied = false
        if (before === undefined) known = new Map(known).set(subject, truth)
        if (subject !== cell && isWithin(subject, cell)) asked = new Map(asked).set(subject, truth)
      }
      const isSame = known === state.known && isEmptied === state.isEmptied && asked === state.asked
      return isSame ? state : { known, left: state.left, isEmptied, asked }
    },
    join(known, arriving) {
      const common = onBoth(known.known, arriving.known)
      const left = onBoth(known.left, arriving.left)
      const asked = onBoth(known.asked, arriving.asked)
      const isEmptied = known.isEmptied || arriving.isEmptied
      const isSame = common.size === known.known.size && left.size === known.left.size && isEmptied === known.isEmptied
      return isSame && asked.size === known.asked.size ? known : { known: common, left, isEmptied, asked }
    },
  }
}

/** Whether a call puts something into the empty cell: `this.ensureEngine()`. `if (this.wanted) this.spawn()` in it leaves it empty, too. */
const fills = (program: Program, call: CallNode, cell: Cell, state: Emptiness, depth: number): boolean =>
  program.file.runBy(call).some(target => mayFill(program, target, cell) && !mayLeaveEmpty(program, target, cell, state, depth + 1))

/** Whether a call in the function's own code may fill the cell: only then does it count what was left in others before. */
const isRefilledIn = (program: Program, home: FunctionNode, cell: Cell): boolean =>
  program.file.callsIn(home).some(call => program.file.runBy(call).some(target => mayFill(program, target, cell)))

const fillers = new WeakMap<Program, Map<Cell, ReadonlySet<TSESTree.Node>>>()

const mayFill = (program: Program, target: FunctionNode, cell: Cell): boolean => {
  const byCell = fillers.get(program) ?? new Map<Cell, ReadonlySet<TSESTree.Node>>()
  fillers.set(program, byCell)
  const filling = byCell.get(cell) ?? reaching(program, fillsOf(program, cell)
    .filter(({ value }) => !isNullish(value)).map(fill => enclosingFunction(fill.node)))
  byCell.set(cell, filling)
  return filling.has(target)
}

/** Whether a function has a way through it, begun with the cell empty, that does not fill it. Unknown is no. */
function mayLeaveEmpty(program: Program, target: FunctionNode, cell: Cell, { known, left }: Emptiness, depth: number): boolean {
  const graph = depth > deepestFilling ? undefined : program.graph(target)
  if (!graph) return false
  const entry: Emptiness = {
    known: new Map([...known, ...left]).set(cell, 'falsy'), left: new Map(), isEmptied: true, asked: new Map(),
  }
  return solve(graph, entry, emptinessFlow(program, cell, () => false, isRefilledIn(program, target, cell), depth)).exit?.isEmptied === true
}

/** How many calls lead from where a cell is emptied to where it is filled again, at most. */
const deepestFilling = 3

function onBoth(some: ReadonlyMap<Cell, Truth>, others: ReadonlyMap<Cell, Truth>): ReadonlyMap<Cell, Truth> {
  if (some === others) return some
  for (const [key, truth] of some) if (others.get(key) !== truth) return new Map([...some].filter(([it, held]) => others.get(it) === held))
  return some
}

const without = (known: ReadonlyMap<Cell, Truth>, cell: Cell): ReadonlyMap<Cell, Truth> =>
  known.has(cell) ? new Map([...known].filter(([key]) => key !== cell)) : known

