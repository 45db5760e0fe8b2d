import type { TSESTree } from '@typescript-eslint/utils'
import {
  calleeName, enclosingFunction, isFunction, memberName, receiver, unwrap, type FunctionNode, type SourceFile,
} from '../../source/index.js'
import { handleOf, placesOfHandle, type Handle } from './handles.js'

/** How many locals are followed from one to the next: a program may give two of them to each other. */
const deepest = 12

/** Which controllers can abort the signal that an expression carries. */
export function controllersOf(file: SourceFile, expression: TSESTree.Node, depth = 0): readonly Handle[] {
  const node = unwrap(expression)
  if (node.type === 'MemberExpression' && memberName(node) === 'signal') {
    const handle = handleOf(file, node.object)
    return handle ? placesOfHandle(file, handle) : []
  }
  if (node.type === 'Identifier') {
    const variable = file.scopes.variable(node)
    const initial = variable && file.scopes.initial(variable)
    if (!initial) return []
    if (initial.path.length === 0) return depth === deepest ? [] : controllersOf(file, initial.value, depth + 1)
    if (initial.path.at(-1) !== 'signal') return []
    // `const { signal } = this.#controller`
    const handle = initial.path.length === 1 ? handleOf(file, initial.value) : undefined
    return handle ? placesOfHandle(file, handle) : []
  }
  // `AbortSignal.any([this.#controller.signal, signal])`
  if (node.type === 'CallExpression' && calleeName(node) === 'any' && node.arguments[0]?.type === 'ArrayExpression') {
    return node.arguments[0].elements.flatMap(element => element ? controllersOf(file, element, depth) : [])
  }
  return []
}

/** Whose signal a call is given, as an argument or in an object that is one: `f(signal)`, `f({ ...options, signal: this.#ac.signal })`. */
export function signalsGiven(file: SourceFile, call: TSESTree.CallExpression | TSESTree.NewExpression): readonly Handle[] {
  if (call.arguments.length === 0) return []
  return call.arguments.flatMap(argument => {
    if (argument.type !== 'ObjectExpression') return controllersOf(file, argument)
    return argument.properties.flatMap(property => property.type === 'Property' ? controllersOf(file, property.value) : [])
  })
}

/** The functions that hold a signal of a controller: it is read in them, or given to them by a call. */
export function functionsUnderSignals(file: SourceFile): ReadonlyMap<FunctionNode, ReadonlySet<Handle>> {
  const found = new Map<FunctionNode, Set<Handle>>()
  // What follows asks for the word in every call, and for every local.
  if (!file.code.text.includes('signal')) return found
  const note = (node: FunctionNode, controllers: readonly Handle[]) => {
    if (controllers.length === 0) return
    const known = found.get(node) ?? new Set()
    for (const controller of controllers) known.add(controller)
    found.set(node, known)
  }
  for (const read of file.signalReads) {
    const home = enclosingFunction(read)
    if (isFunction(home)) note(home, controllersOf(file, read))
  }
  for (const { node, controllers } of signalLocals(file)) {
    const home = enclosingFunction(node)
    if (isFunction(home)) note(home, controllers)
  }
  for (const call of file.callNodes) {
    const targets = file.calls.targets(call)
    const controllers = targets.length > 0 ? signalsGiven(file, call) : []
    for (const target of targets) note(target, controllers)
  }
  return found
}

/** Each use of a local that carries a controller's signal: a function may capture it from the one around it. */
function signalLocals(file: SourceFile): readonly { node: TSESTree.Node, controllers: readonly Handle[] }[] {
  return file.scopes.variables.flatMap(variable => {
    const initial = file.scopes.initial(variable)
    const last = initial?.path.at(-1) ?? (initial?.value.type === 'MemberExpression' ? memberName(initial.value) : undefined)
    const [name] = variable.identifiers
    const controllers = last === 'signal' && name ? controllersOf(file, name) : []
    return controllers.length === 0 ? [] : variable.references.map(({ identifier }) => ({ node: identifier, controllers }))
  })
}

/** Functions that run when a controller aborts: `signal.addEventListener('abort', f)`, `signal.onabort = f`. */
export function abortListeners(file: SourceFile): ReadonlyMap<Handle, readonly FunctionNode[]> {
  const found = new Map<Handle, FunctionNode[]>()
  const note = (signal: TSESTree.Node, callback: TSESTree.Node) => {
    for (const controller of controllersOf(file, signal)) {
      found.set(controller, [...found.get(controller) ?? [], ...file.calls.functions(callback)])
    }
  }
  for (const call of file.callNodes) {
    const [event, callback] = call.arguments
    const isAbort = event?.type === 'Literal' && event.value === 'abort'
    const signal = isAbort ? receiver(call) : undefined
    if (signal && callback && calleeName(call) === 'addEventListener') note(signal, callback)
  }
  for (const { left, right } of file.assignments) {
    if (left.type === 'MemberExpression' && memberName(left) === 'onabort') note(left.object, right)
  }
  return found
}
