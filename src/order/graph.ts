import type { TSESTree } from '@typescript-eslint/utils'
import type { FunctionNode } from '../syntax/nodes.js'

/** Something that happens at one moment, in the order of evaluation. */
export type Point =
  | { readonly kind: 'read', readonly node: Place }
  | { readonly kind: 'write', readonly node: TSESTree.Node, readonly write: Write }
  | { readonly kind: 'call', readonly node: Call }
  /** `endsLoop`: a `for await` that is left early waits until its iterator has ended. */
  | { readonly kind: 'yield', readonly node: Yield, readonly endsLoop?: true }
  | { readonly kind: 'delete', readonly node: TSESTree.UnaryExpression | TSESTree.CallExpression, readonly target: TSESTree.Expression }
  | { readonly kind: 'dispose', readonly node: TSESTree.VariableDeclarator }
  | { readonly kind: 'function', readonly node: FunctionNode }
  | { readonly kind: 'leave', readonly node: TSESTree.ReturnStatement | TSESTree.ThrowStatement | TSESTree.Expression }

/** A call is a place where whoever lays out the function says so: `runs.get(id)` reads an entry. */
export type Place = TSESTree.Identifier | TSESTree.MemberExpression | TSESTree.CallExpression
export type Call = TSESTree.CallExpression | TSESTree.NewExpression | TSESTree.TaggedTemplateExpression
export type Yield = TSESTree.AwaitExpression | TSESTree.YieldExpression | TSESTree.ForOfStatement | TSESTree.VariableDeclaration

/** What an assignment puts where. `value` is absent when it cannot be read off the text. */
export interface Write {
  readonly target: TSESTree.Node
  readonly value?: TSESTree.Expression | undefined
  /** `const { a: { b } } = this` writes `b` from `this` by the path `a`, `b`. */
  readonly from?: { readonly object: TSESTree.Expression, readonly path: readonly string[] } | undefined
  readonly operator: string
}

/** What must have been seen of `test` for control to take this edge. */
export type Outcome = 'truthy' | 'falsy' | 'nullish' | 'present' | 'equal' | 'unequal'

export interface Edge {
  readonly to: Block
  readonly test?: TSESTree.Expression
  /** What a `switch` compares the test with. */
  readonly of?: TSESTree.Expression
  readonly outcome?: Outcome
}

/** A run of points without a branch. Whatever throws in it goes on in `handler`. */
export interface Block {
  readonly id: number
  readonly points: Point[]
  readonly next: Edge[]
  readonly handler: Block | undefined
}

/**
 * The control flow of one function, by the language's own rules.
 *
 * ESLint's code paths are not enough for questions about order: they have one edge into a `catch` from before the first call and
 * one from the end of the `try`, no edge says which outcome of which test takes it, and a `finally` is one piece for all who come
 * through it, so that the path that threw seems to go on behind the statement:
 *
 *     try { await this.#flush(); clearInterval(this.#timer) }   // #flush may reject: the timer still runs,
 *     finally { this.#socket = null }                           // but only on the path that throws on
 *
 * Here every point of a `try` leads to its handler, edges carry their test, and a `finally` is laid once for each way of leaving.
 */
export interface Graph {
  readonly node: TSESTree.Node
  readonly blocks: readonly Block[]
  readonly entry: Block
  /** Where the function returns. */
  readonly exit: Block
  /** Where an error leaves the function. */
  readonly thrown: Block
  /** What is solved over; made when it is first asked for. */
  readonly sparse: Sparse
}

/**
 * The graph that a question is solved over: of the blocks that were laid, those that hold points or where ways part and meet, and
 * that control reaches at all. A block has a smaller number than those behind it, back edges of loops apart (reverse post-order).
 */
export interface Sparse {
  readonly blocks: readonly SparseBlock[]
  /** The number of the block where the function begins. */
  readonly entry: number
  /** The numbers of the blocks where the function returns and where an error leaves it; -1 where control does not come there. */
  readonly exit: number
  readonly thrown: number
  /** Which points a question asks for, by the mask that says so. */
  readonly views: Map<Mask | undefined, View>
}

export interface SparseBlock {
  readonly points: readonly Point[]
  readonly next: readonly SparseEdge[]
  /** Where an error goes; -1 where it leaves through a block that does not exist. */
  readonly handler: number
}

export interface SparseEdge {
  readonly to: number
  readonly edge: Edge
}

/**
 * Which points can change what a question knows. The answer must be the same whenever it is asked. A point outside the mask leaves
 * the state as it is, but it may still fail, and then the state goes to the handler.
 */
export interface Mask {
  wants(point: Point): boolean
}

/** For each block what is left of its points. */
export type View = readonly (readonly Step[])[]

/** A point that a question asks for; or, without one, points that change nothing and of which one may fail. */
export interface Step {
  readonly point: Point | undefined
  readonly failure: Failure
}

/** Where a point may fail: before it did its work, behind it, or either. Then the handler goes on from what is known there. */
export type Failure = 'never' | 'before' | 'behind' | 'either'
