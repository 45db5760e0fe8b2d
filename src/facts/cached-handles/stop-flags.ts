import type { TSESTree } from '@typescript-eslint/utils'
import { isFunction, isInside, walk, type Cell, type FunctionNode } from '../../source/index.js'
import { conditionsWhere } from '../../model/cells/conditions.js'
import type { Copy } from '../../model/cells/copies.js'
import { admits, excludes, isSame, valueOf, type Held, type Value } from '../../model/cells/held.js'
import type { Program } from '../../model/program.js'
import type { Round } from './rounds.js'

/** While a flag holds what the round goes on, or while it stops; `any` change may do where the test says no more. */
type Stop = { readonly held: Held, readonly goesOn: boolean } | 'any'

/**
 * The cells other than the handle's own that decide whether a round goes on, or whether a turn of it comes to use the copy. A test
 * that does neither stops nothing: `if (this.isVerbose) log(line)`.
 */
export function stopFlagsOf(program: Program, copy: Copy, round: Round): ReadonlyMap<Cell, Stop> {
  const flags = new Map<Cell, Stop>()
  for (const { test, goesOn } of testsIn(program, copy, round)) noteTest(program, copy, flags, test, goesOn)
  return flags
}

/** Whether a function, or one that it calls, sets a flag so that the round stops. */
export function setsFlag(program: Program, home: FunctionNode, flags: ReadonlyMap<Cell, Stop>): boolean {
  if (flags.size === 0) return false
  const { file, budget } = program
  return [...program.closureOf(home)].flatMap(part => file.assignmentsIn(part)).some(assignment => {
    budget.spend()
    const cell = file.cells.at(assignment.left)
    const stop = cell && flags.get(cell)
    return stop !== undefined && mayStop(stop, valueOf(file, assignment.right, []))
  })
}

/** A value that we cannot see may stop it. */
function mayStop(stop: Stop, value: Value | undefined): boolean {
  if (stop === 'any' || !value) return true
  return stop.goesOn ? !admits(stop.held, value) : !excludes(stop.held, value)
}

interface FlagTest {
  readonly test: TSESTree.Expression
  /** Whether the round goes on where the test holds; undefined where that cannot be told. */
  readonly goesOn: boolean | undefined
}

function testsIn(program: Program, { variable }: Copy, round: Round): readonly FlagTest[] {
  const found: FlagTest[] = []
  const usesCopy = (branch: TSESTree.Node | null) => branch !== null
    && variable.references.some(({ identifier }) => isInside(identifier, branch))
  const visit = (node: TSESTree.Node) => {
    switch (node.type) {
      case 'IfStatement': {
        const [leavesThen, leavesElse] = [leaves(program, node.consequent), node.alternate !== null && leaves(program, node.alternate)]
        const [usedThen, usedElse] = [usesCopy(node.consequent), usesCopy(node.alternate)]
        if (leavesThen || usedElse) found.push({ test: node.test, goesOn: leavesElse || usedThen ? undefined : false })
        else if (leavesElse || usedThen) found.push({ test: node.test, goesOn: true })
        break
      }
      case 'ConditionalExpression':
        if (usesCopy(node.consequent) || usesCopy(node.alternate)) found.push({ test: node.test, goesOn: !usesCopy(node.alternate) })
        break
      case 'LogicalExpression':
        if (usesCopy(node.right)) found.push({ test: node.left, goesOn: node.operator === '&&' })
        break
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'ForStatement':
        if (node.test) found.push({ test: node.test, goesOn: true })
        break
      case 'SwitchStatement':
        if (leaves(program, node)) found.push({ test: node.discriminant, goesOn: undefined })
        break
      case 'ReturnStatement':
        if (node.argument && !isInside(round.place, node)) found.push({ test: node.argument, goesOn: undefined })
        break
      case 'ArrowFunctionExpression':
        if (node.body.type !== 'BlockStatement') found.push({ test: node.body, goesOn: undefined })
        break
      default:
    }
  }
  const deciding = decidingNodes.get(round) ?? findDecidingNodes(program, round)
  decidingNodes.set(round, deciding)
  for (const node of deciding) {
    program.budget.spend()
    visit(node)
  }
  return found
}

/** What may decide in a round, worked out once for all copies that it goes on with. */
const decidingNodes = new WeakMap<Round, readonly TSESTree.Node[]>()

const decides = /^(?:If|While|DoWhile|For|Switch|Return)Statement$|^(?:Conditional|Logical|ArrowFunction)Expression$/

function findDecidingNodes({ file, budget }: Program, round: Round): readonly TSESTree.Node[] {
  const found: TSESTree.Node[] = []
  for (const part of round.code) {
    walk(part, file.code.visitorKeys, node => {
      budget.spend()
      // The loop's own function returns what it returns when the round is over.
      if (decides.test(node.type) && !(part === round.place && node.type === 'ReturnStatement')) found.push(node)
      return true
    })
  }
  return found
}

/** Whether a branch leaves the turn: for good, or by a call of something that does not come back. */
function leaves({ file }: Program, branch: TSESTree.Node): boolean {
  let found = false
  walk(branch, file.code.visitorKeys, node => {
    if (node.type === 'BreakStatement' || node.type === 'ReturnStatement' || node.type === 'ThrowStatement') found = true
    if (node.type === 'CallExpression' && file.types.neverReturns(node)) found = true
    return !found && !isFunction(node)
  })
  return found
}

function noteTest(program: Program, copy: Copy, flags: Map<Cell, Stop>, test: TSESTree.Expression, goesOn: boolean | undefined): void {
  const { file, budget } = program
  const exact = new Map<Cell, Stop>()
  if (goesOn !== undefined) {
    // Of `a || b`, one alone decides nothing where the round goes on by it: no more is known than that it is asked.
    for (const { subject, held } of goesOn ? conditionsWhere(file, test, 'truthy') : alternativesOf(program, test)) {
      if ('path' in subject) exact.set(subject, { held, goesOn })
    }
  }
  const asked = new Set<TSESTree.Node>()
  const note = (expression: TSESTree.Node) => {
    if (asked.has(expression)) return
    asked.add(expression)
    walk(expression, file.code.visitorKeys, node => {
      budget.spend()
      const cell = file.cells.at(node)
      if (!cell || cell === copy.cell) return true
      const stop = exact.get(cell) ?? 'any'
      const before = flags.get(cell)
      flags.set(cell, before === undefined || areSame(before, stop) ? stop : 'any')
      const getters = cell.path.length === 1 ? file.owners.getters(cell.owner, cell.path[0] ?? '') : []
      for (const getter of getters) note(getter.body)
      return true
    })
  }
  note(test)
}

/** What each part of `a || b` says where it holds. */
function alternativesOf(program: Program, test: TSESTree.Expression): ReturnType<typeof conditionsWhere> {
  if (test.type !== 'LogicalExpression') return conditionsWhere(program.file, test, 'truthy')
  return test.operator === '||' ? [...alternativesOf(program, test.left), ...alternativesOf(program, test.right)] : []
}

const areSame = (one: Stop, other: Stop): boolean =>
  one === other || (one !== 'any' && other !== 'any' && one.goesOn === other.goesOn && isSame(one.held, other.held))
