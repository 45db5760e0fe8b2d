import type { TSESTree } from '@typescript-eslint/utils'
import { collectionAdders, listenerClearers, listenerRemovers } from '../../catalog/cancels.js'
import { listenerAdders } from '../../catalog/tasks.js'
import { sourceOf, type Source } from '../../model/tasks/handles.js'
import type { Program } from '../../model/program.js'
import {
  calleeName, enclosingFunction, grouped, isClass, isFunction, isInside, memberName, receiver, unwrap, type FunctionNode,
} from '../../source/index.js'
import { isTeardown } from './teardowns.js'

/** A listener that stays when its owner has ended, although the owner takes care of others like it. */
export interface ForgottenListener {
  readonly kind: 'listener'
  /** Whether a teardown removes others, or the class keeps what removes them. */
  readonly beside: 'removed' | 'kept'
  /** The call that adds it. */
  readonly call: TSESTree.CallExpression
  /** Where another like it is removed, or kept to be removed. */
  readonly like: TSESTree.CallExpression
  readonly teardown: FunctionNode | undefined
}

/** A removal that is given a function which was made for it: it removes nothing. */
export interface VoidRemoval {
  readonly kind: 'removesNothing'
  readonly call: TSESTree.CallExpression
  readonly argument: TSESTree.Node
}

/** `removeEventListener('online', this.connect.bind(this))`, `off('data', () => read())` */
export const findVoidRemovals = ({ file }: Program): readonly VoidRemoval[] => file.callNodes.flatMap((call): VoidRemoval[] => {
  const [event, listener, ...others] = call.arguments
  if (call.type !== 'CallExpression' || !listener || others.length > 1 || !listenerRemovers.has(calleeName(call) ?? '')) return []
  // Only the host's own method is known to compare functions, whatever the event is.
  if ((event?.type !== 'Literal' && calleeName(call) !== 'removeEventListener') || !receiver(call)) return []
  const argument = unwrap(listener)
  const isMade = isFunction(argument) || (argument.type === 'CallExpression' && calleeName(argument) === 'bind')
  return isMade ? [{ kind: 'removesNothing', call, argument }] : []
})

interface Named {
  readonly call: TSESTree.CallExpression
  readonly source: Source
  readonly event: string | undefined
}

/**
 * Finds listeners that a teardown leaves, although it removes others from the same object:
 *
 *     open() { window.addEventListener('online', this.retry); window.addEventListener('focus', this.look) }
 *     close() { window.removeEventListener('focus', this.look) }
 */
export function findForgottenListeners(program: Program): readonly ForgottenListener[] {
  const removed = program.file.callNodes.flatMap(call => namedIn(program, call, isRemoval))
  if (removed.length === 0) return []
  const added = program.file.callNodes.flatMap(call => namedIn(program, call, isLasting))
  const bySource = grouped(removed, ({ source }) => [source])
  return added.flatMap(({ call, source, event }): ForgottenListener[] => {
    program.budget.spend()
    const others = bySource.get(source) ?? []
    // Whoever removes the same event, all events or one that is not written out, may remove this one.
    if (others.length === 0 || event === undefined || others.some(other => other.event === undefined || other.event === event)) return []
    const like = others.find(other => {
      const home = enclosingFunction(other.call)
      return isFunction(home) && isTeardown(program, home) && isOfOwner(home, call)
    })
    const teardown = like && enclosingFunction(like.call)
    return like && teardown && isFunction(teardown) && !endsSource(program, source)
      ? [{ kind: 'listener', beside: 'removed', call, like: like.call, teardown }] : []
  })
}

function namedIn({ file }: Program, call: TSESTree.Node, counts: (call: TSESTree.CallExpression) => boolean): readonly Named[] {
  if (call.type !== 'CallExpression' || !counts(call)) return []
  const source = sourceOf(file, receiver(call))
  const [event] = call.arguments
  return source ? [{ call, source, event: event?.type === 'Literal' ? String(event.value) : undefined }] : []
}

const isRemoval = (call: TSESTree.CallExpression): boolean =>
  listenerRemovers.has(calleeName(call) ?? '') || listenerClearers.has(calleeName(call) ?? '')

/** Whether a call adds a listener that hears more than one event, and that no signal removes. */
function isLasting(call: TSESTree.CallExpression): boolean {
  const name = calleeName(call) ?? ''
  const [event, listener, options] = call.arguments
  if (!listenerAdders.has(name) || /once/i.test(name) || event?.type !== 'Literal' || !listener) return false
  return call.parent.type === 'ExpressionStatement'
    && !(options && /ObjectExpression|Identifier|MemberExpression/.test(options.type) && !isPlainOptions(options))
}

const isPlainOptions = (options: TSESTree.Node): boolean => options.type === 'ObjectExpression'
  && options.properties.every(({ type, ...rest }) => type === 'Property' && 'key' in rest && rest.key.type === 'Identifier'
    && (rest.key.name === 'passive' || rest.key.name === 'capture'))

/** Whether a listener is added by the owner that a teardown ends: in the same class, or in the function that made the teardown. */
function isOfOwner(teardown: FunctionNode, call: TSESTree.CallExpression): boolean {
  const owner = ownerOf(teardown)
  return owner !== undefined && isInside(call, owner) && !isInside(call, teardown) && ownerOf(enclosingFunction(call)) === owner
}

/** The class around a place; without one, the function around it that is no callback. */
function ownerOf(node: TSESTree.Node): TSESTree.Node | undefined {
  let outermost: TSESTree.Node | undefined
  for (let at = node.parent; at; at = at.parent) if (isFunction(at)) outermost = at
  return classAround(node) ?? outermost
}

/** Whether the file ends the object itself, or lets go of it: its listeners go with it. */
const endsSource = ({ file }: Program, source: Source): boolean =>
  file.callNodes.some(call => {
    const on = receiver(call)
    return on !== undefined && /^(?:close|end|destroy|dispose|terminate|kill|disconnect|stop|remove|unref)$/.test(calleeName(call) ?? '')
      && sourceOf(file, on) === source
  }) || (typeof source !== 'string' && file.assignments.some(({ left, right }) =>
    right.type === 'Literal' && right.value === null && file.cells.at(left) === source))

/** Names of events that are functions: `files.onDidChange(f)` answers with what removes the listener. */
const eventNames = /^on(?:Did|Will)[A-Z]/

const keepers = new RegExp(`^(?:_?register|track|own|autoDispose|addDisposable|${[...collectionAdders].join('|')})$`)

/**
 * Finds listeners of which nobody keeps what removes them, although their class keeps it of others:
 *
 *     this.toDispose.push(files.onDidChange(look))
 *     files.onDidRename(look)
 */
export function findDroppedListeners({ file, budget }: Program): readonly ForgottenListener[] {
  const events = file.callNodes.flatMap(call => call.type === 'CallExpression' && eventNames.test(calleeName(call) ?? '')
    && call.arguments.length > 0 && call.arguments.length < 3 && receiver(call) ? [call] : [])
  const kept = events.filter(({ parent }) => parent.type === 'CallExpression' && keepers.test(calleeName(parent) ?? ''))
  return kept.length === 0 ? [] : events.flatMap((call): ForgottenListener[] => {
    budget.spend()
    if (call.parent.type !== 'ExpressionStatement') return []
    const owner = classAround(call)
    const like = owner && kept.find(other => isInside(other, owner))
    return like && !isOwn(file, owner, call) ? [{ kind: 'listener', beside: 'kept', call, like, teardown: undefined }] : []
  })
}

function classAround(node: TSESTree.Node): TSESTree.Node | undefined {
  for (let at = node.parent; at; at = at.parent) if (isClass(at)) return at
  return undefined
}

/** Whether the owner has made what it listens to: that ends with it. A field that nobody in the class fills is given to it. */
function isOwn(file: Program['file'], owner: TSESTree.Node, call: TSESTree.CallExpression): boolean {
  const on = unwrap(receiver(call) ?? call)
  if (on.type === 'ThisExpression') return true
  if (on.type === 'Identifier') {
    const variable = file.scopes.variable(on)
    return variable !== undefined && !file.scopes.isGlobalOrImported(on) && variable.defs[0]?.type === 'Variable'
  }
  if (on.type !== 'MemberExpression') return true
  const root = unwrap(on.object)
  if (root.type === 'Identifier') return !file.scopes.isGlobalOrImported(root)
  if (root.type !== 'ThisExpression') return true
  const cell = file.cells.at(on)
  const name = memberName(on)
  return cell === undefined || file.assignments.some(({ left, right }) => file.cells.at(left) === cell && isMade(right))
    || file.callNodes.some(made => made.type === 'NewExpression' && isInside(made, owner)
      && made.parent.type === 'PropertyDefinition' && 'name' in made.parent.key && made.parent.key.name === name)
}

/** Whether a value is made here: `new Store()`, `this.register(new Store())`, `createStore()`. */
function isMade(value: TSESTree.Node): boolean {
  const node = unwrap(value)
  return node.type !== 'Identifier' && node.type !== 'MemberExpression'
}
