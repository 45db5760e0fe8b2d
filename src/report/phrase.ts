import type { TSESTree } from '@typescript-eslint/utils'
import { calleeName, enclosingFunction, isFunction, keyName, memberName, unwrap, type FunctionNode } from '../source/index.js'

/** Anything with a position: a node, or the range that a report underlines. */
export type Placed = Pick<TSESTree.Node, 'loc'>

const lineNumber = (node: Placed): number => node.loc.start.line

/** Names the line of a node: `line 7`, or `this line` if the report is on it too. */
export const lineOf = (node: Placed, report: Placed): string =>
  lineNumber(node) === lineNumber(report) ? 'this line' : `line ${lineNumber(node)}`

/** Adds the line of a node in parentheses: `` `stop()` (line 7)``. Adds nothing if the report is on the same line. */
export const withLine = (text: string, node: Placed, report: Placed): string =>
  lineNumber(node) === lineNumber(report) ? text : `${text} (line ${lineNumber(node)})`

/** Names a function with the line of something in it: `` `stop()` (line 7)``, `the 'close' listener on line 7`. */
export function functionOnLine(node: FunctionNode, place: Placed, report: Placed): string {
  const text = functionText(node)
  return text.startsWith('`') ? withLine(text, place, report) : `${text} on ${lineOf(place, report)}`
}

/** Names a function as the code does, or by what runs it: `` `stop()` ``, `the 'close' listener`. */
export function functionText(node: FunctionNode): string {
  const name = functionName(node)
  if (name !== undefined) return accessorText(node, name) ?? (name === 'constructor' ? 'the constructor' : `\`${name}()\``)
  const { parent } = node
  if (parent.type === 'AssignmentExpression' || parent.type === 'JSXExpressionContainer') {
    const handler = handlerName(parent)
    if (handler !== undefined) return `the \`${handler}\` handler`
  }
  if (parent.type === 'ReturnStatement' || (isFunction(parent) && parent.body === node)) {
    return returnedText(isFunction(parent) ? parent : enclosingFunction(parent))
  }
  if (parent.type === 'CallExpression' && parent.callee !== node) {
    const event = eventOf(parent)
    const callee = calleeName(parent)
    return event !== undefined ? `the '${event}' listener` : callee !== undefined ? `the \`${callee}()\` callback` : 'the callback'
  }
  return parent.type === 'NewExpression' && calleeName(parent) === 'Promise' ? 'the promise executor' : 'the callback'
}

/** Names a returned function: React, Vue and others run the one that an effect returns as its cleanup. */
function returnedText({ parent }: TSESTree.Node): string {
  const isCleanup = parent?.type === 'CallExpression' && /^use\w*Effect$|^\$?effect$|^onMount$/.test(calleeName(parent) ?? '')
  return isCleanup ? 'the cleanup function' : 'the returned function'
}

/** Returns the name of a function: its own, or that of the variable, property or method that it is the value of. */
export function functionName(node: FunctionNode): string | undefined {
  if (node.id) return node.id.name
  const parent = isWrapper(node.parent) ? node.parent.parent : node.parent
  if ('key' in parent && 'computed' in parent) return keyName(parent)
  if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name
  const left = parent.type === 'AssignmentExpression' && parent.right === node ? unwrap(parent.left) : undefined
  const name = left?.type === 'Identifier' ? left.name : left?.type === 'MemberExpression' ? memberName(left) : undefined
  return name !== undefined && isHandlerName(name) ? undefined : name
}

/** `const reload = useCallback(() => {…}, [])`: the result of the call is the function under another identity. */
const isWrapper = (parent: TSESTree.Node): parent is TSESTree.CallExpression =>
  parent.type === 'CallExpression' && /^(?:useCallback|useEffectEvent|debounce|throttle)$/.test(calleeName(parent) ?? '')

function accessorText({ parent }: FunctionNode, name: string): string | undefined {
  if (parent.type !== 'MethodDefinition' && parent.type !== 'Property') return undefined
  return parent.kind === 'get' ? `the getter \`${name}\`` : parent.kind === 'set' ? `the setter \`${name}\`` : undefined
}

/** Whether a property holds an event handler: `onclose`, `onClick`. */
const isHandlerName = (name: string): boolean => /^on[a-z]+$|^on[A-Z]/.test(name)

function handlerName(parent: TSESTree.AssignmentExpression | TSESTree.JSXExpressionContainer): string | undefined {
  if (parent.type === 'JSXExpressionContainer') {
    return parent.parent.type === 'JSXAttribute' && parent.parent.name.type === 'JSXIdentifier' ? parent.parent.name.name : undefined
  }
  const left = unwrap(parent.left)
  return left.type === 'MemberExpression' ? memberName(left) : undefined
}

/** Returns the event of a call that attaches a listener: `socket.on('close', f)`. */
function eventOf(call: TSESTree.CallExpression): string | undefined {
  const [event] = call.arguments
  const isAttaching = /^(?:on|once)$|Listener$/.test(calleeName(call) ?? '')
  return isAttaching && event?.type === 'Literal' && typeof event.value === 'string' ? event.value : undefined
}

/** Returns the narrowest node to underline: of a call, the callee. */
export function tight(node: TSESTree.Node): TSESTree.Node {
  return node.type === 'CallExpression' ? unwrap(node.callee) : node
}
