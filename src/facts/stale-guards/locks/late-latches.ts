import type { TSESTree } from '@typescript-eslint/utils'
import {
  enclosingFunction, isFunction, isInside, leavesBy, memberName, receiver, unwrap, walk, type Cell, type FunctionNode,
} from '../../../source/index.js'
import { assignmentsTo, truthOf } from '../../../model/cells/cell-writes.js'
import { conditionsWhere } from '../../../model/cells/conditions.js'
import { endedBy } from '../../../model/cells/ended-cells.js'
import { originsOf } from '../../../model/origins.js'
import type { Program } from '../../../model/program.js'
import { awaitsIn } from '../../../model/waits/awaits.js'
import type { FileContext, StaleGuard } from '../types.js'
import { isHandle, runsTwice } from '../writes.js'

/** Whether a handle has come so far that it can be used. */
const readiness = /^(?:is)?_?(?:ready|connected|open|opened|started|initialized|running)$/i

/**
 * Runs that make a resource behind a check of what only their wait brings about: until then, the check lets the next run pass.
 *
 *     if (this.isConnected) return
 *     this.transport = new Transport()             // a second run overwrites the first one's
 *     await this.client.connect(this.transport)
 *     this.isConnected = true
 */
export function findLateLatches(around: FileContext): readonly StaleGuard[] {
  const { program, ended } = around
  return [...ended].filter(({ key }) => key === undefined).flatMap(cell => assignmentsTo(program, cell).flatMap(fill => {
    program.budget.spend()
    const home = enclosingFunction(fill)
    if (!isFunction(home) || !home.async || home.generator || !isHandle(program, fill.right)) return []
    const latch = latchBefore(around, home, fill, cell)
    if (!latch || isEndedBefore(program, home, fill, cell) || !runsTwice(around, [home], cell)) return []
    return [{
      kind: 'latches' as const, cell, by: 'test' as const, use: fill, usedAt: fill, guard: latch.test, yield: latch.wait, home,
      clear: undefined, clears: [], origin: latch.test.range.join('-'), isWhole: true, isMinor: !isRunOften(program, home),
    }]
  }))
}

/**
 * Whether a function is there to be run by many: its own file calls it, or it gives them something. The start of a whole owner, which only
 * other files call, is called once.
 */
const isRunOften = (program: Program, home: FunctionNode): boolean => program.file.callsTo(home).length > 0
  || program.file.returns.some(each => each.argument !== null && enclosingFunction(each) === home)
  || originsOf(program, home).isUnattended

interface Latch {
  readonly test: TSESTree.Expression
  /** The wait that it takes until the check turns a second run away. */
  readonly wait: TSESTree.Node
}

/** The check in front of a fill that lets a second run pass as long as the first one waits; undefined where another one turns it away. */
function latchBefore(around: FileContext, home: FunctionNode, fill: TSESTree.AssignmentExpression, cell: Cell): Latch | undefined {
  const { program, tests, waits } = around
  const { parent: statement } = fill
  if (statement.type !== 'ExpressionStatement' || home.body.type !== 'BlockStatement' || statement.parent !== home.body) return undefined
  const open = awaitsIn(program.file, home).filter(wait => wait.range[0] >= fill.range[0] && waits.lets(wait))
  const before = home.body.body.filter(each => each.range[1] <= statement.range[0])
  let latch: Latch | undefined
  for (const each of before) {
    if (each.type !== 'IfStatement' || each.alternate || !leavesBy(each.consequent, ['Return', 'Throw'])) continue
    const wait = waitBefore(program, home, each.test, cell, open)
    latch ??= wait && { test: each.test, wait }
    if (!wait && [...tests.look(each.test).cells].includes(cell)) return undefined
  }
  return latch
}

/** The wait between a fill and what the check before it checks. */
function waitBefore(
  program: Program, home: FunctionNode, test: TSESTree.Expression, cell: Cell, open: readonly TSESTree.Node[],
): TSESTree.Node | undefined {
  const { file } = program
  const [first] = open
  if (!first) return undefined
  if (asksReadiness(program, test, cell)) return open.find(wait => isOn(program, wait, cell))
  const isSetLate = conditionsWhere(file, test, 'falsy').some(({ subject, held }) => {
    if (!('path' in subject) || subject === cell || held.truth !== 'falsy') return false
    const sets = assignmentsTo(program, subject).filter(({ right }) => truthOf(right) === 'truthy')
    return sets.length > 0 && sets.every(set => isInside(set, home) && (enclosingFunction(set) !== home || first.range[1] <= set.range[0]))
  })
  return isSetLate ? first : undefined
}

/** `if (this.client?.isReady) return`: whether a test lets those leave that find the handle ready for use, and asks nothing else. */
function asksReadiness(program: Program, test: TSESTree.Expression, cell: Cell): boolean {
  const { file } = program
  const node = unwrap(test)
  if (node.type === 'LogicalExpression') {
    return node.operator === '&&' && file.cells.at(node.left) === cell && asksReadiness(program, node.right, cell)
  }
  const member = node.type === 'CallExpression' && node.arguments.length === 0 ? unwrap(node.callee) : node
  return member.type === 'MemberExpression' && file.cells.at(unwrap(member.object)) === cell && readiness.test(memberName(member) ?? '')
}

/** Whether a wait is for a call on what the cell holds: `await this.client.connect()`. */
function isOn({ file }: Program, wait: TSESTree.Node, cell: Cell): boolean {
  const call = wait.type === 'AwaitExpression' ? unwrap(wait.argument) : undefined
  const on = call?.type === 'CallExpression' ? receiver(call) : undefined
  return on !== undefined && file.cells.carriedBy(on) === cell
}

/** Whether the function, or one that it calls, ends what the cell holds before it fills it anew. */
function isEndedBefore(program: Program, home: FunctionNode, fill: TSESTree.Node, cell: Cell): boolean {
  const { file } = program
  const ends = (call: TSESTree.Node): boolean => call.type === 'CallExpression' && endedBy(file, call) === cell
  let found = false
  walk(home.body, file.code.visitorKeys, node => {
    if (found || node.range[0] >= fill.range[0]) return false
    if (node.type !== 'CallExpression') return true
    found = ends(node) || [...program.closure(file.runBy(node))].some(target => file.callsIn(target).some(ends))
    return !found
  })
  return found
}
