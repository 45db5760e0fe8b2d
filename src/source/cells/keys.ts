import type { TSESTree } from '@typescript-eslint/utils'
import type { Scopes, Variable } from '../scopes.js'
import { calleeName, unwrap } from '../syntax.js'

/** A key by its text, and the variables that it names. */
export interface Key {
  readonly text: string
  readonly variables: ReadonlySet<Variable>
}

/** How many expressions and names lead from a key to what it was made by, at most: names may go round. */
const deepestName = 8

/** The key that an expression is: the same text is the same key. Undefined for one that is made for its entry, or that changes. */
export function keyOf(scopes: Scopes, expression: TSESTree.Node): Key | undefined {
  const variables = new Set<Variable>()
  const text = textOf(scopes, expression, variables, 0)
  return text === undefined ? undefined : { text, variables }
}

function textOf(scopes: Scopes, expression: TSESTree.Node, variables: Set<Variable>, depth: number): string | undefined {
  if (depth > deepestName) return undefined
  const node = unwrap(expression)
  const inner = (part: TSESTree.Node): string | undefined => textOf(scopes, part, variables, depth + 1)
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'number' ? undefined : node.raw
    case 'ThisExpression':
      return 'this'
    case 'Identifier':
      return nameOf(scopes, node, variables)
    case 'MemberExpression': {
      const object = inner(node.object)
      const property = node.computed ? inner(node.property) : node.property.type === 'Identifier' ? node.property.name : '#'
      return object === undefined || property === undefined ? undefined : `${object}.${property}`
    }
    case 'TemplateLiteral': {
      const parts = node.expressions.map(inner)
      return parts.includes(undefined) ? undefined : `\`${node.quasis.map(({ value }, at) => `${value.raw}${parts[at] ?? ''}`).join('|')}\``
    }
    case 'CallExpression': {
      if (freshMakers.test(calleeName(node) ?? '') || node.arguments.length > 3) return undefined
      const parts = [node.callee, ...node.arguments].map(inner)
      return parts.includes(undefined) ? undefined : `${parts[0] ?? ''}(${parts.slice(1).join()})`
    }
    case 'BinaryExpression': {
      const [left, right] = [inner(node.left), inner(node.right)]
      return left === undefined || right === undefined ? undefined : `${left}${node.operator}${right}`
    }
    default:
      return undefined
  }
}

/** A name that keeps its value: no counter of a loop, and nothing made for this entry. */
function nameOf(scopes: Scopes, node: TSESTree.Identifier, variables: Set<Variable>): string | undefined {
  const variable = scopes.variable(node)
  if (!variable) return node.name
  if (variable.references.some(reference => reference.isWrite() && reference.init !== true)) return undefined
  const initial = scopes.initial(variable)
  if (initial && initial.path.length === 0 && isFreshlyMade(scopes, initial.value)) return undefined
  variables.add(variable)
  return node.name
}

const freshMakers =
  /uuid|nanoid|ulid|cuid|randomU?Id|random|uniqueId|generate\w*Id|next\w*Id|new\w*Id|make\w*Id|create\w*Id|randomBytes|^Symbol$|^now$/i

/** Whether an expression makes a key that nobody has had before: an id of its own, the next number. */
export function isFreshlyMade(scopes: Scopes, expression: TSESTree.Node, depth = 0): boolean {
  if (depth > deepestName) return false
  const node = unwrap(expression)
  const inner = (part: TSESTree.Node): boolean => isFreshlyMade(scopes, part, depth + 1)
  switch (node.type) {
    case 'UpdateExpression':
    case 'NewExpression':
      return true
    case 'CallExpression':
      return freshMakers.test(calleeName(node) ?? '') || (node.callee.type === 'MemberExpression' && inner(node.callee.object))
    case 'TemplateLiteral':
      return node.expressions.some(inner)
    case 'BinaryExpression':
      return inner(node.left) || inner(node.right)
    case 'LogicalExpression':
      return node.operator !== '&&' && inner(node.left)
    case 'MemberExpression':
      return inner(node.object)
    case 'Identifier': {
      const variable = scopes.variable(node)
      const initial = variable && scopes.initial(variable)
      return initial !== undefined && initial.value !== node && inner(initial.value)
    }
    default:
      return false
  }
}
