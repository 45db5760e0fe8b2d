import type { TSESTree } from '@typescript-eslint/utils'
import type { Program } from '../../model/program.js'
import type { Signal } from '../../model/tasks/signal.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, memberName, receiver, unwrap, type FunctionNode, type SourceFile, type Variable,
} from '../../source/index.js'

/** A listener for the abort of a signal that comes from outside of the function that adds it. */
export interface AbortListener {
  readonly kind: 'event' | 'abortListener' | 'once' | 'property'
  /** The call that adds it, or the assignment to `onabort`. */
  readonly node: TSESTree.CallExpression | TSESTree.AssignmentExpression
  readonly signal: TSESTree.Expression
  readonly sources: readonly Signal[]
  readonly handler: TSESTree.Node | undefined
  readonly functions: readonly FunctionNode[]
  /** What is given behind the listener. */
  readonly options: TSESTree.Node | undefined
  readonly home: FunctionNode
}

/** The listeners for an abort from outside that the functions of the file add. */
export function findAbortListeners(program: Program): readonly AbortListener[] {
  const { file, budget } = program
  const found: AbortListener[] = []
  const note = (
    kind: AbortListener['kind'], node: AbortListener['node'], signal: TSESTree.Expression, handler?: TSESTree.Node, options?: TSESTree.Node,
  ): void => {
    const home = enclosingFunction(node)
    if (!isFunction(home)) return
    const sources = outsideSources(program, signal, home)
    const functions = handler ? file.calls.functions(handler) : []
    if (sources.length > 0) found.push({ kind, node, signal, sources, handler, functions, options, home })
  }
  for (const call of file.callNodes) {
    budget.spend()
    if (call.type !== 'CallExpression') continue
    const name = calleeName(call)
    const on = receiver(call)
    const [first, second, third] = call.arguments
    if (!first || first.type === 'SpreadElement') continue
    if (name === 'addEventListener' && on && isAbort(first) && second) note('event', call, on, second, third)
    else if (name === 'addAbortListener' && second) note('abortListener', call, first, second)
    else if (name === 'addAbortCallback' && on) note('abortListener', call, on, first)
    else if (name === 'once' && isAbort(second)) note('once', call, first, undefined, third)
  }
  for (const node of file.membersByName.get('onabort') ?? []) {
    const { parent } = node
    if (parent.type !== 'AssignmentExpression' || parent.left !== node || isEmpty(parent.right)) continue
    note('property', parent, node.object, parent.right)
  }
  return found
}

/** `signal.onabort = null` takes a listener away. */
const isEmpty = (node: TSESTree.Expression): boolean =>
  (node.type === 'Literal' && node.value === null) || (node.type === 'Identifier' && node.name === 'undefined')

const isAbort = (node: TSESTree.Node | undefined): boolean => node?.type === 'Literal' && node.value === 'abort'

/** The signals that an expression carries and that come from outside of the function: nothing here or around makes their controller. */
function outsideSources(program: Program, signal: TSESTree.Expression, home: FunctionNode): readonly Signal[] {
  // What a listener links to a signal from outside is a signal of its own all the same.
  const place = unwrap(signal)
  const controller = place.type === 'MemberExpression' ? unwrap(place.object) : undefined
  const own = controller?.type === 'Identifier' ? program.file.scopes.variable(controller) : undefined
  if (own && isMadeAround(program.file, own, home)) return []
  const sources = program.signals.of(signal).filter(({ origin, isToken }) => origin !== 'self' && !isToken)
  return sources.some(({ root }) => !root || isMadeAround(program.file, root, home)) ? [] : sources
}

/** Whether the function, or one around it, makes the signal or its controller, or joins it from others. */
function isMadeAround(file: SourceFile, root: NonNullable<Signal['root']>, home: FunctionNode): boolean {
  if ('path' in root && root.path.length > 0) {
    return file.assignments.some(({ left, right }) => file.cells.at(left) === root && unwrap(right).type === 'NewExpression'
      && isInside(home, enclosingFunction(left)))
  }
  const variable = 'path' in root ? root.owner.identity as TSESTree.Node | Variable : root
  if (!('defs' in variable) || variable.defs[0]?.type === 'Parameter') return false
  const made = file.scopes.initial(variable)?.value ?? valuesOf(variable).find(isMaker)
  return made !== undefined && isMaker(made) && isFunction(enclosingFunction(made)) && isInside(home, enclosingFunction(made))
}

const valuesOf = ({ references }: Variable): readonly TSESTree.Node[] => references.flatMap(({ writeExpr }) => writeExpr ?? [])

/** `new AbortController()`, `AbortSignal.any(…)`, `createController()` */
function isMaker(value: TSESTree.Node): boolean {
  const node = unwrap(value)
  if (node.type === 'MemberExpression') return isMaker(node.object)
  return node.type === 'NewExpression' || node.type === 'CallExpression'
}

/** The name that a listener goes by, where the file declares one for it. */
export function nameOfHandler(file: SourceFile, { handler }: AbortListener): Variable | undefined {
  const node = handler && unwrap(handler)
  return node?.type === 'Identifier' ? file.scopes.variable(node) : undefined
}

/** The promise whose executor a function is. */
export function promiseOf(home: TSESTree.Node): TSESTree.NewExpression | undefined {
  const promise = isFunction(home) && home.parent.type === 'NewExpression' ? home.parent : undefined
  return promise?.arguments[0] === home && /Promise$/.test(calleeName(promise) ?? '') ? promise : undefined
}

/** Whether the signal is in a field of a class, or is taken out of one: `const { signal } = this.#run`. */
export const isOfField = ({ signals }: Program, { sources }: AbortListener): boolean => sources.some(source =>
  signals.sourcesOf(source).some(place => 'path' in place && place.path.length > 0 && place.owner.kind === 'class'))

/** Whether a node reads whether a signal was aborted. */
export function isReadOfAborted(node: TSESTree.Node): boolean {
  const read = unwrap(node)
  return read.type === 'MemberExpression' && memberName(read) === 'aborted'
}
