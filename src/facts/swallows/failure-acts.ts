import type { TSESTree } from '@typescript-eslint/utils'
import { abortWords, busyFlags, cleanUpVerbs, conversions, idleVerbs, verbOf } from '../../catalog/aborts.js'
import type { Point } from '../../order/index.js'
import {
  calleeName, enclosingFunction, isFunction, isInside, isNullish, memberName, receiver, unwrap, walk, type SourceFile,
} from '../../source/index.js'
import { isLog, type CaughtError } from '../../model/waits/caught-errors.js'
import type { Signals } from '../../model/tasks/provenance.js'

/** Answers what a handler does because a call failed, and what it says of what was never found out. */
export class FailureActs {
  readonly #file: SourceFile
  readonly #signals: Signals
  readonly #error: CaughtError

  constructor(file: SourceFile, signals: Signals, error: CaughtError) {
    this.#file = file
    this.#signals = signals
    this.#error = error
  }

  /** What the handler does on the ground of the failure: a write that others see, or a call for its effect. */
  at(point: Point): TSESTree.Node | undefined {
    if (point.kind === 'write') {
      const { target, value, operator } = point.write
      return operator === '=' && this.#isTellingWrite(target, value) ? point.node : undefined
    }
    if (point.kind !== 'call' || point.node.type !== 'CallExpression') return undefined
    const call = point.node
    const name = calleeName(chainHead(call)) ?? ''
    if (!isMadeForEffect(call) || isLog(call) || this.#isOnLocal(call) || this.#onlyLogs(call)) return undefined
    const verb = verbOf(name)
    if (cleanUpVerbs.has(verb) || idleVerbs.has(verb) || name === 'setTimeout' || name === 'forEach' || name === '') return undefined
    if (unwrap(call.callee).type === 'Identifier' && /^set[A-Z]/.test(name)) return undefined
    if (this.#signals.given(call).length > 0) return undefined
    if (call.arguments.some(argument => this.#namesAbort(argument)) || this.#isDoneOnAbort(call)) return undefined
    return chainHead(call)
  }

  /** `end(row, 'canceled')`, `this.state = State.Aborted`: what calls it a cancellation takes it for one. */
  #namesAbort(root: TSESTree.Node): boolean {
    let found = false
    walk(root, this.#file.code.visitorKeys, node => {
      if (node.type === 'Literal') found ||= typeof node.value === 'string' && abortWords.test(node.value)
      if (node.type === 'MemberExpression') found ||= abortWords.test(memberName(node) ?? '') && this.#signals.of(node).length === 0
      return !found && !isFunction(node)
    })
    return found
  }

  /** `if (signal.aborted) { settle(); return }` elsewhere in the function: then `settle()` is what it does about an abort. */
  #isDoneOnAbort(call: TSESTree.CallExpression): boolean {
    const home = enclosingFunction(call)
    const callee = this.#file.code.getText(call.callee)
    return isFunction(home) && this.#file.callsIn(home).some(other => {
      if (other === call || other.type !== 'CallExpression' || this.#file.code.getText(other.callee) !== callee) return false
      if (saysOtherwise(call, other)) return false
      for (let below: TSESTree.Node = other, at: TSESTree.Node | undefined = other.parent; at && at !== home; below = at, at = at.parent) {
        if (at.type === 'IfStatement' && at.consequent === below && this.#error.tests.asksForStop(at.test)) return true
      }
      return false
    })
  }

  /** A function of this file that does nothing but log: `#complain(error) { this.#log.warn(error) }`. */
  #onlyLogs(call: TSESTree.CallExpression): boolean {
    const targets = this.#file.calls.targets(call)
    return targets.length > 0 && targets.every(target => {
      const calls = this.#file.callsIn(target).filter(inner => inner.type === 'CallExpression')
      const writes = this.#file.assignments.some(({ left }) => isInside(left, target) && this.#file.cells.at(left) !== undefined)
      return !writes && calls.some(inner => isLog(inner))
        && calls.every(inner => isLog(inner) || conversions.test(calleeName(inner) ?? '') || isInsideLog(inner, target))
    })
  }

  /** `done.push('aborted')`, where `done` is a list that this function made. */
  #isOnLocal(call: TSESTree.CallExpression): boolean {
    const on = receiver(call)
    return on?.type === 'Identifier' && this.#isMadeHere(on) && !call.arguments.some(argument => this.#error.isIn(argument))
  }

  #isMadeHere(name: TSESTree.Identifier): boolean {
    const variable = this.#file.scopes.variable(name)
    const made = variable && this.#file.scopes.initial(variable)?.value
    const isThing = made?.type === 'ObjectExpression' || made?.type === 'NewExpression' || made?.type === 'ArrayExpression'
    return isThing && isFunction(enclosingFunction(made))
  }

  #isTellingWrite(target: TSESTree.Node, value: TSESTree.Node | undefined): boolean {
    const node = unwrap(target)
    if (node.type !== 'MemberExpression' && !this.#file.cells.at(node)) return false
    if (node.type === 'MemberExpression') {
      const object = unwrap(node.object)
      // A local of this call is nobody else's.
      if (object.type === 'Identifier' && this.#isMadeHere(object)) return false
    }
    const name = node.type === 'MemberExpression' ? memberName(node) ?? '' : node.type === 'Identifier' ? node.name : ''
    if (value && (isNullish(value) || this.#namesAbort(value))) return false
    return !busyFlags.test(name) && !isExitCode(node)
  }

  /** A value that says something definite of what was never found out: `false`, `null`, `[]`, `{ ok: false }`. */
  isDefinite(node: TSESTree.Node): boolean {
    const value = unwrap(node)
    switch (value.type) {
      case 'Literal':
        return value.value !== true
      case 'ArrayExpression':
        return value.elements.length === 0
      case 'ObjectExpression':
        return !this.#error.isIn(value)
      case 'NewExpression':
        return value.arguments.length === 0 && /^(?:Map|Set)$/.test(calleeName(value) ?? '')
      case 'CallExpression':
        return value.arguments[0] !== undefined && this.#file.code.getText(value.callee) === 'Promise.resolve'
          && this.isDefinite(value.arguments[0])
      case 'Identifier':
        return this.#isDefiniteConstant(value)
      default:
        return false
    }
  }

  /** `const NONE = []` of the module */
  #isDefiniteConstant(name: TSESTree.Identifier): boolean {
    const variable = this.#file.scopes.variable(name)
    const initial = variable && this.#file.scopes.initial(variable)
    return initial?.path.length === 0 && enclosingFunction(initial.value).type === 'Program' && initial.value.type !== 'Identifier'
      && this.isDefinite(initial.value)
  }

  /** `return await askTheOther(url)`: other work, which no abort of these signals ends. */
  isOtherWork(node: TSESTree.Node): boolean {
    const value = unwrap(node)
    const call = value.type === 'AwaitExpression' ? unwrap(value.argument) : undefined
    return call?.type === 'CallExpression' && !this.#error.isIn(call) && this.#signals.given(call).length === 0
  }
}

/** `finish('failed')` and `finish('cancelled')`: the same function by name, told two things. */
const saysOtherwise = (one: TSESTree.CallExpression, other: TSESTree.CallExpression): boolean => one.arguments.some((argument, index) => {
  const given = other.arguments[index]
  return argument.type === 'Literal' && given?.type === 'Literal' && argument.value !== given.value
})

/** `process.exitCode = 1`: the program is over, and an interrupted one has not succeeded. */
const isExitCode = (node: TSESTree.Node): boolean =>
  node.type === 'MemberExpression' && memberName(node) === 'exitCode' && node.object.type === 'Identifier' && node.object.name === 'process'

/** `log.warn(textOf(error))` */
function isInsideLog(call: TSESTree.CallExpression, home: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = call.parent; at && at !== home; at = at.parent) {
    if (at.type === 'CallExpression' && isLog(at)) return true
  }
  return false
}

/** The call that a chain of handlers begins with: `ask()` of `ask().catch(log).finally(done)`. */
function chainHead(call: TSESTree.CallExpression): TSESTree.CallExpression {
  const on = receiver(call)
  const below = on && unwrap(on)
  const isChained = /^(?:catch|then|finally)$/.test(calleeName(call) ?? '')
  return isChained && below?.type === 'CallExpression' ? chainHead(below) : call
}

/** Whether the call is made for its effect: it is a statement, awaited or not. */
function isMadeForEffect(call: TSESTree.CallExpression): boolean {
  let at: TSESTree.Node = call.parent
  while (at.type === 'AwaitExpression' || at.type === 'ChainExpression' || (at.type === 'UnaryExpression' && at.operator === 'void')) {
    at = at.parent
  }
  return at.type === 'ExpressionStatement'
}

