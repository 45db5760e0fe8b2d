import type { TSESTree } from '@typescript-eslint/utils'
import {
  calleeName, enclosingFunction, isConstructor, isFunction, isInside, isNullish, keyName, unwrap, walk,
  type Cell, type FunctionNode, type Variable,
} from '../source/index.js'
import { isFailureIgnored } from './failures.js'
import type { Point } from '../order/index.js'
import type { Truth } from './conditions.js'
import type { Program } from './program.js'
import type { StaleUse, Surroundings } from './stale-guards.js'
import type { State } from './stale-state.js'

/** What a write to a cell undoes that another run, or another function, did since the cell was tested; undefined where nothing. */
export function lossOf(
  around: Surroundings, running: readonly FunctionNode[], { node, write: { value } }: Point & { kind: 'write' }, cell: Cell, state: State,
): StaleUse | undefined {
  const belief = state.beliefs.get(cell)
  if (!belief?.gap || belief.by !== 'test' || belief.isUsed === true || !value) return undefined
  const { program, ended } = around
  if (belief.truth === 'falsy') {
    const isShared = !isOfOneRun(cell, running)
    return isShared && ended.has(cell) && isHandle(program, value) && runsTwice(around, running, state) ? 'overwrites' : undefined
  }
  const { takers, at } = belief.gap
  return takers.size > 0 && !isFailureIgnored(node) && isMadeOf(program, value, cell, at.node) ? 'revives' : undefined
}

/** Whether the cell is a local of one of these functions: another run has another one. */
export const isOfOneRun = ({ owner: { identity } }: Cell, running: readonly FunctionNode[]): boolean => {
  const [name] = 'identifiers' in identity ? (identity as Variable).identifiers : []
  return name !== undefined && running.some(node => enclosingFunction(name) === node)
}

/** Whether a second run can come this far while the first one waits: nothing that the first one did keeps it out. */
function runsTwice({ locks, program, tests }: Surroundings, running: readonly FunctionNode[], state: State): boolean {
  if (running.some(node => locks.holds(node) || locks.isSingleFlight(node) || runsOnce(program, node))) return false
  const flags = [...state.own].filter(([, truth]) => truth === 'truthy').map(([flag]) => flag)
  return !flags.some(flag => running.some(node => tests.asksAbout(node, flag)))
}

/** Whether a value is made here, or was made for this write: `new Socket()`, `await connect()`, a local that holds one of them. */
function isHandle(program: Program, value: TSESTree.Node): boolean {
  const node = unwrap(value)
  switch (node.type) {
    case 'NewExpression':
      return true
    case 'CallExpression':
      return !/^(?:Number|String|Boolean|parseInt|parseFloat|now|trim|toString|parse|stringify)$/.test(calleeName(node) ?? '')
    case 'AwaitExpression':
      return isHandle(program, node.argument)
    case 'Identifier': {
      const variable = program.file.scopes.variable(node)
      const initial = variable && program.file.scopes.initial(variable)
      return initial !== undefined && initial.path.length === 0 && isHandle(program, initial.value)
    }
    default:
      return false
  }
}

/** Whether a value is put together from what the cell held before the yield: read in it before, or kept in a local before. */
function isMadeOf({ file, budget }: Program, value: TSESTree.Node, cell: Cell, gap: TSESTree.Node): boolean {
  const isBefore = (node: TSESTree.Node) => node.range[0] < gap.range[1]
  let found = false
  walk(value, file.code.visitorKeys, node => {
    budget.spend()
    if (found || isFunction(node)) return false
    if (file.cells.at(node) === cell && isBefore(node) && !isInside(node, gap)) found = true
    const variable = node.type === 'Identifier' ? file.scopes.variable(node) : undefined
    const initial = variable && file.scopes.initial(variable)
    if (!variable || !initial || !isBefore(initial.value)) return !found
    const spread = initial.value.type === 'ObjectExpression' ? initial.value.properties : []
    found ||= file.cells.copiedFrom(variable) === cell || spread.some(property =>
      property.type === 'SpreadElement' && file.cells.carriedBy(property.argument) === cell)
    return !found
  })
  return found
}

/** Whether the statement runs however the `try` before it ended. */
export function isInFinally(node: TSESTree.Node): boolean {
  for (let at = node; at.parent && !isFunction(at); at = at.parent) {
    if (at.parent.type === 'TryStatement' && at.parent.finalizer === at) return true
  }
  return false
}

/** Whether only a constructor, or the top of the file, runs the function; a stream runs its source's `start()` as it is made. */
function runsOnce(program: Program, node: FunctionNode): boolean {
  const { parent } = node
  if (parent.type === 'Property' && parent.parent.parent.type === 'NewExpression' && keyName(parent) === 'start') return true
  const callers = [...program.callers(node)]
  return callers.length > 0 && callers.every(caller => isFunction(caller) ? isConstructor(caller) : true)
}

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

