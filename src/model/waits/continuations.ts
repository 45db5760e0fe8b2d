import type { TSESTree } from '@typescript-eslint/utils'
import { continuations } from '../../catalog/settles.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, receiver, unwrap, wrapped, type CallNode, type FunctionNode, type SourceFile,
} from '../../source/index.js'

/**
 * A function that starts behind a wait of another one, which goes on without it:
 *
 *     this.engine.clear().then(() => { this.engine.flush() })
 *
 * It begins with what was known where it was registered, and with all that others may have done since.
 */
export interface Continuation {
  /** The call that registers it. */
  readonly call: TSESTree.CallExpression
  readonly callback: FunctionNode
  /** What of the promise makes it run. */
  readonly arm: 'fulfilled' | 'rejected' | 'settled'
  /** Whether it is written where it is registered; else it is a method or a function by its name. */
  readonly isInPlace: boolean
}

const known = new WeakMap<CallNode, readonly Continuation[]>()
const none: readonly Continuation[] = []

/** The functions of the file that a call of `then`, `catch` or `finally` registers. */
export function continuationsAt(file: SourceFile, call: CallNode): readonly Continuation[] {
  if (!isContinuing(call)) return none
  const before = known.get(call)
  if (before) return before
  const name = calleeName(call)
  const found = call.arguments.flatMap((argument, index) => file.calls.functions(argument).map((callback): Continuation => {
    const arm = name === 'finally' ? 'settled' : name === 'catch' || index > 0 ? 'rejected' : 'fulfilled'
    return { call, callback, arm, isInPlace: isInside(callback, argument) }
  }))
  known.set(call, found)
  return found
}

/** Whether a call puts something behind a promise: `promise.then(…)`. */
export const isContinuing = (call: TSESTree.Node): call is TSESTree.CallExpression =>
  call.type === 'CallExpression' && continuations.has(calleeName(call) ?? '') && receiver(call) !== undefined

/** The call that is made on what this one gives back: `.catch(log)` of `task.then(next).catch(log)`. */
export function nextLink(call: TSESTree.Node): TSESTree.CallExpression | undefined {
  const place = wrapped(call)
  const { parent } = place
  const next = parent?.type === 'MemberExpression' && parent.object === place ? parent.parent : undefined
  return next?.type === 'CallExpression' && next.callee === parent && isContinuing(next) ? next : undefined
}

/** The calls of a chain of promises up to this one, in the order in which their callbacks run. */
export function linksUpTo(call: TSESTree.CallExpression): readonly TSESTree.CallExpression[] {
  const links = [call]
  for (let on = receiver(call); on; ) {
    const link = unwrap(on)
    if (!isContinuing(link)) break
    links.unshift(link)
    on = receiver(link)
  }
  return links
}

/** The call that registers a function where it is written, bound or not. */
export function registrationOf(callback: FunctionNode): TSESTree.CallExpression | undefined {
  let at = wrapped(callback)
  const { parent } = at
  if (parent?.type === 'MemberExpression' && parent.object === at && parent.parent.type === 'CallExpression'
    && calleeName(parent.parent) === 'bind') at = wrapped(parent.parent)
  const call = at.parent
  return call && isContinuing(call) && call.arguments.includes(at as TSESTree.Expression) ? call : undefined
}

/** The calls that put a function behind a promise, wherever it is written: `load().finally(again)`. */
export const registrationsOf = (file: SourceFile, callback: FunctionNode): readonly TSESTree.CallExpression[] =>
  continued(file).flatMap(link => link.callback === callback ? [link.call] : [])

/** What a promise is made by, where a local holds it: `const loading = load(); loading.then(show)`. */
export function promiseBehind({ scopes }: SourceFile, promise: TSESTree.Node): TSESTree.Node {
  const node = unwrap(promise)
  const variable = node.type === 'Identifier' ? scopes.variable(node) : undefined
  const initial = variable && scopes.initial(variable)
  const isHere = initial?.path.length === 0 && initial.value.type === 'CallExpression'
    && enclosingFunction(initial.value) === enclosingFunction(node)
  return isHere ? initial.value : node
}

const ofFile = new WeakMap<SourceFile, readonly ChainedRegistration[]>()

/** A function that another one has run later, and the call by which it does. */
export interface Registration {
  readonly by: TSESTree.Node
  readonly call: CallNode
  readonly callback: FunctionNode
  /** Whether it is written where it is registered. */
  readonly isInPlace: boolean
}

type ChainedRegistration = Registration & Pick<Continuation, 'call'>

/** Every function that runs behind a promise of this file, with the function that puts it there. Worked out once. */
export function continued(file: SourceFile): readonly ChainedRegistration[] {
  const found = ofFile.get(file) ?? file.callNodes.flatMap(node =>
    continuationsAt(file, node).map(({ call, callback, isInPlace }) => ({ by: enclosingFunction(call), call, callback, isInPlace })))
  ofFile.set(file, found)
  return found
}

/** Whether a function is written behind a promise in the code of another one, or of one that is. */
export function isContinuationIn(node: FunctionNode, outer: FunctionNode): boolean {
  for (let at: TSESTree.Node = node; isFunction(at) && isInside(at, outer); at = enclosingFunction(at)) {
    if (at === outer) return true
    if (!registrationOf(at)) return false
  }
  return false
}
