import type { TSESTree } from '@typescript-eslint/utils'
import { tellsRunsApart, tellsToStop } from '../../catalog/commits.js'
import type { Program } from '../../model/program.js'
import {
  enclosingFunction, grouped, isConstructor, isFunction, leavesBy, memberName, walk, wrapped, type Cell, type FunctionNode, type SourceFile,
} from '../../source/index.js'

/** A flag that tells a run to stop: a cell of the owner, or the text by which a function reads it off a record or a signal. */
export type Flag = Cell | string

/** A check of a flag that lets the function leave: `if (this.closed) return`. */
export interface StopCheck {
  readonly flag: Flag
  /** The flag, as the check reads it. */
  readonly read: TSESTree.Node
  readonly statement: TSESTree.IfStatement
}

/** The flag that an expression reads. A local of the function is none: only others can set a flag during a wait. */
export function flagAt({ cells, code }: SourceFile, node: TSESTree.Node): Flag | undefined {
  if (node.type === 'Identifier') {
    const isName = node.parent.type === 'MemberExpression' && node.parent.property === node
    return tellsToStop(node.name) && !isName ? cells.at(node) : undefined
  }
  if (node.type !== 'MemberExpression' || !tellsToStop(memberName(node) ?? '')) return undefined
  return cells.at(node) ?? code.getText(node).replaceAll(/[?!](?=\.)/g, '')
}

/** Whether a flag is what a signal or a token says. */
export const isOfSignal = (flag: Flag): flag is string =>
  typeof flag === 'string' && /(?:signal|token)\w*\.(?:aborted|isCancellationRequested)$/i.test(flag)

/** Whether a test looks for a stop: at any flag, or at what tells this run from a later one. */
export function looksForStop({ code }: SourceFile, test: TSESTree.Node): boolean {
  let found = false
  walk(test, code.visitorKeys, node => {
    const name = node.type === 'Identifier' || node.type === 'PrivateIdentifier' ? node.name : undefined
    found ||= name !== undefined && (tellsToStop(name) || tellsRunsApart.test(name))
    return !found
  })
  return found
}

/** Whether a node reads a flag anywhere. */
export function reads(file: SourceFile, root: TSESTree.Node, flag: Flag): boolean {
  let found = false
  walk(root, file.code.visitorKeys, node => {
    found ||= flagAt(file, node) === flag
    return !found
  })
  return found
}

const known = new WeakMap<Program, ReadonlyMap<TSESTree.Node, readonly StopCheck[]>>()

/** The checks of flags by which functions leave, by the function that they stand in, in the order of the text. */
export function stopChecks(program: Program): ReadonlyMap<TSESTree.Node, readonly StopCheck[]> {
  const checks = known.get(program) ?? grouped(findChecks(program), ({ statement }) => [enclosingFunction(statement)])
  known.set(program, checks)
  return checks
}

function findChecks({ file, budget }: Program): readonly StopCheck[] {
  const members = [...file.membersByName].flatMap(([name, nodes]) => tellsToStop(name) ? nodes : [])
  const names = file.scopes.variables.filter(({ name }) => tellsToStop(name))
    .flatMap(({ references }) => references.map(({ identifier }) => identifier as TSESTree.Identifier))
  const found = [...members, ...names].flatMap(read => {
    budget.spend()
    const statement = leavingBy(read)
    const flag = statement && flagAt(file, read)
    return flag === undefined || !statement ? [] : [{ flag, read, statement }]
  })
  return found.toSorted((one, other) => one.read.range[0] - other.read.range[0])
}

/** The statement by which a function leaves where this is true: `if (a || this.closed) return`. */
function leavingBy(read: TSESTree.Node): TSESTree.IfStatement | undefined {
  let at = wrapped(read)
  while (at.parent?.type === 'LogicalExpression' && at.parent.operator === '||') at = wrapped(at.parent)
  const { parent } = at
  return parent?.type === 'IfStatement' && parent.test === at && leavesBy(parent.consequent, ['Return', 'Throw', 'Break', 'Continue'])
    ? parent : undefined
}

/**
 * The check that every caller makes right before it calls a function:
 *
 *     for (const job of jobs) {
 *       if (this.stopped) return
 *       void this.run(job)
 *     }
 */
export function checkOfCallers(program: Program, home: FunctionNode): StopCheck | undefined {
  const { file } = program
  const before = file.callsTo(home).map(call => {
    const around = enclosingFunction(call)
    return !isFunction(around) ? [] : (stopChecks(program).get(around) ?? []).filter(({ flag, statement }) => typeof flag !== 'string'
      && statement.range[1] <= call.range[0]
      && !file.awaits.some(wait => wait.range[0] > statement.range[1] && wait.range[1] < call.range[0]))
  })
  return before[0]?.find(({ flag }) => before.every(checks => checks.some(check => check.flag === flag)))
}

/** Where another function than `home` sets a flag. */
export function setOf({ file }: Program, flag: Flag, home: FunctionNode): TSESTree.AssignmentExpression | undefined {
  const name = typeof flag === 'string' ? flag.split('.').at(-1) : undefined
  return file.assignments.find(({ left, right }) => {
    if (right.type !== 'Literal' || right.value !== true) return false
    const around = enclosingFunction(left)
    if (!isFunction(around) || around === home || isConstructor(around)) return false
    const cell = file.cells.at(left)
    return name === undefined ? cell === flag : !cell && left.type === 'MemberExpression' && memberName(left) === name
  })
}
