import type { TSESTree } from '@typescript-eslint/utils'
import { collectionAdders, collectionViews, listAdders } from '../../catalog/cancels.js'
import {
  calleeName, enclosingFunction, isFunction, memberName, receiver, unwrap, wrapped, type Cell, type FunctionNode,
  type Owner, type SourceFile, type Variable,
} from '../../source/index.js'
import { promisedIn } from '../cells/ended-cells.js'

/** By what a task can be cancelled: the cell that holds its handle, or a local that only closures share. */
export type Handle = Cell | Variable

/** The handle an expression carries: a cell, a copy of one, a local, or one of those kept in a collection. */
export function handleOf(file: SourceFile, expression: TSESTree.Node): Handle | undefined {
  const node = unwrap(expression)
  const cell = file.cells.carriedBy(node)
  // Handles that are kept in a container are told apart by the container alone.
  if (cell && cell.key === undefined) return cell
  if (node.type === 'CallExpression') return collectionOf(file, node)
  // `(await this.subscription).unsubscribe()`, `const subscription = await this.subscription`
  if (node.type === 'AwaitExpression') return promisedIn(file, node)
  if (node.type !== 'Identifier') return undefined
  const variable = file.scopes.variable(node)
  return variable && (onceEach(variable, 'back', () => elementOf(file, variable) ?? promisedIn(file, node)) ?? variable)
}

/** The variables that are being followed, back to what they came from and on to where they go: they may be given to each other. */
const followed = { back: new Set<Variable>(), on: new Set<Variable>() }

/** What is found by following a variable; undefined where that has led back to it: `last = this.last = last`. */
function onceEach<Answer>(variable: Variable, way: keyof typeof followed, follow: () => Answer): Answer | undefined {
  if (followed[way].has(variable)) return undefined
  followed[way].add(variable)
  try {
    return follow()
  } finally {
    followed[way].delete(variable)
  }
}

/** `this.timers.get(key)` and `this.timers.values()` give what the collection `this.timers` keeps. */
function collectionOf(file: SourceFile, call: TSESTree.CallExpression): Handle | undefined {
  const collection = receiver(call)
  return collection && collectionViews.has(calleeName(call) ?? '') ? handleOf(file, collection) : undefined
}

/** The collection that a local is an element of: `for (const c of this.controllers)`, `this.timers.forEach(t => …)`, `.get(key)`. */
function elementOf(file: SourceFile, variable: Variable): Handle | undefined {
  const [def] = variable.defs
  if (!def) return undefined
  if (def.type === 'Variable') {
    const loop = def.parent.parent
    if (loop.type === 'ForOfStatement' && loop.left === def.parent) return handleOf(file, loop.right)
    const initial = file.scopes.initial(variable)
    return initial?.value.type === 'CallExpression' ? collectionOf(file, initial.value) : undefined
  }
  if (def.type === 'Parameter' && isFunction(def.node)) {
    const call = def.node.parent
    if (call.type === 'CallExpression' && call.arguments[0] === def.node && calleeName(call) === 'forEach') {
      const collection = receiver(call)
      return collection && handleOf(file, collection)
    }
  }
  return undefined
}

/** Where the value of a call comes to rest: every cell and local that then carries it. `this.#task = this.#drain().catch(log)` */
export function restingPlaces(file: SourceFile, value: TSESTree.Node, returning: readonly FunctionNode[] = []): Handle[] {
  const node = wrapped(value)
  const { parent } = node
  switch (parent?.type) {
    case 'MemberExpression': {
      // `setTimeout(f).unref()`, `run().catch(log)`: what the method gives back stands for the same thing.
      const call = parent.parent
      const keeps = ['unref', 'ref', 'catch', 'finally', 'then', 'bind'].includes(memberName(parent) ?? '')
      return keeps && call.type === 'CallExpression' && call.callee === parent ? restingPlaces(file, call, returning) : []
    }
    case 'AssignmentExpression': {
      if (parent.right !== node) return []
      return [...placesOf(file, parent.left), ...restingPlaces(file, parent, returning)]
    }
    case 'LogicalExpression':
    case 'ConditionalExpression':
      return restingPlaces(file, parent, returning)
    case 'VariableDeclarator':
      return parent.init === node ? placesOf(file, parent.id) : []
    case 'ReturnStatement':
      return returnedTo(file, node, returning)
    case 'ArrowFunctionExpression':
      return parent.body === node ? returnedTo(file, node, returning) : []
    case 'PropertyDefinition':
      return parent.value === node ? fieldPlace(file, parent) : []
    case 'ArrayExpression':
      // `this.subs = [a.on(f), b.on(g)]`: the list stands for each of them.
      return restingPlaces(file, parent, returning)
    case 'CallExpression': {
      const collection = receiver(parent)
      const name = calleeName(parent) ?? ''
      const adds = parent.callee !== node && (listAdders.has(name) || (parent.arguments.at(-1) === node && collectionAdders.has(name)))
      const handle = collection && adds ? handleOf(file, collection) : undefined
      return handle ? [handle] : []
    }
    default:
      return []
  }
}

/** What a function of the file gives back rests where its calls' values do: `this.#ping = this.#makePing()`. */
function returnedTo(file: SourceFile, value: TSESTree.Node, returning: readonly FunctionNode[]): Handle[] {
  const home = enclosingFunction(value)
  if (!isFunction(home) || home.async || returning.includes(home)) return []
  return file.callsTo(home).flatMap(call => restingPlaces(file, call, [...returning, home]))
}

function fieldPlace(file: SourceFile, field: TSESTree.PropertyDefinition): Handle[] {
  const cell = file.cells.field(field)
  return cell ? [cell] : []
}

/** The place itself and, for a local, the places its value is then put: `const t = setInterval(f); this.timer = t`. */
function placesOf(file: SourceFile, target: TSESTree.Node): Handle[] {
  const node = unwrap(target)
  const cell = file.cells.at(node)
  if (cell) return [cell]
  const variable = node.type === 'Identifier' ? file.scopes.variable(node) : undefined
  return variable ? placesOfVariable(file, variable) : []
}

/** Every place that holds what a handle holds: a local controller is also where it was put. */
export function placesOfHandle(file: SourceFile, handle: Handle): readonly Handle[] {
  return 'path' in handle ? [handle] : placesOfVariable(file, handle)
}

function placesOfVariable(file: SourceFile, variable: Variable): Handle[] {
  const uses = variable.references.filter(reference => reference.isRead())
  const further = onceEach(variable, 'on', () => uses.flatMap(reference => restsFurther(file, reference.identifier as TSESTree.Node)))
  return [variable, ...further ?? []]
}

function restsFurther(file: SourceFile, use: TSESTree.Node): Handle[] {
  const { parent } = wrapped(use)
  const isKept = (parent?.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression')
    || (parent?.type === 'CallExpression' && parent.callee !== use)
  return isKept ? restingPlaces(file, use) : []
}

/** What callbacks are attached to: what holds it, the owner itself for `this.on(…)`, a host's object by its name. */
export type Source = Handle | Owner | string

export function sourceOf(file: SourceFile, expression: TSESTree.Node | undefined): Source | undefined {
  // `addEventListener(…)` is the window's, or the worker's.
  if (!expression) return 'window'
  const node = unwrap(expression)
  const handle = handleOf(file, node)
  if (handle) return handle
  if (node.type === 'ThisExpression') return file.owners.ofThis(node)
  return node.type === 'Identifier' && file.scopes.isGlobalOrImported(node) ? node.name : undefined
}
