import type { TSESTree } from '@typescript-eslint/utils'
import { componentEnds, effects } from '../catalog/teardowns.js'
import { calleeName, enclosingFunction, isFunction, keyName, wrapped, type FunctionNode } from '../source/index.js'
import { isWaitedFor } from './callers.js'
import type { Program } from './program.js'
import { isCleanUp, nameOf } from './teardown-names.js'
import { isContinuing, nextLink, registrationsOf } from './waits/continuations.js'

/** What makes a function run, as far as the file shows it. */
export interface Origins {
  /** Whether it goes on with nobody waiting for it: it runs in a timer, an event or an effect, or its promise is dropped. */
  readonly isUnattended: boolean
  /** Whether a component runs it when the user or the framework wants it, which may be at any time. */
  readonly isByComponent: boolean
  /** Whether an event runs it, which may come again before the run has ended. */
  readonly isByEvent: boolean
}

const mostFunctions = 40

/** What makes a function run, through its callers and the functions around its continuations. */
export function originsOf(program: Program, start: FunctionNode): Origins {
  const all = known.get(program) ?? new Map<FunctionNode, Origins>()
  known.set(program, all)
  const origins = all.get(start) ?? findOrigins(program, start)
  all.set(start, origins)
  return origins
}

const known = new WeakMap<Program, Map<FunctionNode, Origins>>()

function findOrigins(program: Program, start: FunctionNode): Origins {
  let isUnattended = false
  let isByComponent = false
  let isByEvent = false
  const seen = new Set([start])
  for (const node of seen) {
    program.budget.spend()
    isByComponent ||= isRunByComponent(program, node)
    isByEvent ||= program.listeners.has(node) || isGivenToEvent(node)
    isUnattended ||= isByComponent || isRunLater(program, node) || isDropped(program, node)
    if (seen.size > mostFunctions) break
    for (const caller of runnersOf(program, node)) seen.add(caller)
  }
  return { isUnattended, isByComponent, isByEvent }
}

/** The functions by which a function comes to run: its callers, and the one that puts it behind a promise. */
function runnersOf(program: Program, node: FunctionNode): readonly FunctionNode[] {
  return [...program.callers(node), ...registrationsOf(program.file, node).map(enclosingFunction)].filter(isFunction)
}

/** Whether somebody runs an async function, or puts a function behind a promise, and does not wait for it. */
function isDropped({ file }: Program, node: FunctionNode): boolean {
  if (registrationsOf(file, node).some(link => !isChainKept(link))) return true
  return node.async && file.callsTo(node).some(call => !(isContinued(call) ? isChainKept(call) : isWaitedFor(call)))
}

const isContinued = (call: TSESTree.Node): call is TSESTree.CallExpression => call.type === 'CallExpression' && nextLink(call) !== undefined

/** Whether somebody waits for the last promise of a chain, or keeps it. */
function isChainKept(call: TSESTree.CallExpression): boolean {
  let last = call
  for (let next = nextLink(last); next && isContinuing(next); next = nextLink(last)) last = next
  const { parent } = wrapped(last)
  return isWaitedFor(last) || parent?.type === 'VariableDeclarator' || parent?.type === 'AssignmentExpression'
}

/** Whether a timer, an event or an effect runs a function. */
function isRunLater(program: Program, node: FunctionNode): boolean {
  const { parent } = node
  return program.taskCallbacks.has(node) || isGivenToEvent(node)
    || (parent.type === 'CallExpression' && parent.arguments[0] === node && effects.has(calleeName(parent) ?? ''))
}

/** `panel.onDidDispose(f)`, `{ onMessage: f }` */
const isGivenToEvent = (node: FunctionNode): boolean => {
  const { parent } = node
  return (parent.type === 'Property' && parent.value === node && isHandlerName(keyName(parent)))
    || (parent.type === 'CallExpression' && parent.arguments[0] === node && isHandlerName(calleeName(parent)))
}

const isHandlerName = (name: string | undefined): boolean => name !== undefined && /^on[A-Z]/.test(name)

/** Whether a function is the end of a component, or a handler in its markup, or is what a hook gives to those who use it. */
function isRunByComponent(program: Program, node: FunctionNode): boolean {
  if (isCleanUp(node) || (isMember(node) && componentEnds.has(nameOf(node)))) return true
  return isInMarkup(node) || usesOf(program, node).some(use => isInMarkup(use) || isGivenByHook(program, use))
}

const isMember = ({ parent }: FunctionNode): boolean =>
  parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition' || parent.type === 'Property'

const isInMarkup = (node: TSESTree.Node): boolean => wrapped(node).parent?.type === 'JSXExpressionContainer'

/** `function useRecorder() { …; return { start, stop } }` */
function isGivenByHook(program: Program, use: TSESTree.Node): boolean {
  const { parent } = use
  const holder = parent?.type === 'Property' && parent.value === use ? wrapped(parent.parent).parent : undefined
  const hook = holder?.type === 'ReturnStatement' ? enclosingFunction(holder) : undefined
  return hook !== undefined && isFunction(hook) && /^use[A-Z]/.test(nameOf(hook))
}

/** Where a function is named as a value: `onClick={start}`, `onClick={this.start}`. */
export function usesOf({ file }: Program, node: FunctionNode): readonly TSESTree.Node[] {
  const { parent } = node
  if (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') {
    const name = keyName(parent)
    return name === undefined ? [] : file.membersByName.get(name) ?? []
  }
  const holder = parent.type === 'CallExpression' && parent.callee !== node ? parent.parent : parent
  const name = node.type === 'FunctionDeclaration' ? node.id : holder.type === 'VariableDeclarator' ? holder.id : undefined
  return (name && file.scopes.variable(name)?.references.map(({ identifier }) => identifier)) ?? []
}
