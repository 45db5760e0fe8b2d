import type { TSESTree } from '@typescript-eslint/utils'

export type FunctionNode = TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression

export const isFunction = (node: TSESTree.Node | null | undefined): node is FunctionNode =>
  node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionExpression' || node?.type === 'FunctionDeclaration'

/** The parser's, from `sourceCode.visitorKeys`: under which names a node of a type holds the nodes below it. */
export type VisitorKeys = Readonly<Record<string, readonly string[] | undefined>>

export const isNode = (value: unknown): value is TSESTree.Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

/** The name of a class member or of a property in an object literal or pattern. */
export function keyName(node: { readonly key: TSESTree.Node, readonly computed: boolean }): string | undefined {
  if (node.key.type === 'PrivateIdentifier') return `#${node.key.name}`
  if (node.key.type === 'Identifier' && !node.computed) return node.key.name
  return node.key.type === 'Literal' ? String(node.key.value) : undefined
}
