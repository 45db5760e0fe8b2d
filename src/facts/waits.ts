import type { TSESTree } from '@typescript-eslint/utils'
import { calleeName, isFunction, isNullish, receiver, unwrap, type CallNode, type FunctionNode } from '../source/index.js'
import type { Yield } from '../order/index.js'
import type { Program } from './program.js'

/** Which yields let anybody else run: an own async function that waits for nothing gives no timer, socket or click its turn. */
export class Waits {
  readonly #program: Program
  readonly #known = new Map<FunctionNode, boolean>()

  constructor(program: Program) {
    this.#program = program
  }

  /** Whether others can run while the code stands at this yield. */
  at(node: Yield): boolean {
    return node.type !== 'AwaitExpression' || this.#waitsFor(node.argument)
  }

  /** The own async functions that an awaited call runs; empty where it may run another. */
  ownTargets(call: CallNode): readonly FunctionNode[] {
    const targets = this.#program.file.calls.targets(call)
    return targets.every(target => target.async && !target.generator) ? targets : []
  }

  #waitsFor(awaited: TSESTree.Expression): boolean {
    const value = unwrap(awaited)
    if (value.type === 'Literal' || value.type === 'TemplateLiteral' || isNullish(value)) return false
    if (this.#program.file.types.isNoThenable(value)) return false
    if (value.type !== 'CallExpression') return true
    if (isResolved(value)) return value.arguments[0] !== undefined && this.#waitsFor(value.arguments[0] as TSESTree.Expression)
    const targets = this.ownTargets(value)
    return targets.length === 0 || targets.some(target => this.of(target))
  }

  /** Whether an async function, on some way through it, waits for something that others do. */
  of(node: FunctionNode): boolean {
    const known = this.#known.get(node)
    if (known !== undefined) return known
    this.#known.set(node, true)
    const graph = this.#program.graph(node)
    const waits = !graph || graph.blocks.some(block => block.points.some(point => {
      this.#program.budget.spend()
      if (point.kind === 'yield') return this.at(point.node)
      return point.kind === 'leave' && this.#returnsWaiting(point.node)
    }))
    this.#known.set(node, waits)
    return waits
  }

  /** `return fetch(url)` waits like `return await fetch(url)`. */
  #returnsWaiting(node: TSESTree.Node): boolean {
    const value = node.type === 'ReturnStatement' ? node.argument : node.type === 'ThrowStatement' ? null : node
    return value?.type === 'CallExpression' || value?.type === 'NewExpression'
      ? this.#waitsFor(value) : value?.type === 'ConditionalExpression' || value?.type === 'LogicalExpression'
  }
}

/** `Promise.resolve(value)` */
function isResolved(call: TSESTree.CallExpression): boolean {
  const on = receiver(call)
  return calleeName(call) === 'resolve' && on?.type === 'Identifier' && on.name === 'Promise' && !isFunction(call.arguments[0])
}
