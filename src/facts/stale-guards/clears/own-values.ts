import type { TSESTree } from '@typescript-eslint/utils'
import {
  enclosingFunction, isFunction, leavesBy, unwrap, type Cell, type FunctionNode, type SourceFile, type Variable,
} from '../../../source/index.js'
import { isHidden } from '../../../model/callers.js'
import { writtenIn } from '../../../model/cells/cell-writes.js'
import { mentions } from '../../../model/cells/mentions.js'
import { awaitsIn } from '../../../model/waits/awaits.js'
import type { Program } from '../../../model/program.js'
import type { Place } from '../../../model/callers.js'

/** What a function compares a cell with before it empties it. */
export interface OwnValue {
  /** The functions whose local it is. */
  readonly of: readonly FunctionNode[]
  /** The number by which runs are told apart, where the values themselves are not compared. */
  readonly generation: Cell | undefined
}

/**
 * Whose value a function empties, if it has made sure that nobody else has put another one there:
 *
 *     if (this.reader === reader) this.reader = undefined
 *     if (this.current !== mine) return; this.current = null
 *     if (id !== this.latest) return; this.current = null
 */
export function ownValueOf(program: Program, place: Place & { readonly cell: Cell }): OwnValue | undefined {
  for (const test of testsBefore(program, place)) {
    const own = comparedIn(program, test.of, place, test.isSame)
    if (own) return own
  }
  return undefined
}

/** Whether a clear concerns the values of other runs alone, while these functions wait. */
export function isOfOthers(
  program: Program, { ownValue, home }: { readonly ownValue: OwnValue | undefined, readonly home: FunctionNode },
  running: readonly FunctionNode[],
): boolean {
  if (!ownValue) return false
  const { of, generation } = ownValue
  if (of.some(node => node !== home && running.includes(node))) return false
  return !generation || running.some(node => [...writtenIn(program, new Set([node]))].includes(generation))
}

interface Asked {
  readonly of: TSESTree.Expression
  readonly isSame: boolean
}

/** The tests that hold where the cell is emptied, with no wait in between: those around it, and those that leave before it. */
function testsBefore({ file }: Program, { home, node }: Place): readonly Asked[] {
  const found: Asked[] = []
  const waits = awaitsIn(file, home)
  for (let at = node; at.parent && at !== home; at = at.parent) {
    const { parent } = at
    if (parent.type === 'IfStatement' && parent.consequent === at) found.push({ of: parent.test, isSame: true })
    if (parent.type !== 'BlockStatement') continue
    for (const statement of parent.body.slice(0, parent.body.indexOf(at as TSESTree.Statement))) {
      const isLeft = statement.type === 'IfStatement' && !statement.alternate && leavesBy(statement.consequent, ['Return', 'Throw'])
      if (isLeft) found.push({ of: statement.test, isSame: false })
    }
  }
  return found.filter(({ of }) => !waits.some(wait => wait.range[0] >= of.range[1] && wait.range[1] <= node.range[0]
    && enclosingFunction(wait) === home))
}

function comparedIn(
  program: Program, test: TSESTree.Expression, place: Place & { readonly cell: Cell }, isSame: boolean,
): OwnValue | undefined {
  const node = unwrap(test)
  if (node.type === 'LogicalExpression' && node.operator === (isSame ? '&&' : '||')) {
    return comparedIn(program, node.left, place, isSame) ?? comparedIn(program, node.right, place, isSame)
  }
  if (node.type !== 'BinaryExpression' || !(isSame ? /^===?$/ : /^!==?$/).test(node.operator)) return undefined
  const { file } = program
  const sides = [unwrap(node.left), unwrap(node.right)]
  const local = sides.find(side => side.type === 'Identifier' && file.cells.at(side) === undefined)
  const compared = sides.map(side => file.cells.at(side)).find(cell => cell !== undefined)
  const variable = local && file.scopes.variable(local)
  if (!variable || !compared) return undefined
  if (compared === place.cell) {
    const of = ownersOf(program, variable, place.home)
    return of && file.cells.copiedFrom(variable) === undefined ? { of, generation: undefined } : undefined
  }
  const of = isNumberOf(file, variable, compared) ? ownersOf(program, variable, place.home) : undefined
  return of && { of, generation: compared }
}

/** `const id = ++this.latest` */
function isNumberOf(file: SourceFile, variable: Variable, generation: Cell): boolean {
  const initial = file.scopes.initial(variable)?.value
  return initial !== undefined && mentions(file, initial, new Set([generation]))
}

/** The functions that have made what a local holds: its own, or those that hand a local of theirs to a private one. */
function ownersOf(program: Program, variable: Variable, home: FunctionNode): readonly FunctionNode[] | undefined {
  const [def] = variable.defs
  if (def?.type === 'Variable') {
    const node = enclosingFunction(def.name)
    return isFunction(node) ? [node] : undefined
  }
  const index = def?.type === 'Parameter' && def.node === home ? home.params.indexOf(def.name) : -1
  const calls = index >= 0 && isHidden(program, home) ? program.file.callsTo(home) : []
  const owners = calls.map(call => {
    const given = call.arguments[index]
    const local = given?.type === 'Identifier' ? program.file.scopes.variable(given) : undefined
    const [made] = local?.defs ?? []
    const node = made?.type === 'Variable' ? enclosingFunction(made.name) : undefined
    return local && node && isFunction(node) && program.file.cells.copiedFrom(local) === undefined ? node : undefined
  })
  return owners.length > 0 && owners.every(owner => owner !== undefined) ? owners : undefined
}
