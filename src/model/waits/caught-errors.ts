import type { TSESTree } from '@typescript-eslint/utils'
import {
  cleanUpVerbs, conversions, errorTakers, keepers, logWords, predicates, rethrowers, stopFlags, verbOf,
} from '../../catalog/aborts.js'
import type { Vocabulary } from '../../catalog/settings.js'
import {
  calleeName, isFunction, isInside, isStatement, memberName, receiver, unwrap, walk, type FunctionNode, type SourceFile,
  type Variable,
} from '../../source/index.js'
import { AbortTests, endsItself } from './abort-tests.js'

/** What a handler does with the error: gives it to someone who may act on it, only tells of it, or only keeps it. */
export type Handover = 'given' | 'told' | 'kept' | undefined

/** The error that a handler was given, and everything made of it. */
export class CaughtError {
  readonly #file: SourceFile
  readonly #vocabulary: Vocabulary
  readonly #body: TSESTree.Node
  readonly #carriers = new Set<Variable>()
  /** What the handler asks about the error, and about whoever may have ended its work. */
  readonly tests: AbortTests

  constructor(file: SourceFile, vocabulary: Vocabulary, body: TSESTree.Node, parameters: readonly TSESTree.Node[]) {
    this.#file = file
    this.#vocabulary = vocabulary
    this.#body = body
    this.tests = new AbortTests(file, vocabulary, node => this.isIn(node))
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
    const found = { test: false, question: false, throw: false }
    this.#walk(this.#body, node => {
      found.test ||= this.tests.isAbortTest(node)
      found.throw ||= node.type === 'ThrowStatement'
      const asked = testOf(node)
      if (!asked) return
      found.test ||= this.tests.asksForStop(asked)
      found.question ||= node.type !== 'LogicalExpression' && this.#hasPredicate(asked)
    })
    return found.test || (found.throw && found.question)
  }

  /** `isRetryable(e)`: what it answers for an abort cannot be seen. */
  #hasPredicate(test: TSESTree.Node): boolean {
    let found = false
    this.#walk(test, node => {
      found ||= (node.type === 'CallExpression' && node.arguments.some(argument => this.isIn(argument)))
        || (this.isIn(node) && this.tests.isFinding(node))
    })
    return found
  }

  /** What becomes of the error, besides what is thrown. */
  handover(): Handover {
    let found: Handover
    this.#walk(this.#body, node => {
      const now = this.#isOneOfTwoWays(node) ? undefined : this.#handoverAt(node)
      if (now === 'given' || found === undefined || (now === 'told' && found === 'kept')) found = now ?? found
    })
    const isAnswer = this.#body.type !== 'BlockStatement' && this.#body.type !== 'CallExpression'
    return found ?? (isAnswer && this.isIn(this.#body) ? 'kept' : undefined)
  }

  /** Whether this very call gives the error to someone who may act on it. */
  handsOver(node: TSESTree.CallExpression): boolean {
    return isInside(node, this.#body) && this.#handoverAt(node) === 'given'
  }

  /** Whether what is called is given the error and asks there if this is an abort: `#fail(error) { if (isAbort(error)) return; … }` */
  isTestedIn(call: TSESTree.CallExpression): boolean {
    const targets = this.#file.calls.targets(call)
    return targets.length > 0 && targets.every(target => {
      const { body, params } = target as { body: TSESTree.Node | null, params: TSESTree.Parameter[] }
      return body !== null && !isInside(this.#body, body) && new CaughtError(this.#file, this.#vocabulary, body, params).isTested()
    })
  }

  /** In a branch that has another beside it: the error is handed on by one way only. */
  #isOneOfTwoWays(node: TSESTree.Node): boolean {
    for (let below: TSESTree.Node = node, at = node.parent; at && below !== this.#body && !isFunction(at); below = at, at = at.parent) {
      const isBranch = at.type === 'IfStatement' && at.test !== below && at.alternate
      if (isBranch) return node.type === 'CallExpression' && calleeName(node) === 'reject'
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
    if (this.#isStateSetter(node.callee)) return 'kept'
    if (endsItself.has(name) && !this.#tellsReader(node)) return undefined
    if (predicates.test(name) || (conversions.test(name) && !isStatement(node))) return undefined
    const targets = this.#file.calls.targets(node)
    if (targets.length > 0 && !targets.some(target => this.#helperActs(target))) return undefined
    return this.#onlyTells(node, name, targets) ? 'told' : 'given'
  }

  /** `report(url, error)`: whoever is told of the error has no way to end the loop around. */
  #onlyTells(node: TSESTree.CallExpression, name: string, targets: readonly FunctionNode[]): boolean {
    return isStatement(node) && name !== '' && !errorTakers.test(name) && !rethrowers.test(name)
      && !targets.some(target => this.#helperStops(target))
  }

  /** Whether a helper of this file throws, tests, or stops or closes something. */
  #helperStops(target: FunctionNode): boolean {
    const { body } = target as { body: TSESTree.Node | null }
    if (!body || isInside(this.#body, body)) return true
    let stops = new CaughtError(this.#file, this.#vocabulary, body, target.params).isTested()
    this.#walk(body, node => {
      stops ||= node.type === 'ThrowStatement' || (node.type === 'CallExpression' && cleanUpVerbs.has(verbOf(calleeName(node) ?? '')))
      if (node.type !== 'AssignmentExpression') return
      const left = unwrap(node.left)
      stops ||= stopFlags.test(left.type === 'Identifier' ? left.name : left.type === 'MemberExpression' ? memberName(left) ?? '' : '')
    })
    return stops
  }

  /** `transform.writable.abort(e)`: whoever reads at the other end gets the error; `controller.abort(e)` only stops work. */
  #tellsReader(node: TSESTree.CallExpression): boolean {
    const on = receiver(node)
    return calleeName(node) === 'abort' && on !== undefined && /(?:writ(?:able|er)|sink)$/i.test(this.#file.code.getText(on))
  }

  /** `const [error, setError] = useState()`: what is set is shown, and the code behind it does not see it. */
  #isStateSetter(callee: TSESTree.Node): boolean {
    const [def] = callee.type === 'Identifier' ? this.#file.scopes.variable(callee)?.defs ?? [] : []
    if (def?.type !== 'Variable' || def.node.id.type !== 'ArrayPattern' || def.node.id.elements[1] !== def.name) return false
    const { init } = def.node
    return init?.type === 'CallExpression' && /^use(?:State|Reducer)$/.test(calleeName(init) ?? '')
  }

  /** `errors.push(e)`, where nobody ever looks at `errors`. */
  #isNeverRead(list: TSESTree.Node | undefined): boolean {
    const variable = list?.type === 'Identifier' ? this.#file.scopes.variable(list) : undefined
    const uses = variable?.references.filter(reference => reference.init !== true) ?? []
    return uses.length > 0 && variable?.defs[0]?.type === 'Variable' && uses.every(({ identifier: { parent } }) =>
      parent.type === 'MemberExpression' && parent.object.type === 'Identifier' && keepers.test(memberName(parent) ?? ''))
  }

  /** A helper of this file that is given the error: whether it does more with it than log it. */
  #helperActs(target: FunctionNode): boolean {
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
      const isTest = (at.type === 'IfStatement' || at.type === 'ConditionalExpression') && at.test === below
      if (isTest) return predicates.test(node.type === 'CallExpression' ? calleeName(node) ?? '' : '')
    }
    return false
  }
}

const functionName = (node: FunctionNode): string => {
  if (node.id) return node.id.name
  const { parent } = node
  return 'key' in parent && 'name' in parent.key ? parent.key.name : ''
}

/** What a statement or expression branches on. */
function testOf(node: TSESTree.Node): TSESTree.Expression | undefined {
  if (node.type === 'LogicalExpression') return node.left
  const isTest = node.type === 'IfStatement' || node.type === 'ConditionalExpression' || node.type === 'WhileStatement'
    || node.type === 'DoWhileStatement'
  return isTest ? node.test : undefined
}

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
