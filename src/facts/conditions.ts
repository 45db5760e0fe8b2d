import type { TSESTree } from '@typescript-eslint/utils'
import type { Edge } from '../order/index.js'
import { isNullish, unwrap, type Cell, type SourceFile, type Variable } from '../source/index.js'
import { constantName, opposite, type Held } from './held.js'

/** A test seen with an outcome: "`#timer` is falsy here". A local that is no cell is known as its variable. */
export interface Condition {
  readonly subject: Cell | Variable
  readonly truth: Held
}

/** What taking an edge says of a cell or of a local. */
export function conditionOf(file: SourceFile, edge: Edge): Condition | undefined {
  const { test, outcome } = edge
  if (!test || !outcome) return undefined
  return ofTest(file, unwrap(test), outcome === 'truthy' || outcome === 'present' ? 'truthy' : 'falsy')
}

/** All that a test says where it holds: `!this.closed && this.running`. */
export function conditionsOf(file: SourceFile, test: TSESTree.Expression): readonly Condition[] {
  if (test.type === 'LogicalExpression' && test.operator === '&&') {
    return [...conditionsOf(file, test.left), ...conditionsOf(file, test.right)]
  }
  const condition = ofTest(file, unwrap(test), 'truthy')
  return condition ? [condition] : []
}

function ofTest(file: SourceFile, test: TSESTree.Node, truth: Held): Condition | undefined {
  if (test.type === 'BinaryExpression') return ofComparison(file, test, truth)
  if (test.type === 'CallExpression' && test.callee.type === 'Identifier' && test.callee.name === 'Boolean' && test.arguments[0]) {
    return ofTest(file, unwrap(test.arguments[0]), truth)
  }
  if (test.type === 'UnaryExpression' && test.operator === '!') return ofTest(file, unwrap(test.argument), opposite(truth))
  if (test.type === 'AssignmentExpression' && test.operator === '=') return ofTest(file, unwrap(test.left), truth)
  const subject = subjectOf(file, test)
  return subject && { subject, truth }
}

function ofComparison(file: SourceFile, test: TSESTree.BinaryExpression, truth: Held): Condition | undefined {
  const left = unwrap(test.left)
  if (test.operator === 'instanceof') {
    const subject = subjectOf(file, left)
    return subject && truth === 'truthy' ? { subject, truth } : undefined
  }
  const equal = test.operator === '===' || test.operator === '=='
  if (!equal && test.operator !== '!==' && test.operator !== '!=') return undefined
  const [place, value] = isConstant(left) ? [unwrap(test.right), left] : [left, unwrap(test.right)]
  const same = equal ? truth : opposite(truth)
  if (isNullish(value)) {
    const subject = subjectOf(file, place)
    return subject && { subject, truth: opposite(same) }
  }
  if (value.type === 'Literal' && typeof value.value === 'boolean') {
    const subject = subjectOf(file, place)
    return subject && { subject, truth: value.value ? same : opposite(same) }
  }
  const name = constantName(file, value)
  const subject = name === undefined ? undefined : subjectOf(file, place)
  return subject && { subject, truth: same === 'truthy' ? `is ${String(name)}` : `not ${String(name)}` }
}

const isConstant = (node: TSESTree.Node): boolean => isNullish(node) || node.type === 'Literal'

export function subjectOf(file: SourceFile, node: TSESTree.Node): Cell | Variable | undefined {
  return file.cells.at(node) ?? (node.type === 'Identifier' ? file.scopes.variable(node) : undefined)
}
