import type { TSESTree } from '@typescript-eslint/utils'
import { rethrowers } from '../../catalog/aborts.js'
import { handleStates } from '../../catalog/teardowns.js'
import { elementRefs } from '../../model/cells/element-refs.js'
import { writersOf } from '../../model/cells/cell-writes.js'
import { constantName } from '../../model/cells/held.js'
import { mentionsOf } from '../../model/cells/mentions.js'
import type { Program } from '../../model/program.js'
import { isCleanUp } from '../../model/teardown-names.js'
import {
  calleeName, enclosingFunction, isConstructor, isFunction, isInside, memberName, unwrap, wrapped,
  type Cell, type FunctionNode, type SourceFile,
} from '../../source/index.js'
import type { Teardown } from './teardowns.js'

/** Functions that throw when what they check is not as it should be. */
const checks = /^[#_]*(?:throwIf|assert|check|ensure|verify|invariant|guard|raiseIf)/

/** Whether a function of this name throws when something is not as it should be. */
export const isCheck = (name: string): boolean => checks.test(name) || rethrowers.test(name)

/** Whether a call may ask if a teardown has run, by its name or in what it runs: only such a call says anything by returning. */
export const mayAsk = ({ calls }: SourceFile, call: TSESTree.CallExpression): boolean =>
  isCheck(calleeName(call) ?? '') || calls.targets(call).length > 0

export const isSignalName = (node: TSESTree.Node): boolean => {
  const place = unwrap(node)
  const name = place.type === 'Identifier' ? place.name : place.type === 'MemberExpression' ? memberName(place) : undefined
  return /signal$|^ac$|abort/i.test(name ?? '')
}

/** The `closed` of `this.closed`: what counts is the whole. */
export const isProperty = (node: TSESTree.Identifier): boolean =>
  node.parent.type === 'MemberExpression' && node.parent.property === node && !node.parent.computed

/** Whether a place is only given to a call that is no predicate: `load(this.client)`, not `isOpen(this.client)`. */
export function isHandedOn(place: TSESTree.Node): boolean {
  const { parent } = wrapped(place)
  if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return false
  return parent.callee !== place && !/^[#_]*(?:is|has|can|should|was|must|Boolean$)/.test(calleeName(parent) ?? '')
}

/** State that a handle tells of itself. `response.status` of a local is about what was asked, not about the owner. */
export function isStateOfHandle(file: SourceFile, node: TSESTree.MemberExpression): boolean {
  const name = memberName(node) ?? ''
  if (!handleStates.has(name)) return false
  const on = unwrap(node.object)
  return !/^(?:status|state)$/.test(name) || on.type !== 'Identifier' || file.cells.at(on) !== undefined
}

/** `this.listeners.size`, where the teardown says `this.listeners.clear()`: who finds some there knows that it has not run. */
export function isSizeOfEmptied(program: Program, { closure }: Teardown, node: TSESTree.MemberExpression): boolean {
  if (!/^(?:size|length)$/.test(memberName(node) ?? '')) return false
  const cell = program.file.cells.at(node.object)
  return cell !== undefined && mentionsOf(program, new Set([cell])).some(({ node: { parent: member } }) =>
    member?.type === 'MemberExpression' && memberName(member) === 'clear' && member.parent.type === 'CallExpression'
    && closure.has(enclosingFunction(member) as FunctionNode))
}

/** A local or a parameter that is written once: what was there when the run began, or what the run has made. */
export function isFixed(file: SourceFile, node: TSESTree.Node): boolean {
  const variable = node.type === 'Identifier' ? file.scopes.variable(node) : undefined
  return variable !== undefined && variable.scope.type !== 'module' && variable.scope.type !== 'global'
    && variable.defs.some(({ type }) => type === 'Variable' || type === 'Parameter')
    && !variable.references.some(use => use.isWrite() && !use.init)
}

export function throws(statement: TSESTree.Statement): boolean {
  if (statement.type === 'BlockStatement') return statement.body.some(throws)
  return statement.type === 'ThrowStatement'
}

/** `run.state === 'stopped'`, where the teardown has said `run.state = 'stopped'`: the record of one entry, in a local of each. */
export function isSetOnRecord({ file }: Program, { closure }: Teardown, node: TSESTree.MemberExpression): boolean {
  const [name, on] = [memberName(node), unwrap(node.object)]
  if (name === undefined || on.type !== 'Identifier' || file.cells.at(node)) return false
  return [...closure].some(part => file.assignmentsIn(part).some(({ left, right }) => left.type === 'MemberExpression'
    && memberName(left) === name && unwrap(left.object).type === 'Identifier' && !file.cells.at(left)
    && (right.type === 'Literal' || constantName(file, right) !== undefined)))
}

/** Whether a cell holds an element of a component that an unmount takes away, and the teardown is run by that. */
export function isElementGone(program: Program, { node }: Teardown, cell: Cell): boolean {
  if (!elementRefs(program.file).has(cell)) return false
  return isRunByUnmount(node) || [...program.callers(node)].some(caller => isFunction(caller) && isRunByUnmount(caller))
}

/** The clean-up of an effect runs at each change of what that depends on, unless it depends on nothing. */
function isRunByUnmount(node: FunctionNode): boolean {
  if (!isCleanUp(node)) return false
  let at: TSESTree.Node | undefined = node.parent
  while (at && at.type !== 'CallExpression') at = at.parent
  const dependencies = at?.arguments[1]
  const isEffect = /effect$/i.test((at && calleeName(at)) ?? '')
  return !isEffect || (dependencies?.type === 'ArrayExpression' && dependencies.elements.length === 0)
}

/** Whether a function is the clean-up of the effect in which the teardown is made: the one runs the other, or ends what it ends. */
export const isCleanUpAround = (home: FunctionNode, { node }: Teardown): boolean =>
  home !== node && isCleanUp(home) && isInside(node, enclosingFunction(home))

/** `this.#run !== run`, `map.get(id) === entry`, `generation === this.generation` */
export function isIdentityCompare(program: Program, { operator, left, right }: TSESTree.BinaryExpression): boolean {
  if (!/^[!=]==?$/.test(operator)) return false
  const { file } = program
  const sides = [unwrap(left), unwrap(right)]
  return sides.some(side => !isFixed(file, side) && isState(program, side)) && sides.some(side => isFixed(file, side))
}

/** What changes while the owner lives: a cell that is written again, an entry, a ref. */
function isState(program: Program, side: TSESTree.Node): boolean {
  if (side.type === 'CallExpression') return calleeName(side) === 'get'
  if (side.type === 'MemberExpression' && memberName(side) === 'current') return true
  const cell = program.file.cells.at(side)
  return cell !== undefined && writersOf(program, cell).some(home => isFunction(home) && !isConstructor(home))
}
