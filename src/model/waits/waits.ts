import type { TSESTree } from '@typescript-eslint/utils'
import {
  calleeName, isFunction, isNullish, memberName, receiver, unwrap, type CallNode, type FunctionNode,
} from '../../source/index.js'
import type { Yield } from '../../order/index.js'
import type { Program } from '../program.js'

/** Which yields let anybody else run: an own async function that waits for nothing gives no timer, socket or click its turn. */
export class Waits {
  readonly #program: Program
  readonly #known = new Map<FunctionNode, boolean>()
  readonly #awaited = new Map<TSESTree.Node, boolean>()
  /** How many functions are being looked through: an answer that is found in the meantime may hang on one that is not known yet. */
  #open = 0

  constructor(program: Program) {
    this.#program = program
  }

  /** Whether others can run while the code stands at this yield. */
  at(node: Yield): boolean {
    return node.type !== 'AwaitExpression' || this.waitsFor(node.argument)
  }

  /** Whether others can run at such a place: a yield, the return of a promise that is waited for, or one that we do not know. */
  lets(place: TSESTree.Node): boolean {
    switch (place.type) {
      case 'AwaitExpression':
        return this.at(place)
      case 'ReturnStatement':
        return this.returnsWaiting(place)
      default:
        return true
    }
  }

  /** The own async functions that an awaited call runs; empty where it may run another. */
  ownTargets(call: CallNode): readonly FunctionNode[] {
    const targets = this.#program.file.calls.targets(call)
    return targets.every(target => target.async && !target.generator) ? targets : []
  }

  /** Whether others can run before a promise settles. */
  waitsFor(awaited: TSESTree.Node): boolean {
    const known = this.#awaited.get(awaited)
    if (known !== undefined) return known
    const waits = this.#waitsFor(unwrap(awaited))
    if (this.#open === 0) this.#awaited.set(awaited, waits)
    return waits
  }

  #waitsFor(value: TSESTree.Node): boolean {
    if (value.type === 'Literal' || value.type === 'TemplateLiteral' || isNullish(value)) return false
    if (this.#program.file.types.isNoThenable(value)) return false
    if (value.type !== 'CallExpression') return true
    if (isResolved(value)) return value.arguments[0] !== undefined && this.waitsFor(value.arguments[0])
    const targets = this.runBy(value)
    return targets.length === 0 || targets.some(target => this.of(target))
  }

  /** The own functions that an awaited call runs, async or not; empty where it may run another. */
  runBy(call: CallNode): readonly FunctionNode[] {
    const targets = this.#program.file.calls.targets(call)
    return targets.every(target => !target.generator) ? targets : []
  }

  /** Whether the promise that a function hands on without being async may be pending: `close() { return this.#closed }`. */
  #handsOn(value: TSESTree.Node): boolean {
    return !/^(?:Literal|TemplateLiteral|BinaryExpression|UnaryExpression)$/.test(unwrap(value).type) && this.waitsFor(value)
  }

  /** Where an async function waits, in what it calls and waits for as well: the yields, and what it gives back as a promise. */
  placesIn(node: FunctionNode, depth = 3): readonly TSESTree.Node[] {
    const points = this.#program.graph(node)?.blocks.flatMap(block => block.points) ?? []
    return points.flatMap(point => {
      this.#program.budget.spend()
      if (point.kind === 'leave') {
        const value = point.node.type === 'ReturnStatement' ? point.node.argument : undefined
        return value && this.returnsWaiting(point.node) ? [unwrap(value)] : []
      }
      if (point.kind !== 'yield' || !this.at(point.node)) return []
      const call = point.node.type === 'AwaitExpression' ? unwrap(point.node.argument) : undefined
      const targets = call?.type === 'CallExpression' && depth > 0 ? this.runBy(call) : []
      return targets.length > 0 ? targets.flatMap(target => this.placesIn(target, depth - 1)) : [point.node]
    })
  }

  /** Whether a function, on some way through it, waits for something that others do, or hands on what does. */
  of(node: FunctionNode): boolean {
    const known = this.#known.get(node)
    if (known !== undefined) return known
    this.#known.set(node, false)
    this.#open++
    const graph = this.#program.graph(node)
    const waits = !graph || graph.blocks.some(block => block.points.some(point => {
      this.#program.budget.spend()
      if (point.kind === 'yield') return this.at(point.node)
      return point.kind === 'leave' && (node.async ? this.returnsWaiting(point.node) : this.#isHandedOn(point.node))
    }))
    this.#open--
    this.#known.set(node, waits)
    return waits
  }

  /** A promise by what it was made of, or by its name: `return this.readyPromise`. */
  #isPromise(node: TSESTree.Node): boolean {
    if (node.type === 'MemberExpression') return /promise$|^(?:#|_)*ready$/i.test(memberName(node) ?? '')
    const variable = node.type === 'Identifier' ? this.#program.file.scopes.variable(node) : undefined
    const made = variable && this.#program.file.scopes.initial(variable)?.value
    return made?.type === 'NewExpression' && calleeName(made) === 'Promise'
  }

  /** What a function that is no async one gives back, where nobody can see that it is no promise. */
  #isHandedOn(node: TSESTree.Node): boolean {
    const value = node.type === 'ReturnStatement' ? node.argument : node.type === 'ThrowStatement' ? null : node
    return value !== null && this.#handsOn(value)
  }

  /** `return fetch(url)` waits like `return await fetch(url)`. */
  returnsWaiting(node: TSESTree.Node): boolean {
    const value = node.type === 'ReturnStatement' ? node.argument : node.type === 'ThrowStatement' ? null : node
    if (value?.type === 'CallExpression' || value?.type === 'NewExpression') return this.waitsFor(value)
    if (value?.type === 'ConditionalExpression' || value?.type === 'LogicalExpression') return true
    return value !== null && this.#isPromise(value)
  }
}

/** `Promise.resolve(value)` */
function isResolved(call: TSESTree.CallExpression): boolean {
  const on = receiver(call)
  return calleeName(call) === 'resolve' && on?.type === 'Identifier' && on.name === 'Promise' && !isFunction(call.arguments[0])
}

const known = new WeakMap<Program, Waits>()

/** The waits of a file, the same ones for all who ask. */
export function waitsOf(program: Program): Waits {
  const waits = known.get(program) ?? new Waits(program)
  known.set(program, waits)
  return waits
}
