import type { TSESTree } from '@typescript-eslint/utils'
import { calleeName, isInside, unwrap, walk, type Cell } from '../../source/index.js'
import type { Copy } from '../../model/cells/copies.js'
import type { Program } from '../../model/program.js'
import type { Round } from './rounds.js'

/**
 * Whether a round compares what it keeps with what the owner has now: `if (this.proc !== proc) return`, or a generation that was
 * copied along with the handle. A bare test of the cell is none: there may be another handle in it by then.
 */
export function looksAgain(program: Program, copy: Copy, { code }: Round): boolean {
  return comparisons(program).some(({ node, cells }) => code.some(part => isInside(node, part))
    && cells.some(cell => cell === copy.cell || cell.owner === copy.cell.owner))
}

interface Comparison {
  readonly node: TSESTree.Node
  /** The cells whose present value is compared with what was kept of them. */
  readonly cells: readonly Cell[]
}

const known = new WeakMap<Program, readonly Comparison[]>()

function comparisons(program: Program): readonly Comparison[] {
  const found = known.get(program) ?? findComparisons(program)
  known.set(program, found)
  return found
}

function findComparisons(program: Program): readonly Comparison[] {
  const { file } = program
  const found: Comparison[] = []
  const note = (node: TSESTree.Node, one: TSESTree.Node, other: TSESTree.Node) => {
    const [left, right] = [mentions(program, one), mentions(program, other)]
    const cells = [...left.now].filter(cell => right.kept.has(cell) || (right.isParameter && left.place === cell))
      .concat([...right.now].filter(cell => left.kept.has(cell) || (left.isParameter && right.place === cell)))
    if (cells.length > 0) found.push({ node, cells })
  }
  walk(file.code.ast, file.code.visitorKeys, node => {
    if (node.type === 'BinaryExpression' && /^[!=]==?$/.test(node.operator)) note(node, node.left, node.right)
    const [one, other] = node.type === 'CallExpression' && calleeName(node) === 'is' ? node.arguments : []
    if (one && other) note(node, one, other)
    return true
  })
  return found
}

/** The cells that an expression reads now, and those of which it has a copy; a helper's parameter may be a copy of any. */
function mentions(program: Program, expression: TSESTree.Node) {
  const { file } = program
  const now = new Set<Cell>()
  const kept = new Set<Cell>()
  walk(expression, file.code.visitorKeys, node => {
    program.budget.spend()
    const cell = file.cells.at(node)
    if (cell) {
      now.add(cell)
      return true
    }
    const variable = node.type === 'Identifier' ? file.scopes.variable(node) : undefined
    const copied = variable && file.cells.copiedFrom(variable)
    if (copied) kept.add(copied)
    return true
  })
  const whole = unwrap(expression)
  const named = whole.type === 'Identifier' ? file.scopes.variable(whole) : undefined
  return { now, kept, place: file.cells.at(whole), isParameter: named?.defs.some(def => def.type === 'Parameter') ?? false }
}
