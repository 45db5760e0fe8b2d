import type { TSESTree } from '@typescript-eslint/utils'
import type { Program } from '../../model/program.js'
import { functionAround } from '../../model/tasks/tasks.js'
import { nextLink, registrationOf } from '../../model/waits/continuations.js'
import {
  calleeName, enclosingFunction, isInFinally, unwrap, wrapped, type CallNode, type FunctionNode,
} from '../../source/index.js'
import type { Runs } from './runs.js'
import type { Stream } from './streams.js'

/** How many own calls lead from a promise to what rejects it, at most. */
const deepestCall = 4

/**
 * Finds the calls that reject a promise which nobody waits for, because the reader has cancelled the stream meanwhile:
 *
 *     start(controller) { work().finally(() => { controller.close() }) }
 */
export function rejectingWrites(program: Program, stream: Stream, runs: Runs): readonly TSESTree.CallExpression[] {
  const { sources, cancel, writes } = stream

  /** Whether what a place throws after a wait rejects a promise that nobody handles. */
  function isDropped(place: TSESTree.Node, mayBeLate: boolean, depth: number): boolean {
    program.budget.spend()
    const home = functionAround(place)
    if (!home || depth > deepestCall || sources.includes(home) || runs.isGuarded(place, home)) return false
    const link = registrationOf(home)
    if (link) return isChainDropped(link, depth)
    const isLate = mayBeLate || isBehindWait(place, home)
    const calls = callsOf(home)
    if (!home.async) return calls.some(call => isDropped(call, isLate, depth + 1))
    return isLate && calls.some(call => isChainDropped(call, depth))
  }

  function isChainDropped(start: CallNode, depth: number): boolean {
    let last = start
    for (let next = nextLink(last); next; next = nextLink(last)) {
      if (calleeName(next) === 'catch' || next.arguments.length > 1) return false
      last = next
    }
    const { parent } = wrapped(last)
    if (parent?.type === 'ExpressionStatement' || (parent?.type === 'UnaryExpression' && parent.operator === 'void')) return true
    const isHandedOn = parent?.type === 'AwaitExpression' || parent?.type === 'ReturnStatement'
      || (parent?.type === 'ArrowFunctionExpression' && parent.body === wrapped(last))
    return isHandedOn && isDropped(last, true, depth + 1)
  }

  const callsOf = (home: FunctionNode): readonly CallNode[] => {
    const { parent } = home
    return parent.type === 'CallExpression' && unwrap(parent.callee) === home ? [parent] : program.file.callsTo(home)
  }

  const isBehindWait = (place: TSESTree.Node, home: FunctionNode): boolean =>
    program.file.awaitsInside(home).some(wait => enclosingFunction(wait) === home && wait.range[0] < place.range[0])
    || program.file.iterations.some(loop => enclosingFunction(loop) === home && loop.range[0] < place.range[0])

  // A cancel may end the work, but what comes when the work has ended comes all the same.
  return writes.filter(write => (!cancel || isAtEnd(write)) && isDropped(write, false, 0))
}

/** Whether a stream is closed whatever its work came to: in a `finally`. */
function isAtEnd(write: TSESTree.CallExpression): boolean {
  const home = functionAround(write)
  const link = home && registrationOf(home)
  return calleeName(write) === 'close' && (isInFinally(write) || (link !== undefined && calleeName(link) === 'finally'))
}
