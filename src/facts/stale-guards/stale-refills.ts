import type { TSESTree } from '@typescript-eslint/utils'
import { onlookers } from '../../catalog/onlookers.js'
import { timers } from '../../catalog/tasks.js'
import { isStartUp } from '../../model/callers.js'
import { fillsOf, writtenIn, type Fill } from '../../model/cells/cell-writes.js'
import { cellsIn, mentions, mentionsOf } from '../../model/cells/mentions.js'
import { nameOf } from '../../model/cells/replacements.js'
import type { Program } from '../../model/program.js'
import { nounsOf } from '../../model/teardown-names.js'
import { awaitsIn } from '../../model/waits/awaits.js'
import {
  calleeName, enclosingFunction, isFunction, isInLoop, isInside, lastOf, leavesBy, unwrap, walk, wrapped, type Cell, type FunctionNode,
  type SourceFile,
} from '../../source/index.js'
import { outermostOf, type ClearingWrite } from './clears/clearing-writes.js'
import { Interference } from './clears/interference.js'
import type { FileContext, StaleGuard } from './types.js'

/**
 * Data that is read where a look into a cache finds none, and that is put there though somebody has dropped the entry meanwhile, because
 * what it was made from has changed.
 *
 *     const known = this.users.get(id)
 *     if (known) return known
 *     const user = await this.db.read(id)
 *     this.users.set(id, user)                      // update(id) may have written, and dropped the entry
 */
export function findStaleRefills(around: FileContext, emptied: Iterable<Cell>): readonly StaleGuard[] {
  const { program, ended } = around
  return [...emptied].filter(cell => !ended.has(cell)).flatMap(cell => fillsOf(program, cell).flatMap(fill => {
    program.budget.spend()
    const home = enclosingFunction(fill.node)
    if (!isFunction(home) || !home.async || home.generator || isInLoop(fill.node)) return []
    const found = staleLook(around, home, cell, fill)
    return found ? [{
      kind: 'refills' as const, cell, by: 'test' as const, use: fill.node, usedAt: fill.node, guard: found.test, yield: found.wait, home,
      clear: found.clear, clears: [found.clear], origin: found.test.range.join('-'), isWhole: true,
    }] : []
  }))
}

interface StaleLook {
  readonly test: TSESTree.Node
  readonly wait: TSESTree.AwaitExpression
  readonly clear: ClearingWrite
}

/** The look that found nothing, the wait for what is put there, and who may have dropped it meanwhile. */
function staleLook(around: FileContext, home: FunctionNode, cell: Cell, { node: fill, value }: Fill): StaleLook | undefined {
  const { program, waits, outcomes } = around
  const { file } = program
  const before = awaitsIn(file, home).filter(each => each.range[0] < fill.range[1] && enclosingFunction(each) === home)
  const wait = before.slice(-mostWaits).find(each => isMadeFrom(program, value, each) && waits.lets(each))
  const test = wait && lookBefore(around, home, cell, wait)
  if (!wait || !test || mentions(file, value, new Set([cell])) || isStartUp(program, home)) return undefined
  const interference = new Interference(around, home)
  const clear = around.clears.of(cell).find(each => isInvalidation(around, each, home) && interference.mayRun(each)
    && outcomes.of(each, cell, wait).fulfilled && !isAsked(around, home, each, { cell, wait, fill }))
  return clear && { test, wait, clear }
}

/** Of how many waits before it a value may come, the nearest first. */
const mostWaits = 12

/** Whether a value, or a local that it is made of, comes from a wait. */
function isMadeFrom(program: Program, value: TSESTree.Node, wait: TSESTree.Node, depth = 3): boolean {
  const { file, budget } = program
  let found = false
  walk(value, file.code.visitorKeys, node => {
    budget.spend()
    if (node === wait) found = true
    if (found || isFunction(node)) return false
    const variable = node.type === 'Identifier' && depth > 0 ? file.scopes.variable(node) : undefined
    found = variable !== undefined && variable.defs[0]?.type === 'Variable' && variable.references.some(({ writeExpr }) => {
      return writeExpr != null && writeExpr.range[0] < value.range[0] && isMadeFrom(program, writeExpr, wait, depth - 1)
    })
    return !found
  })
  return found
}

/** `if (known) return known`: where a function leaves with what it finds in the cell, before it waits. */
function lookBefore(
  { program: { file }, tests }: FileContext, home: FunctionNode, cell: Cell, wait: TSESTree.Node,
): TSESTree.Node | undefined {
  let found: TSESTree.Node | undefined
  walk(home.body, file.code.visitorKeys, node => {
    if (found || isFunction(node) || node.range[0] > wait.range[0]) return false
    if (node.type !== 'IfStatement' || node.range[1] > wait.range[0]) return true
    const { cells, locals } = tests.look(node.test)
    const isOfCell = cells.has(cell) || [...locals].some(local => file.cells.copiedFrom(local) === cell)
    if (isOfCell && leavesBy(returningPart(node.consequent), ['Return'])) found = node.test
    return !found
  })
  return found
}

/** `if (known) { if (isFresh(known)) return known }` */
function returningPart(statement: TSESTree.Statement): TSESTree.Statement {
  const last = lastOf(statement)
  return last?.type === 'IfStatement' ? last.consequent : statement
}

const evictions = /evict|expire|prune|trim|sweep|^gc|garbage|overflow|oldest|timeout/i

/** Whether a clear says that the data has changed: it is no end of the owner, and drops not what is too old or too much. */
function isInvalidation({ program }: FileContext, clear: ClearingWrite, home: FunctionNode): boolean {
  const outermost = outermostOf(clear)
  if (clear.kind !== 'empties' || clear.home === home || isInside(clear.node, home) || isInside(home, outermost)) return false
  const isEnd = [clear.home, outermost].some(node => nounsOf(node) !== undefined || evictions.test(nameOf(node)) || isTimed(node))
  if (isEnd || isInLoop(clear.node) || isByMeasure(clear.node)) return false
  if (isOfHandle(program, clear)) return false
  // `refresh(id) { this.users.delete(id); return this.user(id) }`: it reads anew itself.
  if (program.closure([clear.home, outermost]).has(home)) return false
  return isOfOneKey(clear) || [clear.home, ...clear.way.map(({ caller }) => caller)].some(node => changesMore(program.file, node))
}

/**
 * Whether a function works on what it takes out of a field: that is a handle or a session, which it finds only when it is there.
 *
 *     async close() { if (this.client) { await this.pool.release(this.client); this.client = null } }
 */
const isOfHandle = (program: Program, { cell, home }: ClearingWrite): boolean => cell.key === undefined
  && mentionsOf(program, new Set([cell])).some(({ node }) => enclosingFunction(node) === home && isWorkedOn(program.file, node))

/** Whether a value, or the local that keeps it, is used for more than to look whether it is there. */
function isWorkedOn(file: SourceFile, node: TSESTree.Node): boolean {
  const { parent } = wrapped(node)
  if (parent?.type === 'MemberExpression' || (parent?.type === 'CallExpression' && parent.callee !== node)) return true
  const local = parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? file.scopes.variable(parent.id) : undefined
  return local?.references.some(({ identifier, init }) => init !== true && isWorkedOn(file, identifier)) === true
}

/** `this.users.delete(id)`: it names the entry. */
const isOfOneKey = ({ cell, node }: ClearingWrite): boolean => cell.key !== undefined
  && !(node.type === 'CallExpression' && calleeName(node) === 'clear') && node.type !== 'AssignmentExpression'

const isTimed = ({ parent }: FunctionNode): boolean => parent.type === 'CallExpression' && timers.has(calleeName(parent) ?? '')

/** `if (entry.until < Date.now()) this.entries.delete(key)` */
function isByMeasure(node: TSESTree.Node): boolean {
  for (let at = node; at.parent && !isFunction(at); at = at.parent) {
    const { parent } = at
    if (parent.type !== 'IfStatement' || parent.consequent !== at) continue
    const test = unwrap(parent.test)
    const parts = test.type === 'LogicalExpression' ? [unwrap(test.left), unwrap(test.right)] : [test]
    if (parts.some(part => part.type === 'BinaryExpression' && /[<>]/.test(part.operator))) return true
  }
  return false
}

/** Calls that are about what is known, not about what it is known of. */
const bookkeeping = new RegExp(`^(?:${[
  'clear', 'delete', 'has', 'get', 'keys', 'values', 'entries', 'forEach', 'from', 'now', 'trim', 'toString', 'toLowerCase', 'toUpperCase',
  'startsWith', 'includes',
].join('|')})$`)

/** Whether a function does something else than to forget: `await this.store.save(token); this.known = null`. */
const changesMore = (file: SourceFile, node: FunctionNode): boolean => file.callsIn(node).some(call => {
  const name = calleeName(call) ?? ''
  return !bookkeeping.test(name) && !onlookers.has(name) && call.type === 'CallExpression'
})

interface Refill {
  readonly cell: Cell
  readonly wait: TSESTree.Node
  readonly fill: TSESTree.Node
}

/** Whether the function asks after the wait whether the clear has been there: by the cell, or by what is left beside it. */
function isAsked({ program, tests }: FileContext, home: FunctionNode, clear: ClearingWrite, { cell, wait, fill }: Refill): boolean {
  const { file } = program
  const clearing = program.closure([clear.home, ...clear.way.map(({ caller }) => caller)])
  const left = new Set([...clear.tokens.keys(), ...writtenIn(program, clearing)])
  const asks = (test: TSESTree.Node): boolean => {
    const { cells, locals, atAbort, atLife } = tests.look(test)
    const asked = [...cells, ...[...locals].flatMap(local => {
      const made = file.scopes.initial(local)?.value
      return made && made.range[0] >= wait.range[1] ? cellsIn(file, made) : []
    })]
    return atAbort || atLife || asked.some(each => each === cell ? test.range[0] < fill.range[0] : left.has(each))
  }
  return program.graph(home)?.blocks.some(({ next }) =>
    next.some(({ test }) => test && test.range[0] >= wait.range[1] && asks(test))) ?? false
}
