import type { TSESTree } from '@typescript-eslint/utils'
import type { CallNode } from '../source/index.js'

/** A place in the code, and the calls that lead to it from the function under analysis. */
export interface Occurrence {
  readonly node: TSESTree.Node
  readonly calls: readonly CallNode[]
}
