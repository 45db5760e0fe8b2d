import type { TSESTree } from '@typescript-eslint/utils'
import { settlesAll } from '../catalog/settles.js'
import { saidToBeForTests, testHooks, testOnly, testOnlyObjects } from '../catalog/test-hooks.js'
import {
  calleeName, enclosingFunction, isConstructor, isFunction, isInside, keyName, unwrap, wrapped, type CallNode, type FunctionNode,
  type SourceFile,
} from '../source/index.js'
import type { Program } from './program.js'
import { nameOf } from './cells/replacements.js'
import { isContinuationIn } from './waits/continuations.js'

/** A call by which one function runs another. */
export interface Link {
  readonly caller: FunctionNode
  readonly call: CallNode
}

/** Where something happens in a function: itself, or in a function that it calls there. */
export interface Place {
  readonly home: FunctionNode
  readonly node: TSESTree.Node
}

/** Something that a function does to a cell, and one way by which that function comes to run. */
export interface Interruption extends Place {
  /** Who calls the function, from its own call up. */
  readonly way: readonly Link[]
}

const deepestWay = 3
const mostWays = 12

/**
 * The ways by which a function comes to run, from its own call up to that of a function which somebody outside may run; a single empty
 * one where that is the function itself. What constructors and the top of the file do happens before anything else, and is left out.
 */
export function waysTo(program: Program, node: FunctionNode): readonly (readonly Link[])[] {
  const found: (readonly Link[])[] = []
  if (isStartUp(program, node)) return found
  const follow = (at: FunctionNode, way: readonly Link[]): void => {
    program.budget.spend()
    const calls = isHidden(program, at) && way.length < deepestWay ? program.file.callsTo(at) : []
    if (calls.length === 0) found.push(way)
    for (const call of calls) {
      const caller = enclosingFunction(call)
      const isNew = isFunction(caller) && !isConstructor(caller) && !isStartUp(program, caller) && caller !== node
        && way.every(link => link.caller !== caller)
      if (isNew && found.length <= mostWays) follow(caller, [...way, { caller, call }])
    }
  }
  follow(node, [])
  return found.length > mostWays ? [[]] : found
}

/** Where it happens in the function, and in each that waits for it on the way. */
export function placesOf({ home, node }: Place, way: readonly Link[]): readonly Place[] {
  const places: Place[] = [{ home, node }]
  let inner = home
  for (const { caller, call } of way) {
    if (!isPartOfCaller(inner, call)) break
    places.push({ home: caller, node: call })
    inner = caller
  }
  return places
}

/** Whether tests alone run the function: `afterEach(async () => { … })`, `test.only('…', async () => { … })`, `resetForTesting()`. */
export function isRunByTests({ file }: Program, node: FunctionNode): boolean {
  const { parent } = node
  if (testOnly.test(nameOf(node)) || isOfTests(node)
    || isSaidToBeForTests(file.code, node)) return true
  if (parent.type !== 'CallExpression') return false
  for (let callee = unwrap(parent.callee); ; callee = unwrap(callee.type === 'CallExpression' ? callee.callee : callee.object)) {
    if (callee.type === 'Identifier') return testHooks.has(callee.name)
    if (callee.type !== 'CallExpression' && callee.type !== 'MemberExpression') return false
  }
}

/** A comment says so above a method or a function of the file's own; one inside a function is about something else. */
function isSaidToBeForTests(code: SourceFile['code'], node: FunctionNode): boolean {
  if (!saysForTests(code)) return false
  const { parent } = node
  const isMember = parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition' || parent.type === 'Property'
  let at: TSESTree.Node = isMember ? parent : parent.type === 'VariableDeclarator' ? parent.parent : node
  if (!isMember && !/Declaration$/.test(at.type)) return false
  if (at.parent.type === 'ExportNamedDeclaration') at = at.parent
  return code.getCommentsBefore(at).some(({ value }) => saidToBeForTests.test(value))
}

const saying = new WeakMap<object, boolean>()

/** Whether a file says so anywhere: comments are looked for only then. */
function saysForTests(code: SourceFile['code']): boolean {
  const says = saying.get(code.ast) ?? saidToBeForTests.test(code.text)
  saying.set(code.ast, says)
  return says
}

/** `export const __testing = { reset() { … } }` */
function isOfTests({ parent }: FunctionNode): boolean {
  if (parent.type !== 'Property') return false
  const { parent: holder } = wrapped(parent.parent)
  return holder?.type === 'VariableDeclarator' && holder.id.type === 'Identifier' && testOnlyObjects.test(holder.id.name)
}

/**
 * Whether a function prepares what its constructor makes, and is run by nobody else: `constructor() { this.init() }`. A name that says
 * so is taken at its word where others could call it; `reset()` is there to be called again.
 */
export function isStartUp(program: Program, node: FunctionNode, depth = 2): boolean {
  const isNamedSo = startUps.test(nameOf(node))
  const calls = isNamedSo || isHidden(program, node) ? program.file.callsTo(node) : []
  return calls.length > 0 && calls.every(call => {
    const caller = enclosingFunction(call)
    return isFunction(caller) && (isConstructor(caller) || (depth > 0 && isStartUp(program, caller, depth - 1)))
  })
}

const startUps = /^[#_]*(?:init|setup|set_?up|construct|bootstrap|define)(?![a-z])|^[#_]*initiali[sz]e/i

/** Whether who makes the call goes on only when the run has ended: the function is a sync one, or is waited for. */
export const isPartOfCaller = (node: FunctionNode, call: CallNode): boolean => !node.async || isWaitedFor(call)

/** Whether who calls, or who called that one, waits until the run has ended: `await this.#open()`, `return this.#open()`. */
export function isWaitedFor(call: CallNode): boolean {
  const place = wrapped(call)
  const { parent } = place
  if (parent?.type === 'ArrayExpression' && parent.parent.type === 'CallExpression') {
    return settlesAll.has(calleeName(parent.parent) ?? '') && isWaitedFor(parent.parent)
  }
  return parent?.type === 'AwaitExpression' || parent?.type === 'ReturnStatement'
    || (parent?.type === 'ArrowFunctionExpression' && parent.body === place)
}

/** Whether a function runs nowhere but as part of another: everybody who calls it is that one, or is called by it alone. */
export function runsOnlyIn(program: Program, node: FunctionNode, outer: FunctionNode): boolean {
  const seen = new Set([node])
  let isReached = false
  for (const at of seen) {
    program.budget.spend()
    if (at === outer || (isInside(at, outer) && (program.runsHere(at) || isContinuationIn(at, outer)))) {
      isReached = true
      continue
    }
    const callers = isHidden(program, at) ? program.callers(at) : new Set<TSESTree.Node>()
    if (callers.size === 0 || program.file.callsTo(at).some(call => !isPartOfCaller(at, call))) return false
    for (const caller of callers) {
      if (!isFunction(caller)) return false
      seen.add(caller)
    }
  }
  return isReached
}

/** Whether a method is private, by the language or by custom: `#drop()`, `private drop()`, `_drop()`, `drop_()`. */
export const isPrivate = ({ key, accessibility }: TSESTree.MethodDefinition | TSESTree.PropertyDefinition): boolean =>
  key.type === 'PrivateIdentifier' || accessibility === 'private' || (key.type === 'Identifier' && /^_|_$/.test(key.name))

/** Whether nothing but the calls that the file shows can run a function. */
export function isHidden({ file }: Program, node: FunctionNode): boolean {
  const { parent } = node
  if (parent.type === 'CallExpression' && parent.callee === node) return true
  if (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') {
    return isPrivate(parent) && !file.isHandedOn(parent.key)
  }
  const name = node.type === 'FunctionDeclaration' ? node.id : parent.type === 'VariableDeclarator' ? parent.id : undefined
  const variable = name && file.scopes.variable(name)
  if (!variable || isExported(node)) return false
  return variable.references.every(({ identifier, init }) => init === true
    || (identifier.parent.type === 'CallExpression' && identifier.parent.callee === identifier))
}

/**
 * Whether nobody runs a method as far as the file tells: it is private, if only by custom, in a class of its own, and its name stands
 * nowhere else. What other files do with it, and when, is unknown.
 */
export function isUnreached({ file }: Program, { parent }: FunctionNode): boolean {
  if (parent.type !== 'MethodDefinition' || parent.kind !== 'method' || !isPrivate(parent)) return false
  const { superClass } = parent.parent.parent
  // Parsers of JavaScript do not write down that there is no decorator.
  const { decorators } = parent as { readonly decorators?: readonly unknown[] | null }
  return !superClass && !decorators?.length && !file.isNamed(parent.key)
}

/** Whether a method is named where it is called on an object that was just made, and nowhere else: `const it = new It(); it.load()`. */
export function isCalledOnNew({ file }: Program, { parent }: FunctionNode): boolean {
  const name = parent.type === 'MethodDefinition' ? keyName(parent) : undefined
  const named = name === undefined ? [] : file.membersByName.get(name) ?? []
  return named.length > 0 && named.every(member => {
    const { object, parent: call } = member
    const variable = object.type === 'Identifier' ? file.scopes.variable(object) : undefined
    const isOfNew = variable !== undefined && file.scopes.initial(variable)?.value.type === 'NewExpression'
    return isOfNew && call.type === 'CallExpression' && call.callee === member
  })
}

/**
 * Whether a private method is only called on objects that were just made, as the first thing that is done with them: what it does to
 * them, it does to no object that is at work.
 *
 *     const copy = new Session(); copy.#drop()
 */
export function isOfOthersOnly(program: Program, node: FunctionNode): boolean {
  const { parent } = node
  if (parent.type !== 'MethodDefinition' || !isPrivate(parent) || !isCalledOnNew(program, node)) return false
  const named = program.file.membersByName.get(keyName(parent) ?? '') ?? []
  return named.every(({ object }) => {
    const variable = object.type === 'Identifier' ? program.file.scopes.variable(object) : undefined
    const [first] = variable?.references.filter(({ init }) => init !== true) ?? []
    return first?.identifier === object
  })
}

const isExported = (node: FunctionNode): boolean => {
  const statement = node.type === 'FunctionDeclaration' ? node : node.parent.parent
  return statement?.parent?.type.startsWith('Export') ?? false
}
