import type { TSESTree } from '@typescript-eslint/utils'
import type { Calls } from './calls.js'
import type { Scopes, Variable } from './scopes.js'
import { calleeName, memberName, receiver, unwrap, wrapped, type FunctionNode } from './syntax.js'

const stacks = new Set(['DisposableStack', 'AsyncDisposableStack'])

/** What runs at the end of a `using` declaration, or when a local stack of disposals is disposed of. */
export class Disposals {
  readonly #scopes: Scopes
  readonly #calls: Calls

  constructor(scopes: Scopes, calls: Calls) {
    this.#scopes = scopes
    this.#calls = calls
  }

  /** The functions that the end of this declaration runs, in their order. */
  atEnd(declarator: TSESTree.VariableDeclarator): readonly FunctionNode[] {
    const variable = this.#scopes.variable(declarator.id)
    return variable ? this.#of(variable) : []
  }

  /** The functions that `stack.dispose()` runs, in their order. */
  atCall(call: TSESTree.CallExpression | TSESTree.NewExpression): readonly FunctionNode[] {
    const stack = receiver(call)
    if (!stack || !['dispose', 'disposeAsync'].includes(calleeName(call) ?? '')) return []
    const variable = this.#scopes.variable(unwrap(stack))
    return variable ? this.#deferredTo(variable) : []
  }

  /** Whether the function runs when something local is disposed of, and not where it stands. */
  isDeferred(node: FunctionNode): boolean {
    const { parent } = node
    if (parent.type === 'Property' && isDispose(parent.key) && parent.parent.parent.type === 'VariableDeclarator') {
      return parent.parent.parent.parent.kind.endsWith('using')
    }
    const call = wrapped(node).parent
    if (call?.type !== 'CallExpression' || !['defer', 'adopt'].includes(calleeName(call) ?? '')) return false
    const stack = receiver(call)
    const variable = stack && this.#scopes.variable(unwrap(stack))
    return variable !== undefined && this.#isStack(variable)
  }

  #of(variable: Variable): readonly FunctionNode[] {
    const value = this.#scopes.initial(variable)?.value
    if (value?.type !== 'ObjectExpression') return this.#deferredTo(variable)
    return value.properties.flatMap(property => property.type === 'Property' && isDispose(property.key)
      ? this.#calls.functions(property.value) : [])
  }

  /** What was put on the stack last runs first. */
  #deferredTo(variable: Variable): readonly FunctionNode[] {
    if (!this.#isStack(variable)) return []
    return variable.references.flatMap(({ identifier }) => {
      const call = identifier.parent.type === 'MemberExpression' ? identifier.parent.parent : undefined
      const callback = call?.type === 'CallExpression' ? call.arguments.at(-1) : undefined
      const isDefer = call?.type === 'CallExpression' && ['defer', 'adopt'].includes(calleeName(call) ?? '')
      return callback && isDefer ? this.#calls.functions(callback) : []
    }).toReversed()
  }

  #isStack(variable: Variable): boolean {
    const value = this.#scopes.initial(variable)?.value
    return value?.type === 'NewExpression' && stacks.has(calleeName(value) ?? '')
  }
}

/** `[Symbol.dispose]`, `[Symbol.asyncDispose]` */
const isDispose = (key: TSESTree.Node): boolean =>
  key.type === 'MemberExpression' && ['dispose', 'asyncDispose'].includes(memberName(key) ?? '')
