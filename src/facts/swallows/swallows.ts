import type { TSESTree } from '@typescript-eslint/utils'
import { waits } from '../../catalog/aborts.js'
import type { Vocabulary } from '../../catalog/settings.js'
import { calleeName, enclosingFunction, isFunction, unwrap, walk, type FunctionNode, type SourceFile } from '../../source/index.js'
import { findAskingAttempts, type AskedWait, type AskingAttempt } from './asked-on-success.js'
import { Attempts, leavesFrom, type Attempt, type Guarded } from './attempts.js'
import { isTeardown } from './best-effort.js'
import { CaughtError, type Handover } from '../../model/waits/caught-errors.js'
import type { Program } from '../../model/program.js'
import type { Signals } from '../../model/tasks/provenance.js'
import { toldByOwner } from './owner-tells.js'
import { isOnlyOfItself } from './recursion.js'
import { Judgement, type Verdict } from './verdict.js'
import { isThrownToNobody } from './unseen-throws.js'

/** A handler that takes an abort for something else, and what comes of it. */
export interface Swallow extends Verdict {
  readonly attempt: Attempt
  readonly guarded: Guarded | AskedWait
  /** Whether a throw in the handler would be nobody's to catch: the function around it was started without an await. */
  readonly throwsToNobody: boolean
}

/**
 * Whether nothing but an abort can bring control to the handler: whatever it does, it does about that.
 *
 *     try { await sleep(delay, signal) } catch { this.emit('retry cancelled') }
 */
function isAwaitedAbort({ kind, at, guarded }: Attempt<Guarded>): boolean {
  const tried = at.type === 'TryStatement' ? at.block.body : []
  const isAlone = kind === 'rejection' || tried.length === 1
  return isAlone && guarded.every(({ call }) => waits.test(calleeName(call) ?? ''))
}

/** What a path begins with: `order` of `order.abort.signal`. */
function rootOf(node: TSESTree.Node): TSESTree.Node {
  let at = unwrap(node)
  while (at.type === 'MemberExpression') at = unwrap(at.object)
  return at
}

/** Judges every handler of a file. */
export class Swallows {
  readonly #program: Program
  readonly #file: SourceFile
  readonly #vocabulary: Vocabulary
  readonly #signals: Signals
  readonly #strict: boolean

  constructor(program: Program, vocabulary: Vocabulary, strict: boolean) {
    this.#program = program
    this.#file = program.file
    this.#vocabulary = vocabulary
    this.#signals = program.signals
    this.#strict = strict
  }

  find(): readonly Swallow[] {
    const found = [...new Attempts(this.#program, this.#signals).all].flatMap(attempt =>
      attempt.guarded.length > 0 && !isTeardown(attempt.at) ? this.#judge(attempt) ?? [] : [])
    const known = new Set(found.map(({ attempt }) => attempt.handler))
    const asking = this.#strict ? findAskingAttempts(this.#file, this.#signals) : []
    const asked = asking.flatMap(attempt =>
      known.has(attempt.handler) || isTeardown(attempt.at) ? [] : this.#judgeAsking(attempt) ?? [])
    return [...found, ...asked].map(each => (
      { ...each, throwsToNobody: isThrownToNobody(this.#file, enclosingFunction(each.attempt.at)) }))
  }

  /** What a handler does that does not ask, although its `try` does where the work has succeeded. */
  #judgeAsking(attempt: AskingAttempt): Omit<Swallow, 'throwsToNobody'> | undefined {
    const [guarded] = attempt.guarded
    const { handler } = attempt
    const error = new CaughtError(this.#file, this.#vocabulary, handler.body, handler.param ? [handler.param] : [])
    if (!guarded || error.isTested() || this.#throws(handler.body)) return undefined
    const consequence = new Judgement(this.#program, this.#signals, attempt, guarded, error).act()
    // A call may be an answer to the peer. Whoever else is told of the error, what is written into the record of the work stays there.
    if (consequence?.type !== 'AssignmentExpression') return undefined
    if (error.handover() === 'given' && !this.#isOnRecord(consequence, guarded)) return undefined
    return { kind: 'actsOnFailure', attempt, guarded, consequence }
  }

  #throws(body: TSESTree.Node): boolean {
    let found = false
    walk(body, this.#file.code.visitorKeys, node => {
      found ||= node.type === 'ThrowStatement'
      return !found && !isFunction(node)
    })
    return found
  }

  /** `order.state = 'failed'`, where the signal is `order.abort.signal` */
  #isOnRecord(act: TSESTree.Node, { asked }: AskedWait): boolean {
    const target = act.type === 'AssignmentExpression' ? rootOf(act.left) : undefined
    const holder = rootOf(asked)
    if (target?.type === 'ThisExpression') return holder.type === 'ThisExpression'
    return target?.type === 'Identifier' && holder.type === 'Identifier' && target !== (act as TSESTree.AssignmentExpression).left
      && this.#file.scopes.variable(target) === this.#file.scopes.variable(holder)
  }

  #judge(attempt: Attempt<Guarded>): Omit<Swallow, 'throwsToNobody'> | undefined {
    const [guarded] = attempt.guarded
    if (!guarded) return undefined
    if (attempt.kind === 'finally') {
      const leaving = this.#strict ? leavesFrom(attempt.handler as TSESTree.BlockStatement, this.#file) : undefined
      return leaving && { kind: 'fallback', attempt, guarded, consequence: leaving }
    }
    if (attempt.kind === 'catch' && isOnlyOfItself(this.#program, attempt)) return undefined
    const { handler } = attempt
    const parameters = handler.type === 'CatchClause' ? (handler.param ? [handler.param] : []) : (handler as FunctionNode).params
    const error = new CaughtError(this.#file, this.#vocabulary, handler.type === 'BlockStatement' ? handler : handler.body, parameters)
    if (error.isTested()) return undefined
    const handover = error.handover()
    const verdict = handover === 'given' ? undefined : this.#verdictOn(attempt, guarded, error, handover)
    if (verdict || !this.#strict || isAwaitedAbort(attempt)) return verdict && { ...verdict, attempt, guarded }
    const consequence = toldByOwner(this.#file, attempt, error)
    return consequence && { kind: 'actsOnFailure', attempt, guarded, consequence }
  }

  #verdictOn(attempt: Attempt<Guarded>, guarded: Guarded, error: CaughtError, handover: Exclude<Handover, 'given'>): Verdict | undefined {
    const mayAct = handover === undefined && !isAwaitedAbort(attempt)
    const verdict = new Judgement(this.#program, this.#signals, attempt, guarded, error).verdict(mayAct, this.#strict)
    // Whoever was told of the error may act on it, but has no hold on the loop.
    return handover === 'told' && verdict?.kind !== 'loopContinues' ? undefined : verdict
  }
}
