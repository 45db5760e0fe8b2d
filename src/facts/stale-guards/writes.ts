import type { TSESTree } from '@typescript-eslint/utils'
import {
  calleeName, enclosingFunction, isFunction, isInside, isNullish, unwrap, walk, type Cell, type FunctionNode, type Variable,
} from '../../source/index.js'
import { enders } from '../../catalog/releases.js'
import { acquirers, resourceClasses } from '../../catalog/tasks.js'
import { isWithin } from '../../model/cells/cell-values.js'
import { assignmentsTo } from '../../model/cells/cell-writes.js'
import { endedBy, endedEntries } from '../../model/cells/ended-cells.js'
import { onlySetsState } from '../../model/tasks/harmless-timers.js'
import { isFailureIgnored } from '../../model/waits/failures.js'
import type { Point } from '../../order/index.js'
import type { Truth } from '../../model/cells/conditions.js'
import type { Program } from '../../model/program.js'
import type { ClearingWrite } from './clears/clearing-writes.js'
import type { StaleUse, FileContext } from './types.js'
import { asksWhetherCleared } from './looks.js'
import type { Belief, State } from './flow/state.js'

/** What a write undoes, and what was believed of the cell. */
interface Loss {
  readonly kind: StaleUse
  readonly belief: Belief
}

/** What a write to a cell undoes that another run, or another function, did since the cell was tested; undefined where nothing. */
export function lossOf(
  around: FileContext, running: readonly FunctionNode[], { node, write: { value } }: Point & { kind: 'write' }, cell: Cell, state: State,
): Loss | undefined {
  if (!value) return undefined
  const belief = emptyIn(around.program, value, cell) ?? state.beliefs.get(cell)
  if (!belief?.gap || belief.by !== 'test' || belief.gap.isUsed === true) return undefined
  const { program, ended, tests } = around
  if (belief.truth === 'falsy') {
    const isLost = isResource(program, value, cell, ended.has(cell)) && !onlySetsState(program.file, value)
      && runsTwice(around, running, cell)
      && !running.some(callback => isMadeFull(program, callback, cell))
      && !isEndedFirst(program, node, cell, belief.gap.at.node) && !isEndedByRun(program, value)
    return isLost ? { kind: 'overwrites', belief } : undefined
  }
  const { at } = belief.gap
  const clears = [...belief.gap.clears].filter(clear => !isSetUpBehind(clear, node))
  const isIgnored = isFailureIgnored(program.file, node, test => asksWhetherCleared(tests.look(test), belief))
  return clears.length > 0 && !isIgnored && isMadeOf(program, value, cell, at.node.range[1]) ? { kind: 'revives', belief } : undefined
}

/** Whether a write may undo anything at all, as long as it is not known all that leads to it. */
export function mayLose(
  { program, ended }: FileContext, value: TSESTree.Node | undefined, cell: Cell, belief: Belief | undefined,
): boolean {
  if (!value || !belief?.gap || belief.by !== 'test' || belief.gap.isUsed === true) return false
  return belief.truth === 'truthy' ? belief.gap.clears.size > 0 : isResource(program, value, cell, ended.has(cell))
}

/** `this.runs.set(id, run); setTimeout(() => this.runs.delete(id), grace)`: this run sees to it that the value goes again. */
const isSetUpBehind = ({ home }: ClearingWrite, write: TSESTree.Node): boolean =>
  home.range[0] > write.range[1] && isInside(home, enclosingFunction(write))

/** `this.log = await open(); this.write = async text => { this.log ??= await open() }`: the callback is made where the cell is full. */
function isMadeFull(program: Program, callback: FunctionNode, cell: Cell): boolean {
  const maker = enclosingFunction(callback)
  return isFunction(maker) && assignmentsTo(program, cell).some(fill => fill.range[1] <= callback.range[0]
    && fill.parent.type === 'ExpressionStatement' && isInside(callback, fill.parent.parent) && isHandle(program, fill.right))
}

/** `this.client = this.client ?? (await connect())`: the cell was seen empty where the wait began. */
function emptyIn({ file }: Program, value: TSESTree.Node, cell: Cell): Belief | undefined {
  const node = unwrap(value)
  if (node.type !== 'LogicalExpression' || node.operator === '&&' || file.cells.at(node.left) !== cell) return undefined
  const wait = unwrap(node.right)
  if (wait.type !== 'AwaitExpression') return undefined
  return { truth: 'falsy', by: 'test', guard: { node: node.left, calls: [] }, gap: { at: { node: wait, calls: [] }, clears: new Set() } }
}

/** `clearTimeout(this.timer); this.timer = setTimeout(…)`: whatever another run has put there is ended. */
const isEndedFirst = ({ file }: Program, write: TSESTree.Node, cell: Cell, gap: TSESTree.Node): boolean =>
  file.callsIn(enclosingFunction(write)).some(call => call.range[0] >= gap.range[1] && call.range[1] <= write.range[0]
    && (endedBy(file, call) === cell || endedEntries(file, call).includes(cell)))

/** `socket.on('end', () => { session.stop() }); this.session = session`: each run ends what it has made itself, whatever the cell holds. */
function isEndedByRun({ file }: Program, value: TSESTree.Node): boolean {
  const node = unwrap(value)
  const local = node.type === 'Identifier' ? file.scopes.variable(node) : undefined
  return local?.defs[0]?.type === 'Variable' && local.references.some(({ identifier }) => {
    const member = identifier.parent
    const call = member.type === 'MemberExpression' && member.object === identifier ? member.parent : undefined
    if (call?.type !== 'CallExpression' || call.callee !== member || !enders.has(calleeName(call) ?? '')) return false
    return enclosingFunction(identifier) !== enclosingFunction(local.identifiers[0] as TSESTree.Node)
  })
}

/** Whether a second run can come this far while the first one waits, to the same cell: nothing keeps it out. */
export const runsTwice = ({ overlaps }: FileContext, running: readonly FunctionNode[], cell: Cell): boolean =>
  running.every(node => overlaps.mayOverlap(node, cell))

/** Calls that make nothing that has to be ended: plain values, and what was there before. */
const noMakers =
  /^(?:Number|String|Boolean|parseInt|parseFloat|now|trim|toString|parse|stringify|querySelector(?:All)?|getElement\w*|closest|getContext)$/

/** Whether a value is lost when it is written over; an entry is often a record that holds the resource. */
export function isResource(program: Program, value: TSESTree.Node, cell: Cell, isEnded: boolean): boolean {
  if (isEnded && isHandle(program, value)) return true
  if (cell.key === undefined) return false
  const made = madeFrom(program, value)
  const isRecord = made.type === 'ObjectExpression'
  const parts = isRecord ? made.properties.flatMap(it => it.type === 'Property' ? [it.value] : []) : isEnded ? [] : [made]
  return parts.some(part => isHandle(program, part) && (isEnded || acquires(madeFrom(program, part))))
}

/** What made a value, behind a local and an `await`. */
function madeFrom({ file }: Program, value: TSESTree.Node): TSESTree.Node {
  const node = unwrap(value)
  const variable = node.type === 'Identifier' ? file.scopes.variable(node) : undefined
  const made = unwrap((variable && file.scopes.initial(variable)?.value) ?? node)
  return made.type === 'AwaitExpression' ? unwrap(made.argument) : made
}

/** Whether a call takes something by its name that a second one takes once more: an entry without an end may hold plain data. */
const acquires = (node: TSESTree.Node): boolean => (node.type === 'CallExpression' || node.type === 'NewExpression')
  && (node.type === 'CallExpression' ? acquirers : resourceClasses).test(calleeName(node) ?? '')

/** Whether a value is made here, or was made for this write: `new Socket()`, `await connect()`, a local that holds one of them. */
export function isHandle(program: Program, value: TSESTree.Node): boolean {
  const node = unwrap(value)
  switch (node.type) {
    case 'NewExpression':
      return true
    case 'CallExpression':
      return !noMakers.test(calleeName(node) ?? '')
    case 'AwaitExpression':
      return isHandle(program, node.argument)
    case 'Identifier': {
      const variable = program.file.scopes.variable(node)
      const initial = variable && program.file.scopes.initial(variable)
      if (variable && !initial) return isGivenHandle(program, variable, node)
      // What others have made is the same for every run: `this.words = await loading`.
      const isMadeHere = initial !== undefined && enclosingFunction(initial.value) === enclosingFunction(node)
      return isMadeHere && isHandle(program, initial.value)
    }
    case 'LogicalExpression':
      return isHandle(program, node.right)
    default:
      return false
  }
}

/** `let client = clients.get(id); if (!client) client = await connect(id)`: whether a local is given something that is made here. */
const isGivenHandle = (program: Program, { references, defs }: Variable, use: TSESTree.Node): boolean =>
  defs.every(({ type }) => type === 'Variable') && references.some(({ writeExpr, identifier }) => {
    const value = writeExpr && unwrap(writeExpr)
    return value != null && value.type !== 'Identifier' && identifier.range[0] < use.range[0]
      && enclosingFunction(value) === enclosingFunction(use) && isHandle(program, value) && program.file.cells.at(value) === undefined
  })

/** Whether a value is put together from what the cell held before a place in the text: read in it before, or kept in a local before. */
export function isMadeOf(program: Program, value: TSESTree.Node, cell: Cell, place: number, depth = 0): boolean {
  const { file, budget } = program
  let found = false
  walk(value, file.code.visitorKeys, node => {
    budget.spend()
    if (found || isFunction(node)) return false
    const read = file.cells.at(node)
    // What is read in an awaited expression is read before that wait: `this.session = await renew(this.session)`.
    if (read && isWithin(read, cell) && node.range[0] < place) found = true
    const variable = node.type === 'Identifier' ? file.scopes.variable(node) : undefined
    const initial = variable && file.scopes.initial(variable)
    if (!variable || !initial || initial.value.range[0] >= place) return !found
    const copied = file.cells.copiedFrom(variable)
    if (copied) found = isWithin(copied, cell)
    else found = depth < deepestMaking && isMadeOf(program, initial.value, cell, place, depth + 1)
    return !found
  })
  return found
}

/** How many locals lead from what a cell held to what is written back, at most. */
const deepestMaking = 2

/** What a cell is taken to hold behind a write; a name or a call is taken for what it stands for. */
export function truthWritten(value: TSESTree.Expression | undefined): Truth | undefined {
  if (!value) return undefined
  const node = unwrap(value)
  if (isNullish(node)) return 'falsy'
  switch (node.type) {
    case 'Literal':
      return node.value ? 'truthy' : 'falsy'
    case 'AssignmentExpression':
      return node.operator === '=' ? truthWritten(node.right) : undefined
    case 'LogicalExpression':
      return node.operator === '&&' ? undefined : truthWritten(node.right) === 'truthy' ? 'truthy' : undefined
    case 'ConditionalExpression': {
      const truth = truthWritten(node.consequent)
      return truth === truthWritten(node.alternate) ? truth : undefined
    }
    case 'NewExpression':
    case 'CallExpression':
    case 'AwaitExpression':
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'Identifier':
    case 'MemberExpression':
      return 'truthy'
    default:
      return undefined
  }
}

