import type { TSESTree } from '@typescript-eslint/utils'
import {
  calleeName, enclosingFunction, isFalsy, isFunction, isInside, leavesBy, memberName, unwrap, type Cell, type FunctionNode,
  type SourceFile,
} from '../../../source/index.js'
import { homeOfLocal } from '../../../model/cells/cell-values.js'
import { constantName } from '../../../model/cells/held.js'
import { Tests } from '../../../model/cells/tests.js'
import { locksOf } from '../../../model/exclusion/locks.js'
import type { Program } from '../../../model/program.js'
import { awaitsIn } from '../../../model/waits/awaits.js'
import { waitsOf, type Waits } from '../../../model/waits/waits.js'
import { Overlaps } from '../overlaps.js'

/** A flag that keeps a second run out, but is set so late that the second run has passed its check by then. */
export interface LateLock {
  /** Where it is set. */
  readonly set: TSESTree.AssignmentExpression
  readonly test: TSESTree.Expression
  /** The wait between the two. */
  readonly wait: TSESTree.AwaitExpression
  readonly home: FunctionNode
}

const busyName = /(?:[a-z](?:ing)|[bB]usy|(?<![uU]n)[lL]ocked|[iI]n_?[pP]rogress|[iI]n_?[fF]light)$/

/** Whether the text sets a flag, or a state, that tells of work under way. */
export const mayLockLate = (text: string): boolean => /(?:ing|[bB]usy|[lL]ocked|[pP]rogress|[fF]light)\s*=\s*true\b/.test(text)
  || /=\s*['"](?:\w*ing|busy|locked|in[-_]?(?:progress|flight))['"]|\.\w*ING\b/.test(text)

/**
 * Finds locks that are taken behind a wait:
 *
 *     if (session.state === 'running') throw new Error('Already at work')
 *     const settings = await load()          // a second run passes the check as well
 *     session.state = 'running'
 */
export function findLateLocks(program: Program): readonly LateLock[] {
  const { file } = program
  const flags = file.assignments.filter(each => each.operator === '=' && isBusy(file, each))
  if (flags.length === 0) return []
  const overlaps = new Overlaps(program, new Tests(program), locksOf(program))
  return flags.flatMap(set => {
    program.budget.spend()
    const home = enclosingFunction(set)
    if (!isFunction(home) || !home.async || home.generator) return []
    const found = lockedLate(file, waitsOf(program), home, set)
    if (!found) return []
    const cell = sharedCell(file, home, set.left)
    if (!isTakenBack(file, set, cell) || (!cell && !isOfEntry(file, home, set.left))) return []
    return overlaps.mayOverlap(home, cell) ? [{ set, home, ...found }] : []
  })
}

/** `this.isSyncing = true`, `run.state = 'running'` */
function isBusy(file: SourceFile, { left, right }: TSESTree.AssignmentExpression): boolean {
  const value = unwrap(right)
  if (value.type === 'Literal' && value.value === true) return busyName.test(nameOf(left))
  const state = value.type === 'Literal' && typeof value.value === 'string' ? value.value
    : value.type === 'MemberExpression' && constantName(file, value) !== undefined ? (memberName(value) ?? '').toLowerCase() : ''
  return busyName.test(state)
}

function nameOf(place: TSESTree.Node): string {
  const node = unwrap(place)
  return node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? memberName(node) ?? '' : ''
}

/** The check before the set that turns a second run away, and the wait between the two; undefined where nothing is amiss. */
function lockedLate(
  file: SourceFile, waits: Waits, home: FunctionNode, set: TSESTree.AssignmentExpression,
): Pick<LateLock, 'test' | 'wait'> | undefined {
  const place = file.code.getText(set.left)
  const blocks = blocksAround(set, home)
  const tests = blocks.flatMap(({ body }) => body).flatMap(each => each.type === 'IfStatement' && each.range[1] <= set.range[0]
    && !each.alternate && leavesBy(each.consequent, ['Return', 'Throw']) && turnsAway(file, each.test, set) ? [each.test] : [])
  const test = tests.toSorted((one, other) => one.range[0] - other.range[0]).at(-1)
  const wait = test && awaitsIn(file, home).find(each => each.range[0] >= test.range[1] && each.range[1] <= set.range[0]
    && enclosingFunction(each) === home && isOnTheWay(each, blocks) && waits.lets(each))
  if (!test || !wait || !worksBehind(set, blocks)) return undefined
  // Whoever looks again, or has set it before the wait, knows.
  const between = file.code.text.slice(test.parent.range[1], set.range[0])
  return between.includes(place) ? undefined : { test, wait }
}

function blocksAround(node: TSESTree.Node, home: FunctionNode): readonly TSESTree.BlockStatement[] {
  const found: TSESTree.BlockStatement[] = []
  for (let at = node.parent; at && at !== home; at = at.parent) if (at.type === 'BlockStatement') found.push(at)
  return found
}

/** Whether a wait stands in one of the blocks around the set, so that every run comes through it. */
function isOnTheWay(wait: TSESTree.Node, blocks: readonly TSESTree.BlockStatement[]): boolean {
  for (let at = wait.parent; at; at = at.parent) {
    if (at.type === 'BlockStatement') return blocks.includes(at)
    if (at.type === 'ConditionalExpression' || at.type === 'LogicalExpression' || isFunction(at)) return false
  }
  return false
}

/** Whether something is left to do behind the set: a mark that all is done is no lock. */
const worksBehind = (set: TSESTree.Node, blocks: readonly TSESTree.BlockStatement[]): boolean =>
  blocks.some(({ body }) => body.some(statement => statement.range[0] >= set.range[1] && statement.type !== 'ReturnStatement'))

/** Whether a test is true where the flag was set: `this.isSyncing || !this.url`, `run.state === 'running'`. */
function turnsAway(file: SourceFile, test: TSESTree.Expression, set: TSESTree.AssignmentExpression): boolean {
  const node = unwrap(test)
  if (node.type === 'LogicalExpression' && node.operator === '||') return [node.left, node.right].some(side => turnsAway(file, side, set))
  const isPlace = (side: TSESTree.Node): boolean => file.code.getText(unwrap(side)) === file.code.getText(set.left)
  if (isPlace(node)) return true
  if (node.type !== 'BinaryExpression' || !/^===?$/.test(node.operator)) return false
  const value = file.code.getText(set.right)
  return (isPlace(node.left) && file.code.getText(node.right) === value) || (isPlace(node.right) && file.code.getText(node.left) === value)
}

/** Whether somebody writes another state there when the work is over, or given up. */
function isTakenBack(
  { assignments, code, cells }: SourceFile, set: TSESTree.AssignmentExpression, cell: Cell | undefined,
): boolean {
  const name = nameOf(set.left)
  const value = code.getText(set.right)
  return assignments.some(({ left, right, operator }) => {
    if (operator !== '=' || code.getText(right) === value || !isConstant(right)) return false
    if (cell) return cells.at(left) === cell
    return left.type === 'MemberExpression' && nameOf(left) === name
  })
}

const isConstant = (value: TSESTree.Node): boolean => isFalsy(value) || unwrap(value).type === 'Literal'
  || unwrap(value).type === 'MemberExpression'

/** The cell that all runs of a function share: not one of a record in a local of each run. */
function sharedCell(file: SourceFile, home: FunctionNode, left: TSESTree.Node): Cell | undefined {
  const cell = file.cells.at(left)
  return cell && homeOfLocal(cell) !== home ? cell : undefined
}

/** Whether a place is of the record that the owner keeps for a key, so that a second run may come to the same. */
function isOfEntry(file: SourceFile, home: FunctionNode, left: TSESTree.Node): boolean {
  let root = unwrap(left)
  while (root.type === 'MemberExpression') root = unwrap(root.object)
  const variable = root.type === 'Identifier' ? file.scopes.variable(root) : undefined
  const made = variable && file.scopes.initial(variable)
  if (!variable || made?.path.length !== 0 || !isInside(made.value, home)) return false
  const value = unwrap(made.value)
  return value.type === 'CallExpression' && (calleeName(value) === 'get' || givesEntry(file, value))
}

/** Whether an own function gives back an entry of a container: `getOrCreate(id) { … this.sessions.set(id, session); return session }`. */
const givesEntry = (file: SourceFile, call: TSESTree.CallExpression): boolean =>
  file.calls.targets(call).some(target => file.entries.in(target).some(({ does }) => does === 'read' || does === 'fill'))
