import type { TSESTree } from '@typescript-eslint/utils'
import type { Cells } from './cells/cells.js'
import type { Owner, Owners } from './owners.js'
import type { Scopes, Variable } from './scopes.js'
import { calleeName, isFunction, memberName, receiver, unwrap, type FunctionNode } from './syntax.js'

/** Wrappers that give back a function which runs the one they were given; `__name` is how esbuild keeps a function's name. */
const transparent = new Set(['useCallback', 'useMemoizedFn', 'useEvent', 'useEffectEvent', 'debounce', 'throttle', '__name'])

/** Methods that run the function they are given before they return. */
const immediate = new Set([
  'forEach', 'map', 'flatMap', 'filter', 'some', 'every', 'find', 'findIndex', 'findLast', 'reduce', 'reduceRight', 'sort',
])

/** Functions of libraries that run the function they are given before they return: of MobX, React, Solid, Svelte and Angular. */
const wrapping = new Set([
  'runInAction', 'flushSync', 'startTransition', 'unstable_batchedUpdates', 'batch', 'untrack', 'untracked', 'runOutsideAngular',
])

/** Answers which functions of the file a call runs, and which an expression stands for. */
export class Calls {
  readonly #scopes: Scopes
  readonly #owners: Owners
  readonly #cells: Cells
  readonly #resolving = new Set<Variable>()

  constructor(scopes: Scopes, owners: Owners, cells: Cells) {
    this.#scopes = scopes
    this.#owners = owners
    this.#cells = cells
  }

  readonly #targets = new Map<TSESTree.CallExpression | TSESTree.NewExpression, readonly FunctionNode[]>()

  /** The functions of this file that the call runs; empty where we cannot see. */
  targets(call: TSESTree.CallExpression | TSESTree.NewExpression): readonly FunctionNode[] {
    const known = this.#targets.get(call)
    if (known) return known
    const found = this.#findTargets(call)
    this.#targets.set(call, found)
    return found
  }

  #findTargets(call: TSESTree.CallExpression | TSESTree.NewExpression): readonly FunctionNode[] {
    const callee = unwrap(call.callee)
    if (call.type === 'NewExpression') return []
    if (callee.type === 'MemberExpression') {
      const name = memberName(callee)
      const direct = name === 'call' || name === 'apply' ? this.functions(callee.object) : []
      if (direct.length > 0) return direct
    }
    return this.functions(callee)
  }

  /** Functions handed to the call that have run when it returns: `items.forEach(f)`, `new Promise(f)`. */
  runsAtOnce(call: TSESTree.CallExpression | TSESTree.NewExpression): readonly FunctionNode[] {
    const first = call.arguments[0]
    if (!first || !isFunction(first)) return []
    if (call.type === 'NewExpression') return calleeName(call) === 'Promise' ? [first] : []
    const name = calleeName(call) ?? ''
    if (receiver(call) && immediate.has(name)) return [first]
    return wrapping.has(name) && this.targets(call).length === 0 ? [first] : []
  }

  /** The functions that an expression denotes: written out, by name, as a method, bound, or wrapped. */
  functions(expression: TSESTree.Node): readonly FunctionNode[] {
    const node = unwrap(expression)
    if (isFunction(node)) return [node]
    if (node.type === 'Identifier') return this.#named(node)
    if (node.type === 'MemberExpression') return this.#member(node)
    if (node.type === 'CallExpression') {
      const callee = unwrap(node.callee)
      if (callee.type === 'MemberExpression' && memberName(callee) === 'bind') return this.functions(callee.object)
      const inner = node.arguments[0]
      if (inner && transparent.has(calleeName(node) ?? '')) return this.functions(inner)
    }
    return []
  }

  #named(node: TSESTree.Identifier): readonly FunctionNode[] {
    const variable = this.#scopes.variable(node)
    const def = variable?.defs[0]
    if (!variable || !def || variable.defs.length !== 1) return []
    if (isFunction(def.node)) return def.type === 'FunctionName' ? [def.node] : []
    const initial = this.#scopes.initial(variable)
    if (!initial) return []
    if (initial.path.length === 0) {
      // `var run = start; var start = run`
      if (this.#resolving.has(variable)) return []
      this.#resolving.add(variable)
      const functions = this.functions(initial.value)
      this.#resolving.delete(variable)
      return functions
    }
    // `const { stop } = this`
    const cell = this.#cells.copiedFrom(variable)
    return cell && cell.path.length === 1 ? this.#owners.functions(cell.owner, cell.path[0] ?? '') : []
  }

  /** The functions that reading a property runs. */
  getters(node: TSESTree.MemberExpression): readonly FunctionNode[] {
    const name = memberName(node)
    const owner = name !== undefined && this.#owners.knows(name) ? this.ownerOf(node.object) : undefined
    return owner && name !== undefined ? this.#owners.getters(owner, name) : []
  }

  #member(node: TSESTree.MemberExpression): readonly FunctionNode[] {
    const name = memberName(node)
    const owner = name !== undefined && this.#owners.knows(name) ? this.ownerOf(node.object) : undefined
    return owner && name !== undefined ? this.#owners.functions(owner, name) : []
  }

  /** The owner that an expression stands for: `this`, `self`, a class, the name of an object literal. */
  ownerOf(expression: TSESTree.Node): Owner | undefined {
    const node = unwrap(expression)
    if (node.type === 'ThisExpression') return this.#owners.ofThis(node)
    const variable = node.type === 'Identifier' ? this.#scopes.variable(node) : undefined
    if (!variable) return this.#owners.ofNamespace(node)
    const initial = this.#scopes.initial(variable)
    if (initial?.value.type === 'ThisExpression' && initial.path.length === 0) return this.#owners.ofThis(initial.value)
    return this.#owners.ofHolder(variable)
  }
}
