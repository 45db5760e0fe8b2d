import type { TSESTree } from '@typescript-eslint/utils'
import { cleanUpTakers, effects, endedByName } from '../catalog/teardowns.js'
import {
  calleeName, enclosingFunction, isFunction, memberName, receiver, unwrap, type CallNode, type FunctionNode,
} from '../source/index.js'
import { nameOf as ownNameOf } from './cells/replacements.js'
import type { Program } from './program.js'

/** Wrappers that a component gives its functions: `const stop = useCallback(() => { … }, [])`. */
const wrappers = /^use(?:Callback|MemoizedFn|Event|EffectEvent|EventCallback)$/

/** The name that a function goes by, through what wraps it. */
export function nameOf(node: FunctionNode): string {
  const { parent } = node
  if (parent.type !== 'CallExpression' || parent.callee === node || !wrappers.test(calleeName(parent) ?? '')) return ownNameOf(node)
  const holder = parent.parent
  return holder.type === 'VariableDeclarator' && holder.id.type === 'Identifier' ? holder.id.name : ''
}

/** The nouns of a teardown's name; undefined where the function is none. */
export function nounsOf(node: FunctionNode): readonly string[] | undefined {
  if (isCleanUp(node) || isSymbolDispose(node.parent)) return []
  const name = nameOf(node)
  return name === '' ? undefined : endedByName(name)
}

/**
 * Whether a function, or one that comes to run it, ends its owner by name, or what one of these names is about: `stop()`, and for
 * `startRecording` also `stopRecording()`.
 */
export function isTeardownOf(program: Program, node: FunctionNode, about: readonly string[]): boolean {
  const words = about.map(name => name.toLowerCase())
  const seen = new Set([node])
  for (const each of seen) {
    program.budget.spend()
    const nouns = nounsOf(each)
    if (nouns && (nouns.length === 0 || nouns.every(noun => words.some(name => name.includes(noun))))) return true
    if (takesBack.test(nameOf(each))) return true
    for (const caller of program.callers(each)) if (isFunction(caller) && seen.size < mostCallers) seen.add(caller)
  }
  return false
}

const mostCallers = 40

/** Names of functions that take an owner back to how it was, or that an event runs: both come at any time. */
const takesBack = /^[#_]*(?:(?:hide|reset|clear)$|(?:on|handle)[A-Z])/

/** Whether a function, or its name where it stands for it, is what an effect returns, or what a framework calls when a component ends. */
export function isCleanUp(node: TSESTree.Node): boolean {
  const { parent } = node
  if (!parent) return false
  if (parent.type === 'CallExpression' && parent.arguments.includes(node as TSESTree.Expression)) {
    const [event] = parent.arguments
    return cleanUpTakers.test(calleeName(parent) ?? '')
      || (calleeName(parent) === 'addEventListener' && event?.type === 'Literal' && event.value === 'abort')
  }
  const effect = parent.type === 'ReturnStatement' ? functionAround(parent)
    : parent.type === 'ArrowFunctionExpression' && parent.body === node ? parent : undefined
  const call = effect?.parent
  return call?.type === 'CallExpression' && call.arguments[0] === effect && effects.has(calleeName(call) ?? '')
}

function functionAround(node: TSESTree.Node): FunctionNode | undefined {
  let at = node.parent
  while (at && !isFunction(at)) at = at.parent
  return at
}

/** `[Symbol.asyncDispose]() { … }` */
function isSymbolDispose(parent: TSESTree.Node): boolean {
  if (!('key' in parent) || !('computed' in parent) || !parent.computed) return false
  const key = unwrap(parent.key)
  return key.type === 'MemberExpression' && /^(?:asyncD|d)ispose$/.test(memberName(key) ?? '')
}

const ending = new WeakMap<FunctionNode, boolean>()

/** Whether the process ends with it: what is left open then, the system closes. */
export function endsProcess({ file }: Program, node: FunctionNode): boolean {
  const known = ending.get(node) ?? file.callsIn(node).some(isExit)
  ending.set(node, known)
  return known
}

function isExit(call: CallNode): boolean {
  const on = receiver(call)
  return on?.type === 'Identifier' && /^(?:process|Deno|app)$/.test(on.name) && /^(?:exit|reallyExit|abort)$/.test(calleeName(call) ?? '')
}

const pageEvents = /^(?:before)?unload$|^pagehide$/

const processEvents = /^(?:exit|beforeExit|SIG(?:INT|TERM|HUP|QUIT|BREAK)|uncaughtException|unhandledRejection|disconnect)$/

/** `process.on('exit', cleanup)`, `window.addEventListener('unload', cleanup)` */
function isGivenToExit({ parent }: TSESTree.Node): boolean {
  if (parent?.type !== 'CallExpression') return false
  const on = receiver(parent)
  const [event] = parent.arguments
  if (event?.type !== 'Literal' || on?.type !== 'Identifier') return false
  return on.name === 'process' ? processEvents.test(String(event.value)) : on.name === 'window' && pageEvents.test(String(event.value))
}

/** Whether a function runs only as the process or the page ends, as far as the file tells: every call of it is made for that. */
export function isRunAtExit(program: Program, node: FunctionNode): boolean {
  const calls = program.file.callsTo(node)
  return calls.length > 0 && calls.every(call => {
    const caller = enclosingFunction(call)
    return isFunction(caller) && (isGivenToExit(caller) || endsProcess(program, caller))
  })
}

/** `process.on('exit', cleanup)`, where nobody else has it. */
export function isForExit({ file }: Program, node: FunctionNode): boolean {
  const name = node.type === 'FunctionDeclaration' ? node.id : node.parent.type === 'VariableDeclarator' ? node.parent.id : undefined
  const uses = name && file.scopes.variable(name)?.references.filter(({ init }) => init !== true)
  return isGivenToExit(node)
    || (uses !== undefined && uses !== null && uses.length > 0 && uses.every(({ identifier }) => isGivenToExit(identifier)))
}
