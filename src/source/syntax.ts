import type { TSESTree } from '@typescript-eslint/utils'
import { fieldOf, isFunction, isNode, keyName, typeOf, type FunctionNode, type VisitorKeys } from '../syntax/nodes.js'

export { fieldOf, isFunction, keyName, typeOf, type FunctionNode, type VisitorKeys }
export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression
export type CallNode = TSESTree.CallExpression | TSESTree.NewExpression

export const isClass = (node: TSESTree.Node | null | undefined): node is ClassNode =>
  node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression'

/** The expression without what TypeScript and optional chaining wrap around it: `(this.#proc as Child)!` is `this.#proc`. */
export function unwrap(node: TSESTree.Node): TSESTree.Node {
  let at = node
  while (isWrappingType(typeOf(at))) at = (at as Wrapping).expression
  return at
}

type Wrapping = TSESTree.ChainExpression | TSESTree.TSAsExpression | TSESTree.TSNonNullExpression

function isWrappingType(type: TSESTree.Node['type']): boolean {
  switch (type) {
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ChainExpression':
      return true
    default:
      return false
  }
}

/** The outermost node that is `node` in the same wrapping. */
export function wrapped(node: TSESTree.Node): TSESTree.Node {
  let at = node
  for (let parent = fieldOf(at, 'parent'); parent && isWrapping(parent, at); parent = fieldOf(at, 'parent')) at = parent
  return at
}

const isWrapping = (outer: TSESTree.Node, inner: TSESTree.Node): outer is Wrapping =>
  isWrappingType(typeOf(outer)) && (outer as Wrapping).expression === inner

/** The name of a member that is written out: `x` of `a.x` and `a['x']`, `#x` of `a.#x`. */
export function memberName(node: TSESTree.MemberExpression): string | undefined {
  if (node.property.type === 'PrivateIdentifier') return `#${node.property.name}`
  if (!node.computed) return node.property.name
  return node.property.type === 'Literal' && typeof node.property.value === 'string' ? node.property.value : undefined
}

/** Whether the value is written out as null, undefined or `void 0`. */
export function isNullish(node: TSESTree.Node | null | undefined): boolean {
  if (!node) return false
  const value = unwrap(node)
  if (value.type === 'AssignmentExpression' && value.operator === '=') return isNullish(value.right)
  return (value.type === 'Literal' && value.value === null && value.raw === 'null')
    || (value.type === 'Identifier' && value.name === 'undefined')
    || (value.type === 'UnaryExpression' && value.operator === 'void')
}

/** Whether the value is written out as one that is false: null, undefined, `false`, 0, the empty string. */
export const isFalsy = (node: TSESTree.Node | null | undefined): boolean =>
  isNullish(node) || (node?.type === 'Literal' && !node.value)

/** The function, static block or program whose statements run when this node runs. */
export function enclosingFunction(node: TSESTree.Node): TSESTree.Node {
  let at = node
  for (let steps = 0; steps < furthest; steps++) {
    const outer = fieldOf(at, 'parent')
    if (!outer) return at
    if (isHome(typeOf(outer))) return outer
    at = outer
  }
  return distantHome(at)
}

/** How far a place is looked for its home without remembering the way. Nearly all are nearer. */
const furthest = 40

/** The same for what is nested deeply: places side by side share the way that they have in common. */
function distantHome(node: TSESTree.Node): TSESTree.Node {
  const passed: TSESTree.Node[] = []
  let at = node
  let home = homes.get(at)
  while (!home) {
    passed.push(at)
    const outer = fieldOf(at, 'parent')
    if (!outer || isHome(typeOf(outer))) home = outer ?? at
    else {
      at = outer
      home = homes.get(at)
    }
  }
  for (const inner of passed) homes.set(inner, home)
  return home
}

/** What `distantHome` found for the nodes it came by: a property of the tree, whoever asks. */
const homes = new WeakMap<TSESTree.Node, TSESTree.Node>()

/** Whether a node of a type is a function, or another thing whose code runs at a time of its own. */
export function isHome(type: TSESTree.Node['type']): boolean {
  switch (type) {
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
    case 'Program':
    case 'StaticBlock':
    case 'PropertyDefinition':
    case 'AccessorProperty':
      return true
    default:
      return false
  }
}

export const isLoop = ({ type }: TSESTree.Node): boolean => type === 'WhileStatement' || type === 'DoWhileStatement'
  || type === 'ForStatement' || type === 'ForOfStatement' || type === 'ForInStatement'

/** Whether a statement, or one of a block, is one of those by which control leaves: `Return`, `Throw`, `Break`, `Continue`. */
export function leavesBy(statement: TSESTree.Statement, ways: readonly ('Return' | 'Throw' | 'Break' | 'Continue')[]): boolean {
  if (statement.type === 'BlockStatement') return statement.body.some(inner => leavesBy(inner, ways))
  return ways.some(way => statement.type === `${way}Statement`)
}

/** The last statement of a block; a statement without a block is its own. */
export const lastOf = (statement: TSESTree.Statement): TSESTree.Statement | undefined =>
  statement.type === 'BlockStatement' ? statement.body.at(-1) : statement

/** Whether nobody looks at what an expression gives: it is a statement, awaited or not. */
export function isStatement({ parent }: TSESTree.Node): boolean {
  if (parent?.type === 'AwaitExpression' || parent?.type === 'ChainExpression') return isStatement(parent)
  return parent?.type === 'ExpressionStatement'
}

/** Whether the statement runs however the `try` before it ended. */
export function isInFinally(node: TSESTree.Node): boolean {
  for (let at = node; at.parent && !isFunction(at); at = at.parent) {
    if (at.parent.type === 'TryStatement' && at.parent.finalizer === at) return true
  }
  return false
}

/** Whether the node stands in a loop of its function. */
export function isInLoop(node: TSESTree.Node): boolean {
  for (let at = node.parent; at && !isFunction(at); at = at.parent) if (isLoop(at)) return true
  return false
}

export const isConstructor = (node: FunctionNode): boolean =>
  node.parent.type === 'MethodDefinition' && node.parent.kind === 'constructor'

export function isInside(node: TSESTree.Node, outer: TSESTree.Node): boolean {
  const inner = fieldOf(node, 'range')
  const around = fieldOf(outer, 'range')
  return around[0] <= inner[0] && inner[1] <= around[1]
}

/** Calls `visit` for the node and all below it, in the order of the text; a `false` from it leaves out what is below. */
export function walk(root: TSESTree.Node, keys: VisitorKeys, visit: (node: TSESTree.Node) => boolean | undefined): void {
  const pending = [root]
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (visit(node) === false) continue
    const below = keys[typeOf(node)] ?? []
    for (let index = below.length - 1; index >= 0; index--) {
      const value = (node as unknown as Record<string, unknown>)[below[index] ?? '']
      if (!Array.isArray(value)) {
        if (isNode(value)) pending.push(value)
        continue
      }
      for (let at = value.length - 1; at >= 0; at--) if (isNode(value[at])) pending.push(value[at] as TSESTree.Node)
    }
  }
}

/** The last name of what is called: `f` of `f()`, `abort` of `this.#ac?.abort()`. */
export function calleeName(node: TSESTree.CallExpression | TSESTree.NewExpression): string | undefined {
  const callee = unwrap(node.callee)
  if (callee.type === 'Identifier') return callee.name
  return callee.type === 'MemberExpression' ? memberName(callee) : undefined
}

/** What a method is called on. */
export function receiver(node: TSESTree.CallExpression | TSESTree.NewExpression): TSESTree.Expression | undefined {
  const callee = unwrap(node.callee)
  return callee.type === 'MemberExpression' ? callee.object : undefined
}
