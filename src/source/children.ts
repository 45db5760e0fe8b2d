import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import { fieldOf, isNode, type FunctionNode } from '../syntax/nodes.js'

/**
 * Puts the children of a node on the stack, the first on top. Types are left out, and so are the plain names of members and keys. The
 * commonest kinds of nodes are written out: a field that is read by its own name costs less than one that is looked for in a table.
 *
 * @param type that of the node, read once
 */
export function pushChildren(node: TSESTree.Node, type: TSESTree.Node['type'], pending: TSESTree.Node[], keys: ChildKeys): void {
  switch (type) {
    case 'Identifier':
    case 'Literal':
    case 'ThisExpression':
      break
    case 'MemberExpression':
      pushMember(node as TSESTree.MemberExpression, pending)
      break
    case 'CallExpression':
    case 'NewExpression':
      pushAll((node as TSESTree.CallExpression).arguments, pending)
      pending.push((node as TSESTree.CallExpression).callee)
      break
    case 'ExpressionStatement':
      pending.push((node as TSESTree.ExpressionStatement).expression)
      break
    case 'BlockStatement':
      pushAll((node as TSESTree.BlockStatement).body, pending)
      break
    case 'AssignmentExpression':
    case 'BinaryExpression':
    case 'LogicalExpression':
      pending.push(fieldOf(node as TSESTree.BinaryExpression, 'right'), fieldOf(node as TSESTree.BinaryExpression, 'left'))
      break
    case 'VariableDeclaration':
      pushAll((node as TSESTree.VariableDeclaration).declarations, pending)
      break
    case 'VariableDeclarator':
      push((node as TSESTree.VariableDeclarator).init, pending)
      pending.push((node as TSESTree.VariableDeclarator).id)
      break
    case 'ReturnStatement':
      push((node as TSESTree.ReturnStatement).argument, pending)
      break
    default:
      pushOfRarer(node, type, pending, keys)
  }
}

function pushOfRarer(node: TSESTree.Node, type: TSESTree.Node['type'], pending: TSESTree.Node[], keys: ChildKeys): void {
  switch (type) {
    case 'Property':
      pushProperty(node as TSESTree.Property, pending)
      break
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
      push((node as FunctionNode).body, pending)
      pushParameters((node as FunctionNode).params, pending)
      break
    case 'IfStatement':
      push((node as TSESTree.IfStatement).alternate, pending)
      pending.push((node as TSESTree.IfStatement).consequent, (node as TSESTree.IfStatement).test)
      break
    case 'ObjectExpression':
      pushAll((node as TSESTree.ObjectExpression).properties, pending)
      break
    case 'AwaitExpression':
      pending.push((node as TSESTree.AwaitExpression).argument)
      break
    case 'TemplateLiteral':
      pushAll((node as TSESTree.TemplateLiteral).expressions, pending)
      break
    case 'ImportDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
      break
    default:
      pushByKeys(node, type, pending, keys)
  }
}

function pushMember(node: TSESTree.MemberExpression, pending: TSESTree.Node[]): void {
  if (node.computed) pending.push(node.property)
  pending.push(node.object)
}

function pushProperty(node: TSESTree.Property, pending: TSESTree.Node[]): void {
  pending.push(node.value)
  if (node.computed) pending.push(node.key)
}

function push(node: TSESTree.Node | null | undefined, pending: TSESTree.Node[]): void {
  if (node) pending.push(node)
}

function pushAll(nodes: readonly (TSESTree.Node | null)[], pending: TSESTree.Node[]): void {
  for (let index = nodes.length - 1; index >= 0; index--) push(nodes[index], pending)
}

/** Parameters may have decorators, which are calls. */
function pushParameters(nodes: readonly TSESTree.Parameter[], pending: TSESTree.Node[]): void {
  for (let index = nodes.length - 1; index >= 0; index--) {
    const node = nodes[index]
    if (node?.type !== 'Identifier') push(node, pending)
    else if (isDecorated(node)) pushAll(node.decorators, pending)
  }
}

// Parsers of JavaScript do not write down that there is no decorator.
const isDecorated = ({ decorators }: { readonly decorators?: readonly unknown[] }): boolean => (decorators?.length ?? 0) > 0

function pushByKeys(node: TSESTree.Node, type: string, pending: TSESTree.Node[], keys: ChildKeys): void {
  const below = keys.of(type)
  for (let index = below.length - 1; index >= 0; index--) {
    const value = (node as unknown as Record<string, unknown>)[below[index] as string]
    if (Array.isArray(value)) {
      for (let at = value.length - 1; at >= 0; at--) if (isNode(value[at])) pending.push(value[at] as TSESTree.Node)
    } else if (isNode(value)) pending.push(value)
  }
}

/** The parser's visitor keys without those that lead to types: types hold no calls, and their subtrees are large. */
export class ChildKeys {
  readonly #keys: TSESLint.SourceCode['visitorKeys']
  readonly #known = new Map<string, readonly string[]>()

  constructor(keys: TSESLint.SourceCode['visitorKeys']) {
    this.#keys = keys
  }

  of(type: string): readonly string[] {
    const known = this.#known.get(type)
    if (known) return known
    const isType = type !== 'TSTypeAssertion' && /^TS(?:Type|Interface)/.test(type)
    const found = isType ? [] : (this.#keys[type] ?? []).filter(key => !typeKeys.has(key))
    this.#known.set(type, found)
    return found
  }
}

const typeKeys: ReadonlySet<string> = new Set([
  'typeAnnotation', 'typeArguments', 'typeParameters', 'returnType', 'superTypeArguments', 'superTypeParameters',
])
