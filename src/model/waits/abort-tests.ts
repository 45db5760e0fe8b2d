import type { TSESTree } from '@typescript-eslint/utils'
import { abortThrowers, abortWords, predicates, rethrowers, stopFlags } from '../../catalog/aborts.js'
import type { Vocabulary } from '../../catalog/settings.js'
import { calleeName, isFunction, memberName, receiver, unwrap, walk, type SourceFile } from '../../source/index.js'
import { isNamed } from '../vocabulary.js'

/** Answers what a condition or a call in a handler asks: is this an abort, has the owner been told to stop, which error is it? */
export class AbortTests {
  readonly #file: SourceFile
  readonly #vocabulary: Vocabulary
  /** Whether the error that the handler was given, or something made of it, is mentioned in a node. */
  readonly #isInError: (node: TSESTree.Node) => boolean

  constructor(file: SourceFile, vocabulary: Vocabulary, isInError: (node: TSESTree.Node) => boolean) {
    this.#file = file
    this.#vocabulary = vocabulary
    this.#isInError = isInError
  }

  /** Whether a node looks for an abort: `signal.aborted`, `e.name === 'AbortError'`, `isAbortError(e)`. */
  isAbortTest(node: TSESTree.Node): boolean {
    switch (node.type) {
      case 'MemberExpression': {
        const name = memberName(node) ?? ''
        return name === 'aborted' || (name === 'reason' && /signal$/i.test(this.#file.code.getText(node.object)))
          || (/^(?:is|was)?_?(?:aborted|cancell?ed|isCancell?ationRequested)$/i.test(name))
      }
      case 'BinaryExpression':
        return this.#isAbortComparison(node)
      case 'SwitchCase':
        return node.test !== null && abortWords.test(this.#file.code.getText(node.test))
      case 'CallExpression':
        return this.#isAbortCall(node)
      default:
        return false
    }
  }

  #isAbortComparison(node: TSESTree.BinaryExpression): boolean {
    if (!/^(?:[!=]==?|instanceof|in)$/.test(node.operator)) return false
    const [left, right] = [unwrap(node.left), unwrap(node.right)]
    if ([left, right].some(side => abortWords.test(this.#file.code.getText(side)))) return true
    // `if (this.#run !== run) return`: the owner has moved on.
    const [one, other] = [this.#file.cells.at(left), this.#file.cells.at(right)]
    const isLocal = (side: TSESTree.Node) => side.type === 'Identifier' && this.#file.scopes.variable(side) !== undefined
    return (one !== undefined && isLocal(right) && !other) || (other !== undefined && isLocal(left) && !one)
  }

  #isAbortCall(node: TSESTree.CallExpression): boolean {
    const name = calleeName(node) ?? ''
    if ([this.#vocabulary.isAbortError, this.#vocabulary.rethrow].some(names => isNamed(this.#file, node, names))) return true
    if (abortThrowers.test(name)) return true
    const on = receiver(node)
    const isAboutError = node.arguments.some(argument => this.#isInError(argument)) || (on !== undefined && this.#isInError(on))
    const namesSignal = node.arguments.some(argument => /signal/i.test(this.#file.code.getText(argument)))
    if (rethrowers.test(name) && (isAboutError || namesSignal)) return true
    if (abortWords.test(name) && !endsItself.has(name) && (predicates.test(name) || isAboutError)) return true
    if (predicates.test(name) && stopFlags.test(name)) return true
    return isAboutError && on !== undefined
      && node.arguments.some(argument => argument.type === 'Literal' && abortWords.test(String(argument.value)))
  }

  /** Whether a condition asks for a stop: of a flag, of a signal, or of a variable that knows. */
  asksForStop(test: TSESTree.Node): boolean {
    let found = false
    walk(test, this.#file.code.visitorKeys, node => {
      if (isFunction(node)) return false
      const name = node.type === 'Identifier' ? node.name : node.type === 'PrivateIdentifier' ? node.name : undefined
      if (name !== undefined && (stopFlags.test(name) || abortWords.test(name)) && !this.#isInError(node)) found = true
      if (name !== undefined && abortWords.test(name) && node.parent?.type !== 'Property') found = true
      if (this.isAbortTest(node)) found = true
      return !found
    })
    return found
  }

  /**
   * Whether the error of an abort can take this way out of a test: it is no `NotFoundError`, and nothing else that a test for
   * another kind of error lets through.
   */
  mayPass(test: TSESTree.Node, truthy: boolean): boolean {
    const node = unwrap(test)
    if (!this.#isInError(node)) return true
    if (node.type === 'BinaryExpression') {
      if (node.operator === 'instanceof') return /^(?:\w+\.)?(?:Error|Object)$/.test(this.#file.code.getText(node.right)) === truthy
      const isConstant = [node.left, node.right].some(side => {
        const value = unwrap(side)
        return (value.type === 'Literal' && value.value !== null) || (value.type === 'MemberExpression' && !this.#isInError(value))
      })
      if (!isConstant) return true
      if (node.operator === '===' || node.operator === '==') return !truthy
      if (node.operator === '!==' || node.operator === '!=') return truthy
      return true
    }
    // `isNotFound(e)`, `e.notFound`, `const isEmpty = e.code === 'EMPTY'`
    return node.type === 'CallExpression' || node.type === 'MemberExpression' || this.isFinding(node) ? !truthy : true
  }

  /** A local that holds the answer to a question about the error. */
  isFinding(node: TSESTree.Node): boolean {
    const variable = node.type === 'Identifier' ? this.#file.scopes.variable(node) : undefined
    const value = variable && this.#file.scopes.initial(variable)?.value.type
    return value === 'BinaryExpression' || value === 'LogicalExpression' || value === 'CallExpression' || value === 'UnaryExpression'
  }
}

/** Methods that end what they are called on, whatever error they are given for it. */
export const endsItself = new Set(['abort', 'close', 'cancel', 'end', 'endSpan', 'endChildSpan'])
