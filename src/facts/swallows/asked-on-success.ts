import type { TSESTree } from '@typescript-eslint/utils'
import { calleeName, enclosingFunction, isFunction, isInside, receiver, unwrap, type SourceFile } from '../../source/index.js'
import type { Signals } from '../../model/tasks/provenance.js'
import type { Attempt, UnderSignal } from './attempts.js'

/** A wait in a `try` that asks its signal behind it: the abort may come meanwhile, by whatever the wait was started with. */
export interface AskedWait extends UnderSignal {
  /** Where the `try` asks. */
  readonly asked: TSESTree.MemberExpression
}

export interface AskingAttempt extends Attempt<AskedWait> {
  readonly handler: TSESTree.CatchClause
}

/**
 * The `try` blocks that look at a signal where their work has succeeded:
 *
 *     try {
 *       for await (const part of answer.parts) write(part)
 *       if (!answer.abort.signal.aborted) answer.state = 'complete'
 *     } catch { answer.state = 'failed' }
 *
 * That the work is under the signal shows nowhere else, where it was started by another function.
 */
export function findAskingAttempts(file: SourceFile, signals: Signals): readonly AskingAttempt[] {
  const found = new Map<TSESTree.TryStatement, AskingAttempt>()
  for (const read of ['aborted', 'isCancellationRequested'].flatMap(name => file.membersByName.get(name) ?? [])) {
    const at = tryAround(read)
    if (!at?.handler || found.has(at) || isBesideListener(file, read)) continue
    const given = signals.of(read.object).filter(({ origin }) => origin !== 'self')
    const wait = given.length > 0 ? lastWaitBefore(file, at, read) : undefined
    if (!wait) continue
    found.set(at, { kind: 'catch', handler: at.handler, at, guarded: [{ ...wait, signals: given, hasDeadline: false, asked: read }] })
  }
  return [...found.values()]
}

/** The nearest `try` of the same function in whose block a node stands. */
function tryAround(node: TSESTree.Node): TSESTree.TryStatement | undefined {
  for (let below: TSESTree.Node = node, at = node.parent; at && !isFunction(at); below = at, at = at.parent) {
    if (at.type === 'TryStatement' && at.block === below && at.handler) return at
  }
  return undefined
}

/** `if (signal.aborted) onAbort(); else signal.addEventListener('abort', onAbort)`: this listens for an abort, and no work has ended. */
function isBesideListener(file: SourceFile, read: TSESTree.MemberExpression): boolean {
  const test = read.parent.type === 'IfStatement' ? read.parent : undefined
  const signal = file.code.getText(read.object)
  return test?.alternate != null && file.callsInside(test.alternate).some(call => {
    const on = receiver(call)
    return calleeName(call) === 'addEventListener' && on !== undefined && file.code.getText(on) === signal
  })
}

/** `await check().catch(() => '')`: its failure never comes to the `try`. */
const hasHandler = (awaited: TSESTree.Node): boolean => {
  const node = unwrap(awaited)
  return node.type === 'CallExpression' && calleeName(node) === 'catch'
}

/** The last wait of the block that stands before the question, or around it. */
function lastWaitBefore(
  file: SourceFile, { block }: TSESTree.TryStatement, read: TSESTree.Node,
): Pick<AskedWait, 'call' | 'at'> | undefined {
  const home = enclosingFunction(read)
  const isBefore = (node: TSESTree.Node): boolean =>
    node.range[0] < read.range[0] && isInside(node, block) && enclosingFunction(node) === home
  const waits: Pick<AskedWait, 'call' | 'at'>[] = [
    ...file.awaits.filter(at => isBefore(at) && !hasHandler(at.argument)).map(at => ({ call: unwrap(at.argument), at })),
    ...file.iterations.filter(isBefore).map(at => ({ call: unwrap(at.right), at })),
  ]
  return waits.toSorted((one, other) => other.at.range[0] - one.at.range[0])[0]
}
