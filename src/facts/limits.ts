import type { TSESTree } from '@typescript-eslint/utils'
import type { Question } from './gate.js'

// How much work a file may cost, and what is told where it would cost more.

/** Steps that one file may cost, and one function of it; beyond them the analysis is silent. */
export interface Limits {
  readonly file: number
  readonly question: number
}

/** The limits unless a test sets others. */
export const mostSteps: Limits = { file: 4_000_000, question: 400_000 }

/** The answers of `Facts` that a budget may cut short, and the control-flow graphs that are too large to build. */
export type Stage = Question | 'graph' | 'program' | 'lifetimes'

/** A question that needed more than its budget: about `scope`, a function or the whole file, it has no answer. */
export interface Exhaustion {
  readonly question: Stage
  readonly scope: TSESTree.Node
}
