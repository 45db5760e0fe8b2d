import type { TSESTree } from '@typescript-eslint/utils'
import { effects } from '../../catalog/teardowns.js'
import { isHidden, isRunByTests, isStartUp } from '../../model/callers.js'
import { homeOfLocal } from '../../model/cells/cell-values.js'
import { assignmentsTo, leftIn, truthOf } from '../../model/cells/cell-writes.js'
import type { Program } from '../../model/program.js'
import {
  calleeName, enclosingFunction, isConstructor, isFunction, isInside, leavesBy, walk, type Cell, type FunctionNode,
} from '../../source/index.js'
import { functionOf, madeBy } from './handlers.js'

/** A function that puts a handle into a cell and can be run again. */
export interface Refill {
  readonly fill: TSESTree.AssignmentExpression
  readonly home: FunctionNode
}

/** Wrappers whose callback is a function of the component by another identity. */
const wrappers = /^use(?:Callback|MemoizedFn|Event|EffectEvent|EventCallback)$|^(?:debounce|throttle)$/

/** Whether a function that is written into a call runs as often as somebody wants, by itself. */
const isOwnEntry = ({ parent }: FunctionNode): boolean =>
  parent.type === 'CallExpression' && (effects.has(calleeName(parent) ?? '') || wrappers.test(calleeName(parent) ?? ''))

/** The function around a place that others can run. */
export const entryAround = (node: TSESTree.Node): FunctionNode | undefined => functionOf(node, isOwnEntry)

/** The fills of a cell that can come again while the last event of the handle before is still to come. */
export function refillsOf(program: Program, cell: Cell, isHandler: (node: TSESTree.Node) => boolean): readonly Refill[] {
  return assignmentsTo(program, cell).flatMap(fill => {
    if (!madeBy(program.file, fill.right)) return []
    const home = entryAround(fill)
    if (!home || isConstructor(home) || home === homeOfLocal(cell) || isStartUp(program, home) || isRunByTests(program, home)) return []
    return isRunOutside(program, home, isHandler) && !isOnceOnly(home) ? [{ fill, home }] : []
  })
}

/** `useEffect(() => { … }, [])` */
function isOnceOnly({ parent }: FunctionNode): boolean {
  if (parent.type !== 'CallExpression' || !effects.has(calleeName(parent) ?? '')) return false
  const [, dependencies] = parent.arguments
  return dependencies?.type === 'ArrayExpression' && dependencies.elements.length === 0
}

/** Whether anybody but the constructor and the handlers of the handle runs a function: those fill the cell when its event has come. */
export function isRunOutside(program: Program, node: FunctionNode, isHandler: (node: TSESTree.Node) => boolean): boolean {
  const seen = new Set<FunctionNode>([node])
  for (const at of seen) {
    program.budget.spend()
    if (isHandler(at)) continue
    const calls = isHidden(program, at) ? program.file.callsTo(at) : []
    if (calls.length === 0) {
      const outer = isInCall(at) ? entryAround(at) : undefined
      if (!outer || outer === at) return !isConstructor(at)
      seen.add(outer)
      continue
    }
    for (const call of calls) {
      if (isHandler(call)) continue
      const caller = enclosingFunction(call)
      if (!isFunction(caller)) continue
      if (!isConstructor(caller)) seen.add(caller)
    }
  }
  return false
}

const isInCall = ({ parent }: FunctionNode): boolean => parent.type === 'CallExpression' || parent.type === 'NewExpression'

/**
 * Whether a function refuses to fill the cell again until the event of the old handle has come, or forever: it leaves by a flag which
 * nobody takes back but the handlers.
 *
 *     if (this.closed) return              // and nothing but stop() writes `closed`
 */
export function refuses(
  program: Program, { home, fill }: Refill, cell: Cell, by: FunctionNode, isHandler: (node: TSESTree.Node) => boolean,
): boolean {
  const flags = flagsAsked(program, home, fill).filter(flag => flag !== cell)
  if (flags.length === 0) return false
  const left = leftIn(program, program.closureOf(by))
  return flags.some(flag => {
    const writes = assignmentsTo(program, flag).filter(({ right }) => truthOf(right) !== undefined)
    const isSetBy = left.get(flag)
    if (isSetBy !== undefined) {
      return isSetBy === 'truthy' && writes.every(write => truthOf(write.right) === isSetBy || isOfConstructor(write))
    }
    if (left.has(flag)) return false
    // Set where the cell is filled, and taken back by the handlers alone.
    const isSetHere = writes.some(write => truthOf(write.right) === 'truthy' && isInside(write, home))
    const takers = writes.filter(write => truthOf(write.right) === 'falsy' && !isOfConstructor(write))
    return isSetHere && takers.length > 0 && takers.every(write => isHandler(write))
  })
}

const isOfConstructor = (node: TSESTree.Node): boolean => {
  const home = enclosingFunction(node)
  return !isFunction(home) || isConstructor(home)
}

/** The cells by whose test a function leaves before it fills. */
function flagsAsked({ file }: Program, home: FunctionNode, fill: TSESTree.Node): readonly Cell[] {
  const found: Cell[] = []
  walk(home.body, file.code.visitorKeys, node => {
    if (node.range[0] >= fill.range[0] || (isFunction(node) && !isInside(fill, node))) return false
    if (node.type === 'IfStatement' && (leavesBy(node.consequent, ['Return', 'Throw']) || isInside(fill, node.consequent))) {
      walk(node.test, file.code.visitorKeys, inner => {
        const cell = file.cells.at(inner)
        if (cell) found.push(cell)
        const getters = inner.type === 'MemberExpression' ? file.calls.getters(inner) : []
        for (const getter of getters) walk(getter.body, file.code.visitorKeys, part => {
          const read = file.cells.at(part)
          if (read) found.push(read)
          return true
        })
        return true
      })
    }
    return true
  })
  return found
}
