import type { CallNode, FunctionNode } from '../../../source/index.js'

/** How many calls, one in the other, are followed. */
export const deepestCall = 3

/** A function under analysis, with the calls that lead to it. */
export interface Frame {
  readonly node: FunctionNode
  /** From the judged function's own call on. */
  readonly calls: readonly CallNode[]
  /** The functions that are under way, this one the last. */
  readonly running: readonly FunctionNode[]
}

export const entered = (node: FunctionNode): Frame => ({ node, calls: [], running: [node] })

export const called = (by: Frame, call: CallNode, node: FunctionNode): Frame =>
  ({ node, calls: [...by.calls, call], running: [...by.running, node] })
