import type { TSESTree } from '@typescript-eslint/utils'

export type FunctionNode = TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression

export const isFunction = (node: TSESTree.Node | null | undefined): node is FunctionNode =>
  node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionExpression' || node?.type === 'FunctionDeclaration'

/** The parser's, from `sourceCode.visitorKeys`: under which names a node of a type holds the nodes below it. */
export type VisitorKeys = Readonly<Record<string, readonly string[] | undefined>>

/**
 * A field of a node. It is read like this where all kinds of nodes are come by: typescript-eslint gives every binary, logical and
 * assignment expression a hidden class of its own, so that `node.type` misses every cache of the engine and costs a microsecond. A read
 * by a name that is not written out looks the name up in the class instead, which costs a hundredth of that.
 */
export const fieldOf = <Node extends TSESTree.Node, Name extends keyof Node>(node: Node, name: Name): Node[Name] => node[name]

export const typeOf = (node: TSESTree.Node): TSESTree.Node['type'] => fieldOf(node, 'type')

export const isNode = (value: unknown): value is TSESTree.Node =>
  typeof value === 'object' && value !== null && typeof fieldOf(value as TSESTree.Node, 'type') === 'string'

/** The name of a class member or of a property in an object literal or pattern. */
export function keyName(node: { readonly key: TSESTree.Node, readonly computed: boolean }): string | undefined {
  if (node.key.type === 'PrivateIdentifier') return `#${node.key.name}`
  if (node.key.type === 'Identifier' && !node.computed) return node.key.name
  return node.key.type === 'Literal' ? String(node.key.value) : undefined
}
