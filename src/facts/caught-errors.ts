import type { TSESTree } from '@typescript-eslint/utils'
import {
  abortWords, conversions, keepers, logWords, predicates, rethrowers, stopFlags,
} from '../catalog/aborts.js'
import type { Vocabulary } from '../catalog/settings.js'
import {
  calleeName, isFunction, isInside, memberName, receiver, unwrap, walk, type SourceFile, type Variable,
} from '../source/index.js'
import { isNamed } from './vocabulary.js'

/** What a handler does with the error: gives it to someone who may act on it, or only keeps it, or tells listeners of it. */
export type Handover = 'given' | 'kept' | undefined

/** The error that a handler was given, and everything made of it. */
export class CaughtError {
  readonly #file: SourceFile
  readonly #vocabulary: Vocabulary
  readonly #body: TSESTree.Node
  readonly #carriers = new Set<Variable>()

  constructor(file: SourceFile, vocabulary: Vocabulary, body: TSESTree.Node, parameters: readonly TSESTree.Node[]) {
    this.#file = file
    this.#vocabulary = vocabulary
    this.#body = body
    for (const parameter of parameters) this.#noteNames(parameter)
    for (let round = 0; round < 2; round++) {
      this.#walk(body, node => {
        if (node.type === 'VariableDeclarator' && node.init && this.isIn(node.init)) this.#noteNames(node.id)
        if (node.type === 'AssignmentExpression' && node.left.type === 'Identifier' && this.isIn(node.right)) this.#noteLocal(node.left)
      })
    }
  }

  #walk(root: TSESTree.Node, visit: (node: TSESTree.Node) => void): void {
    walk(root, this.#file.code.visitorKeys, node => { visit(node); return true })
  }

  #noteNames(pattern: TSESTree.Node): void {
    this.#walk(pattern, node => {
      const variable = node.type === 'Identifier' ? this.#file.scopes.variable(node) : undefined
      if (variable?.identifiers.includes(node as TSESTree.Identifier)) this.#carriers.add(variable)
    })
  }

  #noteLocal(name: TSESTree.Identifier): void {
    const variable = this.#file.scopes.variable(name)
    if (variable?.identifiers.every(identifier => isInside(identifier, this.#body))) this.#carriers.add(variable)
  }

  /** Whether the error, or something made of it, is mentioned in a node. */
  isIn(root: TSESTree.Node): boolean {
    if (this.#carriers.size === 0) return false
    let found = false
    walk(root, this.#file.code.visitorKeys, node => {
      const variable = node.type === 'Identifier' ? this.#file.scopes.variable(node) : undefined
      if (variable && this.#carriers.has(variable)) found = true
      return !found
    })
    return found
  }

  /** Whether the handler asks anywhere if this is an abort, or if its owner has been told to stop. */
  isTested(): boolean {
    let tested = false
    let throws = false
    let asks = false
    this.#walk(this.#body, node => {
      tested ||= this.isAbortTest(node)
      throws ||= node.type === 'ThrowStatement'
      if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') {
        tested ||= this.asksForStop(node.test)
        asks ||= this.#hasPredicate(node.test)
      } else if (node.type === 'WhileStatement' || node.type === 'DoWhileStatement') tested ||= this.asksForStop(node.test)
      else if (node.type === 'LogicalExpression') tested ||= this.asksForStop(node.left)
    })
    return tested || (throws && asks)
  }

  /** `isRetryable(e)`: what it answers for an abort cannot be seen. */
  #hasPredicate(test: TSESTree.Node): boolean {
    let found = false
    this.#walk(test, node => {
      found ||= (node.type === 'CallExpression' && node.arguments.some(argument => this.isIn(argument)))
        || (this.isIn(node) && this.#isFinding(node))
    })
    return found
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
    const isLocal = (side: TSESTree.Node) => side.type === 'Identifier' && side.name !== 'undefined' && this.#file.scopes.variable(side) !== undefined
    return (one !== undefined && isLocal(right) && !other) || (other !== undefined && isLocal(left) && !one)
  }

  #isAbortCall(node: TSESTree.CallExpression): boolean {
    const name = calleeName(node) ?? ''
    if (isNamed(this.#file, node, this.#vocabulary.isAbortError) || isNamed(this.#file, node, this.#vocabulary.rethrow)) return true
    if (name === 'throwIfAborted') return true
    const on = receiver(node)
    const isAboutError = node.arguments.some(argument => this.isIn(argument)) || (on !== undefined && this.isIn(on))
    if (rethrowers.test(name) && (isAboutError || node.arguments.some(argument => /signal/i.test(this.#file.code.getText(argument))))) return true
    if (abortWords.test(name) && !endsItself.has(name) && (predicates.test(name) || isAboutError)) return true
    if (predicates.test(name) && stopFlags.test(name)) return true
    return isAboutError && on !== undefined && node.arguments.some(argument => argument.type === 'Literal' && abortWords.test(String(argument.value)))
  }

  /** Whether a condition asks for a stop: of a flag, of a signal, or of a variable that knows. */
  asksForStop(test: TSESTree.Node): boolean {
    let found = false
    walk(test, this.#file.code.visitorKeys, node => {
      if (isFunction(node)) return false
      const name = node.type === 'Identifier' ? node.name : node.type === 'PrivateIdentifier' ? node.name : undefined
      if (name !== undefined && (stopFlags.test(name) || abortWords.test(name)) && !this.isIn(node)) found = true
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
    if (!this.isIn(node)) return true
    if (node.type === 'BinaryExpression') {
      if (node.operator === 'instanceof') return /\b(?:Error|Object)$/.test(this.#file.code.getText(node.right)) && /^(?:\w+\.)?(?:Error|Object)$/.test(this.#file.code.getText(node.right)) ? truthy : !truthy
      const isConstant = [node.left, node.right].some(side => {
        const value = unwrap(side)
        return (value.type === 'Literal' && value.value !== null) || (value.type === 'MemberExpression' && !this.isIn(value))
      })
      if (!isConstant) return true
      if (node.operator === '===' || node.operator === '==') return !truthy
      if (node.operator === '!==' || node.operator === '!=') return truthy
      return true
    }
    // `isNotFound(e)`, `e.notFound`, `const isEmpty = e.code === 'EMPTY'`
    return node.type === 'CallExpression' || node.type === 'MemberExpression' || this.#isFinding(node) ? !truthy : true
  }

  /** A local that holds the answer to a question about the error. */
  #isFinding(node: TSESTree.Node): boolean {
    const variable = node.type === 'Identifier' ? this.#file.scopes.variable(node) : undefined
    const value = variable && this.#file.scopes.initial(variable)?.value.type
    return value === 'BinaryExpression' || value === 'LogicalExpression' || value === 'CallExpression' || value === 'UnaryExpression'
  }

  /** What becomes of the error, besides what is thrown. */
  handover(): Handover {
    let found: Handover
    this.#walk(this.#body, node => {
      const now = this.#isOneOfTwoWays(node) ? undefined : this.#handoverAt(node)
      if (now === 'given' || found === undefined) found = now ?? found
    })
    if (found === undefined && this.#body.type !== 'BlockStatement' && this.isIn(this.#body) && this.#body.type !== 'CallExpression') return 'kept'
    return found
  }

  /** Whether this very call gives the error to someone who may act on it. */
  handsOver(node: TSESTree.CallExpression): boolean {
    return isInside(node, this.#body) && this.#handoverAt(node) === 'given'
  }

  /** In a branch that has another beside it: the error is handed on by one way only. */
  #isOneOfTwoWays(node: TSESTree.Node): boolean {
    for (let below: TSESTree.Node = node, at = node.parent; at && below !== this.#body && !isFunction(at); below = at, at = at.parent) {
      if (at.type === 'IfStatement' && at.test !== below && at.alternate) return node.type === 'CallExpression' && calleeName(node) === 'reject'
    }
    return false
  }

  #handoverAt(node: TSESTree.Node): Handover {
    if (node.type === 'AssignmentExpression' && this.isIn(node.right)) {
      const variable = node.left.type === 'Identifier' ? this.#file.scopes.variable(node.left) : undefined
      return variable && this.#carriers.has(variable) ? undefined : 'kept'
    }
    if (node.type === 'YieldExpression' && node.argument && this.isIn(node.argument)) return 'given'
    if (node.type === 'ReturnStatement' && node.argument && this.isIn(node.argument)) return 'kept'
    if (node.type !== 'CallExpression' || !node.arguments.some(argument => this.isIn(argument))) return undefined
    const name = calleeName(node) ?? ''
    if (this.#isLogged(node) || this.#isInTest(node)) return undefined
    if (keepers.test(name)) return this.#isNeverRead(receiver(node)) ? undefined : 'kept'
    if (endsItself.has(name)) return undefined
    if (predicates.test(name) || (conversions.test(name) && !isStatement(node))) return undefined
    const targets = this.#file.calls.targets(node)
    return targets.length === 0 || targets.some(target => this.#helperActs(target)) ? 'given' : undefined
  }

  /** `errors.push(e)`, where nobody ever looks at `errors`. */
  #isNeverRead(list: TSESTree.Node | undefined): boolean {
    const variable = list?.type === 'Identifier' ? this.#file.scopes.variable(list) : undefined
    const uses = variable?.references.filter(reference => reference.init !== true) ?? []
    return uses.length > 0 && variable?.defs[0]?.type === 'Variable' && uses.every(({ identifier: { parent } }) =>
      parent.type === 'MemberExpression' && parent.object.type === 'Identifier' && keepers.test(memberName(parent) ?? ''))
  }

  /** A helper of this file that is given the error: whether it does more with it than log it. */
  #helperActs(target: TSESTree.FunctionExpression | TSESTree.FunctionDeclaration | TSESTree.ArrowFunctionExpression): boolean {
    // `#onError(error)` without a body here, or this very handler: nothing is known.
    const { body } = target as { body: TSESTree.Node | null }
    if (!body || isInside(this.#body, body)) return true
    const inner = new CaughtError(this.#file, this.#vocabulary, body, target.params)
    if (inner.isTested() || rethrowers.test(functionName(target))) return true
    let acts = false
    this.#walk(body, node => {
      if (node.type === 'ThrowStatement' || (node.type === 'AssignmentExpression' && inner.isIn(node.right))) acts = true
      if (node.type === 'CallExpression' && node.arguments.some(argument => inner.isIn(argument)) && !inner.#isLogged(node)
        && !conversions.test(calleeName(node) ?? '')) acts = true
    })
    return acts
  }

  /** Whether the call is a log, or stands in the arguments of one. */
  #isLogged(node: TSESTree.Node): boolean {
    for (let at: TSESTree.Node | undefined = node; at && at !== this.#body; at = at.parent) {
      if (at.type === 'CallExpression' && isLog(at)) return true
    }
    return this.#body.type === 'CallExpression' && isLog(this.#body)
  }

  #isInTest(node: TSESTree.Node): boolean {
    for (let below: TSESTree.Node = node, at = node.parent; at && below !== this.#body; below = at, at = at.parent) {
      if ((at.type === 'IfStatement' || at.type === 'ConditionalExpression') && at.test === below) return predicates.test(node.type === 'CallExpression' ? calleeName(node) ?? '' : '')
    }
    return false
  }
}

const functionName = (node: TSESTree.FunctionExpression | TSESTree.FunctionDeclaration | TSESTree.ArrowFunctionExpression): string => {
  if (node.id) return node.id.name
  const { parent } = node
  return 'key' in parent && 'name' in parent.key ? parent.key.name : ''
}

/** Whether nobody looks at what the call gives back. */
const isStatement = (node: TSESTree.Node): boolean =>
  /^(?:ExpressionStatement|AwaitExpression|ChainExpression)$/.test(node.parent?.type ?? '') && (node.parent?.type === 'ExpressionStatement' || isStatement(node.parent as TSESTree.Node))

/** Methods that end what they are called on, whatever error they are given for it. */
const endsItself = new Set(['abort', 'close', 'cancel', 'end', 'endSpan', 'endChildSpan'])

/** Whether a call goes to a log, a metric or a trace: by its own name, or by what it is called on. */
export function isLog(call: TSESTree.CallExpression): boolean {
  for (let node = unwrap(call.callee); ;) {
    if (node.type === 'Identifier') return logWords.test(node.name)
    if (node.type === 'MemberExpression') {
      if (logWords.test(memberName(node) ?? '')) return true
      node = unwrap(node.object)
    } else if (node.type === 'CallExpression') node = unwrap(node.callee)
    else return false
  }
}
