import type { TSESTree } from '@typescript-eslint/utils'
import { isNode, keyName, type FunctionNode } from '../syntax/nodes.js'
import type { Builder } from './builder.js'
import type { Block, Outcome, Write } from './graph.js'

/** Lays an expression for its value. */
export function layExpression(builder: Builder, node: TSESTree.Node): void {
  builder.enter()
  layOneExpression(builder, node)
  builder.leave()
}

function layOneExpression(builder: Builder, node: TSESTree.Node): void {
  switch (node.type) {
    case 'Identifier':
      builder.point({ kind: 'read', node })
      return
    case 'MemberExpression':
      layMember(builder, node)
      builder.point({ kind: 'read', node })
      return
    case 'ChainExpression':
      layChain(builder, () => { layExpression(builder, node.expression) })
      return
    case 'CallExpression':
      layExpression(builder, node.callee)
      if (node.optional) leaveChainWhenNullish(builder, node.callee)
      for (const argument of node.arguments) layExpression(builder, argument)
      builder.point({ kind: 'call', node })
      return
    case 'NewExpression':
      layExpression(builder, node.callee)
      for (const argument of node.arguments) layExpression(builder, argument)
      builder.point({ kind: 'call', node })
      return
    case 'TaggedTemplateExpression':
      layExpression(builder, node.tag)
      layExpression(builder, node.quasi)
      builder.point({ kind: 'call', node })
      return
    case 'AwaitExpression':
    case 'YieldExpression':
      if (node.argument) layExpression(builder, node.argument)
      builder.point({ kind: 'yield', node })
      return
    case 'AssignmentExpression':
      layAssignment(builder, node)
      return
    case 'UpdateExpression':
      layExpression(builder, node.argument)
      builder.point({ kind: 'write', node, write: { target: node.argument, operator: node.operator } })
      return
    case 'UnaryExpression':
      if (node.operator === 'delete') layDelete(builder, node, node.argument)
      else layExpression(builder, node.argument)
      return
    case 'LogicalExpression':
    case 'ConditionalExpression':
      layBranches(builder, node)
      return
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      builder.point({ kind: 'function', node: node as FunctionNode })
      return
    case 'ClassExpression':
    case 'ClassDeclaration':
      builder.layClass(builder, node)
      return
    default:
      layChildren(builder, node)
  }
}

function layChildren(builder: Builder, node: TSESTree.Node): void {
  if (node.type === 'Property') {
    if (node.computed) layExpression(builder, node.key)
    layExpression(builder, node.value)
    return
  }
  for (const key of builder.visitorKeys[node.type] ?? []) {
    const value = (node as unknown as Record<string, unknown>)[key]
    for (const child of Array.isArray(value) ? value as unknown[] : [value]) {
      if (isNode(child) && !isTypeSyntax(child)) layExpression(builder, child)
    }
  }
}

const isTypeSyntax = (node: TSESTree.Node): boolean =>
  node.type.startsWith('TS') && !/^TS(?:As|NonNull|Satisfies|Instantiation)Expression$|^TSTypeAssertion$/.test(node.type)

/** The object and the computed key of a member, without the member itself. */
function layMember(builder: Builder, node: TSESTree.MemberExpression): void {
  layExpression(builder, node.object)
  if (node.optional) leaveChainWhenNullish(builder, node.object)
  if (node.computed) layExpression(builder, node.property)
}

/** Where the innermost optional chain being laid ends, per builder. */
const chainEnds = new WeakMap<Builder, Block[]>()

function layChain(builder: Builder, body: () => void): void {
  const ends = chainEnds.get(builder) ?? []
  chainEnds.set(builder, ends)
  const end = builder.block()
  ends.push(end)
  body()
  ends.pop()
  builder.flowInto(end)
}

function layDelete(builder: Builder, node: TSESTree.UnaryExpression, argument: TSESTree.Expression): void {
  if (argument.type === 'ChainExpression') layChain(builder, () => { layDelete(builder, node, argument.expression) })
  else if (argument.type === 'TSNonNullExpression') layDelete(builder, node, argument.expression)
  else if (argument.type === 'MemberExpression') {
    layMember(builder, argument)
    builder.point({ kind: 'delete', node, target: argument })
  } else layExpression(builder, argument)
}

function leaveChainWhenNullish(builder: Builder, object: TSESTree.Expression): void {
  const end = chainEnds.get(builder)?.at(-1)
  if (!end) return
  builder.connect(end, { test: object, outcome: 'nullish' })
  const on = builder.block()
  builder.connect(on, { test: object, outcome: 'present' })
  builder.moveTo(on)
}

function layBranches(builder: Builder, node: TSESTree.LogicalExpression | TSESTree.ConditionalExpression): void {
  const after = builder.block()
  const on = builder.block()
  if (node.type === 'ConditionalExpression') {
    const otherwise = builder.block()
    layCondition(builder, node.test, on, otherwise)
    builder.moveTo(on)
    layExpression(builder, node.consequent)
    builder.connect(after)
    builder.moveTo(otherwise)
    layExpression(builder, node.alternate)
    builder.flowInto(after)
    return
  }
  if (node.operator === '&&') layCondition(builder, node.left, on, after)
  else if (node.operator === '||') layCondition(builder, node.left, after, on)
  else {
    layExpression(builder, node.left)
    branch(builder, node.left, ['nullish', on], ['present', after])
  }
  builder.moveTo(on)
  layExpression(builder, node.right)
  builder.flowInto(after)
}

function branch(builder: Builder, test: TSESTree.Expression, ...ways: readonly (readonly [Outcome, Block])[]): void {
  for (const [outcome, to] of ways) builder.connect(to, { test, outcome })
}

/** Lays a test: control goes to `whenTrue` or to `whenFalse`, and each edge says what was seen of which part. */
export function layCondition(builder: Builder, test: TSESTree.Expression, whenTrue: Block, whenFalse: Block): void {
  builder.enter()
  layOneCondition(builder, test, whenTrue, whenFalse)
  builder.leave()
}

function layOneCondition(builder: Builder, test: TSESTree.Expression, whenTrue: Block, whenFalse: Block): void {
  if (test.type === 'LogicalExpression' && test.operator !== '??') {
    const right = builder.block()
    if (test.operator === '&&') layCondition(builder, test.left, right, whenFalse)
    else layCondition(builder, test.left, whenTrue, right)
    builder.moveTo(right)
    layCondition(builder, test.right, whenTrue, whenFalse)
    return
  }
  if (test.type === 'UnaryExpression' && test.operator === '!') {
    layCondition(builder, test.argument, whenFalse, whenTrue)
    return
  }
  layExpression(builder, test)
  if (test.type === 'Literal') builder.connect(test.value ? whenTrue : whenFalse)
  else branch(builder, test, ['truthy', whenTrue], ['falsy', whenFalse])
}

function layAssignment(builder: Builder, node: TSESTree.AssignmentExpression): void {
  const { left, right, operator } = node
  if (operator === '=') {
    if (left.type === 'MemberExpression') layMember(builder, left)
    layExpression(builder, right)
    layPattern(builder, left, { node, value: right, operator })
    return
  }
  layExpression(builder, left)
  const write = () => { builder.point({ kind: 'write', node, write: { target: left, value: right, operator } }) }
  if (operator === '&&=' || operator === '||=' || operator === '??=') {
    const [on, after] = [builder.block(), builder.block()]
    if (operator === '??=') branch(builder, left, ['nullish', on], ['present', after])
    else if (operator === '&&=') branch(builder, left, ['truthy', on], ['falsy', after])
    else branch(builder, left, ['falsy', on], ['truthy', after])
    builder.moveTo(on)
    layExpression(builder, right)
    write()
    builder.flowInto(after)
    return
  }
  layExpression(builder, right)
  write()
}

/** The value that a pattern takes apart, and how far down this part of it lies. */
interface Origin extends Omit<Write, 'target'> {
  readonly node: TSESTree.Node
}

/** Lays the writes of a pattern whose value was laid before. `[this.a, this.b] = [null, null]` writes two nulls. */
export function layPattern(builder: Builder, pattern: TSESTree.Node, origin: Origin): void {
  const { node, ...write } = origin
  switch (pattern.type) {
    case 'ArrayPattern':
      for (const [index, element] of pattern.elements.entries()) {
        if (element) layPart(builder, element, partOf(origin, String(index)))
      }
      return
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type === 'Property' && property.computed) layExpression(builder, property.key)
        layPart(builder, property.type === 'Property' ? property.value : property, partOf(origin, keyOf(property)))
      }
      return
    case 'AssignmentPattern': {
      const [fallback, after] = [builder.block(), builder.block()]
      builder.connect(fallback)
      builder.connect(after)
      builder.moveTo(fallback)
      layExpression(builder, pattern.right)
      builder.flowInto(after)
      layPattern(builder, pattern.left, { ...origin, value: undefined })
      return
    }
    case 'RestElement':
      layPart(builder, pattern.argument, { node, operator: '=' })
      return
    default:
      builder.point({ kind: 'write', node, write: { ...write, target: pattern } })
  }
}

/** Lays the writes of a part of a pattern. A member is found first, before its default. */
export function layPart(builder: Builder, part: TSESTree.Node, origin: Origin): void {
  const place = part.type === 'AssignmentPattern' ? part.left : part
  if (place.type === 'MemberExpression') layMember(builder, place)
  layPattern(builder, part, origin)
}

/** The same, where nothing is known of the value: parameters. */
export function layTarget(builder: Builder, pattern: TSESTree.Node): void {
  layPattern(builder, pattern, { node: pattern, operator: '=' })
}

const keyOf = (property: TSESTree.Property | TSESTree.RestElement): string | undefined =>
  property.type === 'Property' ? keyName(property) : undefined

function partOf(origin: Origin, key: string | undefined): Origin {
  const { node, operator, value } = origin
  if (key === undefined) return { node, operator }
  if (value?.type === 'ArrayExpression') {
    const element = value.elements[Number(key)]
    return { node, operator, value: element && element.type !== 'SpreadElement' ? element : undefined }
  }
  if (value?.type === 'ObjectExpression') {
    const found = value.properties.find(property => property.type === 'Property' && keyName(property) === key)
    return { node, operator, value: found?.type === 'Property' ? found.value as TSESTree.Expression : undefined }
  }
  const from = origin.from ?? (value && { object: value, path: [] })
  return { node, operator, from: from && { object: from.object, path: [...from.path, key] } }
}
