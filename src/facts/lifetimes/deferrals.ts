import type { TSESTree } from '@typescript-eslint/utils'
import type { Program } from '../../model/program.js'
import { continuationsAt, isContinuing, linksUpTo, nextLink, promiseBehind, registrationOf } from '../../model/waits/continuations.js'
import { Waits } from '../../model/waits/waits.js'
import { calleeName, receiver, wrapped, type CallNode, type FunctionNode, type SourceFile } from '../../source/index.js'

/** Answers which functions are put off until all has run that stands behind them: callbacks of a promise, and of the next turn. */
export class Deferrals {
  readonly #file: SourceFile
  readonly #waits: Waits

  constructor(program: Program) {
    this.#file = program.file
    this.#waits = new Waits(program)
  }

  /** Whether the function that is written here runs later: at the next wait of the code that it stands in, or when that has ended. */
  defers(node: FunctionNode): boolean {
    const call = registrationOf(node)
    if (call) return this.#isLate(call)
    const { parent } = wrapped(node)
    return parent !== undefined && isNextTurn(this.#file, parent) && parent.arguments[0] === wrapped(node)
  }

  /** The functions that a call puts off. Those of a chain of promises are put off where it ends: who fails before has put off none. */
  at(call: CallNode): readonly FunctionNode[] {
    return deferredAt(this.#file, call).filter(({ by }) => !isContinuing(by) || this.#isLate(by)).map(({ callback }) => callback)
  }

  /** A promise that has settled lets nobody run before what stands behind it. */
  #isLate(call: TSESTree.CallExpression): boolean {
    const promise = receiver(call)
    return promise !== undefined && this.#waits.waitsFor(promiseBehind(this.#file, promise))
  }
}

/** A function that may be put off, and the call that does it. */
interface Deferred {
  readonly callback: FunctionNode
  readonly by: TSESTree.CallExpression
}

/** The functions that may be put off by a chain of promises which ends with this call, or until the next turn, in their order. */
export function deferredAt(file: SourceFile, call: CallNode): readonly Deferred[] {
  const [first] = call.arguments
  if (first && isNextTurn(file, call)) return file.calls.functions(first).map(callback => ({ callback, by: call }))
  const found: Deferred[] = []
  for (const by of isContinuing(call) && !nextLink(call) ? linksUpTo(call) : []) {
    for (const { callback } of continuationsAt(file, by)) found.push({ callback, by })
  }
  return found
}

/** `setImmediate(f)`, `setTimeout(f)`, `setTimeout(f, 0)` */
function isNextTurn({ scopes }: SourceFile, node: TSESTree.Node): node is TSESTree.CallExpression {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || !scopes.isGlobalOrImported(node.callee)) return false
  const delay = node.arguments[1]
  const isAtOnce = !delay || (delay.type === 'Literal' && delay.value === 0)
  return calleeName(node) === 'setImmediate' || (calleeName(node) === 'setTimeout' && isAtOnce)
}
