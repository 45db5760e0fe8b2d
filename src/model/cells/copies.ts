import type { TSESTree } from '@typescript-eslint/utils'
import {
  calleeName, enclosingFunction, isFunction, isInside, isLoop, isNullish, unwrap, type Cell, type SourceFile, type Variable,
} from '../../source/index.js'
import { awaitsIn } from '../waits/awaits.js'

/** A local that took what a cell held at one moment. */
export interface Copy {
  readonly variable: Variable
  readonly cell: Cell
  /** The name where it is declared. */
  readonly name: TSESTree.Identifier
  /** Whether it holds the handle itself; otherwise only whether there was one. */
  readonly isHandle: boolean
  /** The function whose local it is. */
  readonly home: TSESTree.Node
}

/** The locals that are written once, from a cell: `proc = this.#proc`, `{ proc } = this`, a parameter's default, `!!this.#proc`. */
export function findCopies(file: SourceFile): readonly Copy[] {
  const copies: Copy[] = []
  for (const variable of file.scopes.variables) {
    const [def] = variable.defs
    if (def?.name.type !== 'Identifier' || (def.type !== 'Variable' && def.type !== 'Parameter')) continue
    const found = copyOf(file, variable, def.name)
    if (found) copies.push({ variable, name: def.name, home: enclosingFunction(def.name), ...found })
  }
  return copies
}

/** The cell that a local was copied from, where it is one. */
export function copyOf(
  file: SourceFile, variable: Variable, name: TSESTree.Identifier,
): Pick<Copy, 'cell' | 'isHandle'> | undefined {
  const given = defaultOf(variable, name) ?? file.scopes.initial(variable)?.value
  const tested = given && presenceOf(given)
  if (tested) {
    const cell = file.scopes.initial(variable)?.path.length === 0 ? file.cells.carriedBy(tested) : undefined
    return cell && { cell, isHandle: false }
  }
  const isDefault = given !== undefined && name.parent.type === 'AssignmentPattern'
  const cell = file.cells.copiedFrom(variable) ?? (isDefault ? file.cells.carriedBy(given) : undefined)
  return cell && { cell, isHandle: true }
}

/** What a parameter, or a name in a pattern, holds when nothing is given: `(proc = this.#proc) => …`. */
function defaultOf(variable: Variable, name: TSESTree.Identifier): TSESTree.Expression | undefined {
  if (variable.defs.length !== 1 || variable.defs[0]?.type !== 'Parameter') return undefined
  const { parent } = name
  const isDefault = parent.type === 'AssignmentPattern' && parent.left === name
  const isWrittenAgain = variable.references.some(reference => reference.isWrite() && reference.init !== true)
  return isDefault && !isWrittenAgain ? parent.right : undefined
}

/** What an expression asks for being there: `!!x`, `Boolean(x)`, `x !== null`. */
function presenceOf(expression: TSESTree.Node): TSESTree.Node | undefined {
  const node = unwrap(expression)
  if (node.type === 'UnaryExpression' && node.operator === '!' && node.argument.type === 'UnaryExpression') {
    return node.argument.operator === '!' ? node.argument.argument : undefined
  }
  if (node.type === 'CallExpression') return calleeName(node) === 'Boolean' ? node.arguments[0] : undefined
  if (node.type !== 'BinaryExpression' || !['!==', '!='].includes(node.operator)) return undefined
  return isNullish(node.right) ? node.left : undefined
}

/**
 * The cell that a local was copied from in the same turn, so that a test of the local tells of the cell:
 *
 *     const { media } = this
 *     if (!media) return
 */
export function freshCopyOf(file: SourceFile, variable: Variable, place: TSESTree.Node): Cell | undefined {
  const cell = file.cells.copiedFrom(variable)
  const name = cell && variable.defs[0]?.name
  const home = enclosingFunction(place)
  if (!name || !isFunction(home) || enclosingFunction(name) !== home || name.range[0] > place.range[0]) return undefined
  if (awaitsIn(file, home).some(wait => wait.range[1] > name.range[1] && wait.range[0] < place.range[0])) return undefined
  for (let at = place; at.parent && at !== home; at = at.parent) if (isLoop(at) && !isInside(name, at)) return undefined
  return cell
}
