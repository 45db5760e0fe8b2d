import type { TSESTree } from '@typescript-eslint/utils'
import type { Edge } from '../../order/index.js'
import { isNullish, memberName, unwrap, type Cell, type FunctionNode, type SourceFile, type Variable } from '../../source/index.js'
import { answersOf } from './answers.js'
import { both, constantName, either, excludes, valueOf, type Held, type Truth } from './held.js'

export type { Truth }

/** A test seen with an outcome: "`#timer` is falsy here". A local that is no cell is known as its variable. */
export interface Condition {
  readonly subject: Cell | Variable
  readonly held: Held
}

/** Whether a place was seen to hold something. */
export interface SeenTruth {
  readonly subject: Cell | Variable
  readonly truth: Truth
}

const deepestPredicate = 3

/** What taking an edge says of the truth of cells and of locals. */
export function truthsOn(file: SourceFile, edge: Edge): readonly SeenTruth[] {
  const conditions = conditionsOn(file, edge)
  const known = truths.get(conditions)
  if (known) return known
  const found = conditions.flatMap(({ subject, held: { truth } }) => truth ? [{ subject, truth }] : [])
  truths.set(conditions, found)
  return found
}

const truths = new WeakMap<readonly Condition[], readonly SeenTruth[]>()

const nothing: readonly Condition[] = []

const onEdges = new WeakMap<SourceFile, WeakMap<Edge, readonly Condition[]>>()

/** What taking an edge says of cells and of locals. */
export function conditionsOn(file: SourceFile, edge: Edge): readonly Condition[] {
  const { test, outcome, of } = edge
  if (!test || !outcome) return nothing
  const known = onEdges.get(file) ?? new WeakMap<Edge, readonly Condition[]>()
  const before = known.get(edge)
  if (before) return before
  onEdges.set(file, known)
  const conditions = (of ? ofEquality(file, of, test, outcome === 'equal')
    : conditionsWhere(file, test, outcome === 'truthy' || outcome === 'present' ? 'truthy' : 'falsy'))
  known.set(edge, conditions)
  return conditions
}

/** All that a test says where it has this outcome: `!this.closed && this.running`, `this.isOpen()`. */
export function conditionsWhere(file: SourceFile, test: TSESTree.Node, truth: Truth, depth = 0): readonly Condition[] {
  const node = unwrap(test)
  const seen = (inner: TSESTree.Node, outcome = truth): readonly Condition[] => conditionsWhere(file, inner, outcome, depth)
  switch (node.type) {
    case 'UnaryExpression':
      return node.operator === '!' ? seen(node.argument, opposite(truth)) : []
    case 'LogicalExpression': {
      if (node.operator === '??') return []
      const isBoth = (node.operator === '&&') === (truth === 'truthy')
      return isBoth ? [...seen(node.left), ...seen(node.right)] : joined(seen(node.left), seen(node.right))
    }
    case 'AssignmentExpression':
      return node.operator === '=' ? seen(node.left) : []
    case 'BinaryExpression':
      return ofComparison(file, node, truth)
    case 'CallExpression':
      return ofCall(file, node, truth, depth)
    default: {
      const getters = node.type === 'MemberExpression' ? file.calls.getters(node) : []
      return getters.length > 0 ? ofPredicates(file, getters, { truth }, depth) : about(file, node, { truth })
    }
  }
}

const opposite = (truth: Truth): Truth => truth === 'truthy' ? 'falsy' : 'truthy'

function about(file: SourceFile, place: TSESTree.Node, held: Held): readonly Condition[] {
  const subject = subjectOf(file, place)
  return subject ? [{ subject, held }] : []
}

function joined(some: readonly Condition[], others: readonly Condition[]): readonly Condition[] {
  return gathered(some).flatMap(({ subject, held }) => {
    const other = gathered(others).find(condition => condition.subject === subject)
    const known = other && either(held, other.held)
    return known ? [{ subject, held: known }] : []
  })
}

/** One condition for each place. What contradicts itself says nothing. */
function gathered(conditions: readonly Condition[]): readonly Condition[] {
  const known = new Map<Cell | Variable, Held | undefined>()
  for (const { subject, held } of conditions) {
    const before = known.get(subject)
    known.set(subject, before ? both(before, held) : held)
  }
  return [...known].flatMap(([subject, held]) => held ? [{ subject, held }] : [])
}

function ofCall(file: SourceFile, node: TSESTree.CallExpression, truth: Truth, depth: number): readonly Condition[] {
  const [argument] = node.arguments
  const callee = unwrap(node.callee)
  const entry = file.cells.at(node)
  if (entry) return file.entries.at(node)?.does === 'read' ? [{ subject: entry, held: { truth } }] : []
  if (argument && callee.type === 'Identifier' && callee.name === 'Boolean') return conditionsWhere(file, argument, truth, depth)
  // `['open', 'busy'].includes(this.state)`
  if (argument && callee.type === 'MemberExpression' && memberName(callee) === 'includes') {
    const names = namesIn(file, callee.object)
    return names ? about(file, unwrap(argument), truth === 'truthy' ? { is: names } : { not: names }) : []
  }
  return ofPredicates(file, file.calls.functions(callee), { truth }, depth)
}

function namesIn(file: SourceFile, list: TSESTree.Node): readonly string[] | undefined {
  const node = unwrap(list)
  const variable = node.type === 'Identifier' ? file.scopes.variable(node) : undefined
  const value = (variable && file.scopes.initial(variable)?.value) ?? node
  if (value.type !== 'ArrayExpression' || value.elements.length === 0) return undefined
  const names = value.elements.map(element => element ? constantName(file, element) : undefined)
  return names.every(name => name !== undefined) ? names : undefined
}

/**
 * What an answer of a method or getter that only tests says: `get isOpen() { return this.state === 'open' }`. Answers that it cannot
 * have given are left out: `if (!this.ws) return false; return this.ws.isOpen` is true only while `ws` is there.
 */
function ofPredicates(file: SourceFile, functions: readonly FunctionNode[], held: Held, depth: number): readonly Condition[] {
  const [only, ...others] = functions
  const answers = only && others.length === 0 && depth < deepestPredicate ? answersOf(only) : []
  const said = answers.flatMap(({ value, tests }): readonly (readonly Condition[])[] => {
    const given = valueOf(file, value, [])
    if (given && excludes(held, given)) return []
    const before = tests.flatMap(({ test, truth }) => conditionsWhere(file, test, truth, depth + 1))
    const itself = held.truth ? conditionsWhere(file, value, held.truth, depth + 1) : ofValue(file, unwrap(value), held, depth + 1)
    return [[...before, ...itself].filter(({ subject }) => 'path' in subject)]
  })
  const [first, ...more] = said
  return first ? more.reduce<readonly Condition[]>((known, other) => joined(known, other), first) : []
}

/** What it says that a place, a getter or a call of a method holds this. */
function ofValue(file: SourceFile, node: TSESTree.Node, held: Held, depth: number): readonly Condition[] {
  const functions = node.type === 'MemberExpression' ? file.calls.getters(node)
    : node.type === 'CallExpression' ? file.calls.functions(node.callee) : []
  return functions.length > 0 ? ofPredicates(file, functions, held, depth) : about(file, node, held)
}

/** What a function that does nothing else gives back. */
export function answerOf(node: FunctionNode): TSESTree.Expression | undefined {
  if (node.async || node.generator) return undefined
  if (node.body.type !== 'BlockStatement') return node.body
  const [statement, ...others] = node.body.body
  return statement?.type === 'ReturnStatement' && others.length === 0 ? statement.argument ?? undefined : undefined
}

function ofComparison(file: SourceFile, test: TSESTree.BinaryExpression, truth: Truth): readonly Condition[] {
  const left = unwrap(test.left)
  if (test.operator === 'instanceof') return truth === 'truthy' ? about(file, left, { truth }) : []
  const isEquality = test.operator === '===' || test.operator === '=='
  if (!isEquality && test.operator !== '!==' && test.operator !== '!=') return []
  return ofEquality(file, test.left, test.right, isEquality === (truth === 'truthy'))
}

function ofEquality(file: SourceFile, one: TSESTree.Node, other: TSESTree.Node, areEqual: boolean): readonly Condition[] {
  const [place, value] = isConstant(unwrap(one)) ? [unwrap(other), unwrap(one)] : [unwrap(one), unwrap(other)]
  if (isNullish(value)) return about(file, place, { truth: areEqual ? 'falsy' : 'truthy' })
  if (value.type === 'Literal' && typeof value.value === 'boolean') {
    return conditionsWhere(file, place, value.value === areEqual ? 'truthy' : 'falsy', deepestPredicate)
  }
  const name = constantName(file, value)
  return name === undefined ? [] : ofValue(file, place, areEqual ? { is: [name] } : { not: [name] }, 0)
}

const isConstant = (node: TSESTree.Node): boolean => isNullish(node) || node.type === 'Literal'

export function subjectOf(file: SourceFile, node: TSESTree.Node): Cell | Variable | undefined {
  return file.cells.at(node) ?? (node.type === 'Identifier' ? file.scopes.variable(node) : undefined)
}
