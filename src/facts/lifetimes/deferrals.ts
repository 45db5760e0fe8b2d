import type { TSESTree } from '@typescript-eslint/utils'
import type { Program } from '../../model/program.js'
import { continuationsAt, isContinuing, promiseBehind, registrationOf } from '../../model/waits/continuations.js'
import { Waits } from '../../model/waits/waits.js'
import { calleeName, isFunction, receiver, wrapped, type CallNode, type FunctionNode, type SourceFile } from '../../source/index.js'

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

  /** The functions that a call puts off by their names: `load().finally(this.stop)`, `setImmediate(this.stop)`. */
  named(call: CallNode): readonly FunctionNode[] {
    const found = deferredByName(this.#file, call)
    return found.length > 0 && (!isContinuing(call) || this.#isLate(call)) ? found : []
  }

  /** A promise that has settled lets nobody run before what stands behind it. */
  #isLate(call: TSESTree.CallExpression): boolean {
    const promise = receiver(call)
    return promise !== undefined && this.#waits.waitsFor(promiseBehind(this.#file, promise))
  }
}

/** The functions that a call may put off, other than those written in it. */
export function deferredByName(file: SourceFile, call: CallNode): readonly FunctionNode[] {
  const [first] = call.arguments
  if (first && isNextTurn(file, call)) return isFunction(first) ? [] : file.calls.functions(first)
  return continuationsAt(file, call).flatMap(({ callback, isInPlace }) => isInPlace ? [] : [callback])
}

/** `setImmediate(f)`, `setTimeout(f)`, `setTimeout(f, 0)` */
function isNextTurn({ scopes }: SourceFile, node: TSESTree.Node): node is TSESTree.CallExpression {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || !scopes.isGlobalOrImported(node.callee)) return false
  const delay = node.arguments[1]
  const isAtOnce = !delay || (delay.type === 'Literal' && delay.value === 0)
  return calleeName(node) === 'setImmediate' || (calleeName(node) === 'setTimeout' && isAtOnce)
}
