import { wrapped, type CallNode, type FunctionNode } from '../../../source/index.js'

/** How many calls, one in the other, are followed. */
export const deepestCall = 3

/** A function under analysis, with the calls that lead to it. */
export interface Frame {
  readonly node: FunctionNode
  /** From the judged function's own call on. */
  readonly calls: readonly CallNode[]
  /** The functions that are under way, this one the last. */
  readonly running: readonly FunctionNode[]
  /** Whether what comes next waits for the promise that the function gives back. */
  readonly isAwaited?: boolean
  /** Whether it runs behind a promise: what it gives back settles before the next one runs that stands behind that. */
  readonly isContinued?: boolean
}

export const entered = (node: FunctionNode): Frame => ({ node, calls: [], running: [node] })

export const called = (by: Frame, call: CallNode, node: FunctionNode): Frame =>
  ({ node, calls: [...by.calls, call], running: [...by.running, node], isAwaited: awaits(by, call) })

/** Whether the code that makes a call waits for the promise that it gives back, or hands it on to who does. */
export function awaits({ isAwaited }: Pick<Frame, 'isAwaited'>, call: CallNode): boolean {
  const place = wrapped(call)
  const { parent } = place
  const isHandedOn = parent?.type === 'ReturnStatement' || (parent?.type === 'ArrowFunctionExpression' && parent.body === place)
  return parent?.type === 'AwaitExpression' || (isAwaited === true && isHandedOn)
}

/** A function that runs behind a wait of another. What is written in the other's code is no call away from it. */
export const continuedBy = (by: Frame, call: CallNode, node: FunctionNode, isInPlace: boolean): Frame =>
  ({ node, calls: isInPlace ? by.calls : [...by.calls, call], running: [...by.running, node], isAwaited: true, isContinued: true })
