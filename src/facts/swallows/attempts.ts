import type { TSESTree } from '@typescript-eslint/utils'
import { abortThrowers, bodyReaders, cleanUpVerbs, takingVerbs, verbOf } from '../../catalog/aborts.js'
import { timers } from '../../catalog/tasks.js'
import {
  calleeName, enclosingFunction, fieldOf, isFunction, memberName, typeOf, walk, wrapped, type CallNode, type FunctionNode, type SourceFile,
} from '../../source/index.js'
import type { Program } from '../../model/program.js'
import type { Signals } from '../../model/tasks/provenance.js'
import type { Signal } from '../../model/tasks/signal.js'
import { isUnminded } from './unminded.js'

/** Work that an abort ends. `at` is where, in the function that has the handler, its failure comes out. */
export interface UnderSignal {
  readonly call: TSESTree.Node
  readonly at: TSESTree.Node
  /** Those that someone may abort. */
  readonly signals: readonly Signal[]
  /** Whether a deadline aborts it too, which is a failure like others. */
  readonly hasDeadline: boolean
}

/** A call that was given a signal. */
export interface Guarded extends UnderSignal {
  readonly call: CallNode
}

/** A handler, and the calls whose abort it gets to see. */
export interface Attempt<Tried extends UnderSignal = UnderSignal> {
  readonly kind: 'catch' | 'rejection' | 'finally'
  /** The `catch` clause, the function that handles the rejection, or the block after `finally`. */
  readonly handler: TSESTree.CatchClause | FunctionNode | TSESTree.BlockStatement
  /** What the handler is given to: the `try`, or the call of `catch` or `then`. */
  readonly at: TSESTree.TryStatement | TSESTree.CallExpression
  readonly guarded: Tried[]
}

const longestPath = 120

/** Finds the handlers around awaited, returned and chained calls that are given a signal. */
export class Attempts {
  readonly #program: Program
  readonly #file: SourceFile
  readonly #signals: Signals
  readonly #found = new Map<TSESTree.Node, Attempt<Guarded>>()
  /** Functions that reject when a signal aborts which is older than their call. */
  readonly #observers = new Map<FunctionNode, readonly Signal[]>()

  constructor(program: Program, signals: Signals) {
    this.#program = program
    this.#file = program.file
    this.#signals = signals
    let observed = new Set<FunctionNode>()
    for (const call of this.#file.callNodes) {
      if (!mayBeSeenToFail(call)) continue
      const all = signals.given(call)
      const given = all.filter(({ origin }) => origin !== 'self')
      if (given.length === 0 || isUnminded(this.#file, signals, call)) continue
      this.#follow({ call, signals: given, hasDeadline: given.length < all.length }, observed)
    }
    // What such a function was not given itself, its callers put under the signal too: `await this.#request(url)`.
    for (let depth = 0; depth < 2; depth++) {
      const callees = observed
      observed = new Set()
      for (const callee of callees) {
        const signals = this.#observers.get(callee) ?? []
        for (const call of this.#file.callsTo(callee)) this.#follow({ call, signals, hasDeadline: true }, observed)
      }
    }
  }

  get all(): Iterable<Attempt<Guarded>> { return this.#found.values() }

  #follow(guarded: Omit<Guarded, 'at'>, observed: Set<FunctionNode>): void {
    const { call } = guarded
    this.#climb(guarded, call, abortThrowers.test(calleeName(call) ?? '') ? call : undefined, observed)
  }

  /** Goes up from a call to whatever sees it fail. `awaited` is where its failure is thrown in the function at hand. */
  #climb(
    guarded: Omit<Guarded, 'at'>, from: TSESTree.Node, awaited: TSESTree.Node | undefined, observed: Set<FunctionNode>,
  ): void {
    let returned = false
    for (let below = from, at = from.parent, steps = 0; at && steps < longestPath; below = at, at = at.parent, steps++) {
      this.#program.budget.spend()
      if (at.type === 'AwaitExpression' && this.#file.types.isNoThenable(at.argument)) return
      if (at.type === 'AwaitExpression' || (at.type === 'ForOfStatement' && at.await && at.right === below)) awaited ??= at
      else if (at.type === 'YieldExpression' && (at.delegate || isAsyncGenerator(at))) awaited ??= at
      else if (at.type === 'ReturnStatement') returned = true
      else if (at.type === 'MemberExpression' && at.object === below && !awaited) {
        if (this.#chained(guarded, at)) return
        // A handler that rejects the promise around it has handed the failure on to whoever awaits that.
        returned ||= at.parent.type === 'CallExpression' && /^(?:catch|then)$/.test(memberName(at) ?? '') && this.#rejects(at.parent)
      } else if (at.type === 'VariableDeclarator' && at.init === below && !awaited && at.id.type === 'Identifier') {
        this.#awaitedLater(guarded, at.id, observed)
        return
      } else if (at.type === 'TryStatement' && awaited && at.block === below) {
        if (this.#caught({ ...guarded, at: awaited }, at)) return
      } else if (isFunction(at)) {
        if (at.body === below && at.body.type !== 'BlockStatement') returned = true
        if (!awaited && !returned) return
        const outer = this.#leave(guarded, at, observed)
        if (!outer) return
        awaited = undefined
        returned = false
        at = outer
      }
    }
  }

  /** `const pending = fetch(url, { signal })`, awaited further down. */
  #awaitedLater(guarded: Omit<Guarded, 'at'>, name: TSESTree.Identifier, observed: Set<FunctionNode>): void {
    const variable = this.#file.scopes.variable(name)
    const home = enclosingFunction(name)
    for (const { identifier } of variable?.references ?? []) {
      const use = wrapped(identifier)
      const isAwaited = /^(?:AwaitExpression|ArrayExpression|ForOfStatement)$/.test(use.parent?.type ?? '')
      if (identifier !== name && isAwaited && enclosingFunction(use) === home) this.#climb(guarded, use, undefined, observed)
    }
  }

  /** `.catch(f)` and `.then(g, f)`: true when nothing gets past it. */
  #chained(guarded: Omit<Guarded, 'at'>, member: TSESTree.MemberExpression): boolean {
    const call = member.parent
    if (call.type !== 'CallExpression' || call.callee !== member) return false
    const name = memberName(member)
    const handler = name === 'catch' ? call.arguments[0] : name === 'then' ? call.arguments[1] : undefined
    if (!handler) return bodyReaders.has(name ?? '')
    const [target] = this.#file.calls.functions(handler)
    if (!target) return true
    this.#note({ kind: 'rejection', handler: target, at: call }, { ...guarded, at: call })
    return !this.#letsOut(target)
  }

  /** True when nothing gets past the handler of this `try`. */
  #caught(guarded: Guarded, node: TSESTree.TryStatement): boolean {
    if (node.handler) {
      this.#note({ kind: 'catch', handler: node.handler, at: node }, guarded)
      if (!this.#letsOut(node.handler.body)) return true
    }
    if (node.finalizer && leavesFrom(node.finalizer, this.#file) !== undefined) {
      this.#note({ kind: 'finally', handler: node.finalizer, at: node }, guarded)
      return true
    }
    return false
  }

  /** The failure leaves a function: into the call that it was written for, or to whoever calls it. */
  #leave(guarded: Omit<Guarded, 'at'>, node: FunctionNode, observed: Set<FunctionNode>): TSESTree.Node | undefined {
    const older = guarded.signals.filter(signal => this.#signals.isOlder(signal, node))
    if (older.length > 0 && !this.#observers.has(node)) {
      this.#observers.set(node, older)
      observed.add(node)
    }
    const call = node.parent
    if (call.type !== 'CallExpression' && call.type !== 'NewExpression') return undefined
    const name = calleeName(call) ?? ''
    const isLater = timers.has(name) || /^(?:on|once|add\w*Listener|then|catch|finally|subscribe|use\w*|describe|it|test)$/.test(name)
    return isLater || (call.type === 'NewExpression' && name !== 'Promise') ? undefined : call
  }

  #note(attempt: Omit<Attempt, 'guarded'>, guarded: Guarded): void {
    const verb = verbOf(calleeName(guarded.call) ?? '')
    if (cleanUpVerbs.has(verb) && !takingVerbs.has(verb) && guarded.at.type !== 'ForOfStatement') return
    const known = this.#found.get(attempt.handler) ?? { ...attempt, guarded: [] }
    this.#found.set(attempt.handler, known)
    if (!known.guarded.some(({ at }) => at === guarded.at)) known.guarded.push(guarded)
  }

  #rejects(call: TSESTree.CallExpression): boolean {
    return call.arguments.some(argument => this.#file.calls.functions(argument).some(node => {
      let found = false
      walk(node, this.#file.code.visitorKeys, inner => {
        found ||= inner.type === 'CallExpression' && calleeName(inner) === 'reject'
        return !found
      })
      return found
    }))
  }

  /** Whether an error may come out of a handler. */
  #letsOut(node: TSESTree.Node): boolean {
    let found = false
    walk(node, this.#file.code.visitorKeys, inner => {
      if (inner !== node && isFunction(inner)) return false
      if (inner.type === 'ThrowStatement') found = true
      if (inner.type === 'CallExpression' && /^(?:throwIfAborted|reject|throw\w*|rethrow\w*)$/.test(calleeName(inner) ?? '')) found = true
      return !found
    })
    return found
  }
}

/**
 * Whether a failure of the call may come to anybody, as far as what stands around it in its function tells. Nobody waits for most calls,
 * and which signals those are given need not be asked.
 */
function mayBeSeenToFail(call: CallNode): boolean {
  if (abortThrowers.test(calleeName(call) ?? '')) return true
  let below: TSESTree.Node = call
  for (let at = parentOf(below); at; at = parentOf(below)) {
    switch (typeOf(at)) {
      case 'AwaitExpression':
      case 'YieldExpression':
      case 'ReturnStatement':
      case 'VariableDeclarator':
        return true
      case 'ForOfStatement':
        if ((at as TSESTree.ForOfStatement).right === below) return true
        break
      case 'MemberExpression':
        if ((at as TSESTree.MemberExpression).object === below) return true
        break
      case 'ArrowFunctionExpression':
        return (at as TSESTree.ArrowFunctionExpression).body === below && typeOf(below) !== 'BlockStatement'
      case 'FunctionExpression':
      case 'FunctionDeclaration':
        return false
      default:
    }
    below = at
  }
  return false
}

const parentOf = (node: TSESTree.Node): TSESTree.Node | undefined => fieldOf(node, 'parent')

const isAsyncGenerator = (node: TSESTree.Node): boolean => {
  const home = enclosingFunction(node)
  return isFunction(home) && home.async && home.generator
}

/** The `return`, `break` or `continue` by which a `finally` drops the error that passes through it. */
export function leavesFrom(
  finalizer: TSESTree.BlockStatement, file: SourceFile,
): TSESTree.ReturnStatement | TSESTree.BreakStatement | TSESTree.ContinueStatement | undefined {
  let found: TSESTree.ReturnStatement | TSESTree.BreakStatement | TSESTree.ContinueStatement | undefined
  walk(finalizer, file.code.visitorKeys, node => {
    if (isFunction(node)) return false
    if (node.type === 'ReturnStatement') found ??= node
    if ((node.type === 'BreakStatement' || node.type === 'ContinueStatement') && !staysInside(node, finalizer)) found ??= node
    return found === undefined
  })
  return found
}

export const isLoop = (node: TSESTree.Node): boolean => /^(?:While|DoWhile|For|ForOf|ForIn)Statement$/.test(node.type)

/** Whether a jump ends in a loop or switch of the block itself. */
function staysInside(jump: TSESTree.BreakStatement | TSESTree.ContinueStatement, block: TSESTree.BlockStatement): boolean {
  for (let at: TSESTree.Node | undefined = jump.parent; at && at !== block; at = at.parent) {
    if (jump.label) {
      if (at.type === 'LabeledStatement' && at.label.name === jump.label.name) return true
    } else if (isLoop(at) || (at.type === 'SwitchStatement' && jump.type === 'BreakStatement')) return true
  }
  return false
}

/** The `await` of the chain that a call is part of: `await poll(signal).catch(log).finally(done)`. */
export function awaitOf(call: TSESTree.CallExpression): TSESTree.AwaitExpression | undefined {
  const node = wrapped(call)
  const { parent } = node
  if (parent?.type === 'AwaitExpression') return parent
  const isChained = parent?.type === 'MemberExpression' && parent.object === node && parent.parent.type === 'CallExpression'
  return isChained ? awaitOf(parent.parent as TSESTree.CallExpression) : undefined
}
