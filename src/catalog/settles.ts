/** Methods of `Promise` that wait for what they are given. */
export const combinators: ReadonlySet<string> = new Set(['all', 'allSettled', 'race', 'any'])

/** Those of them that wait for every one. */
export const settlesAll: ReadonlySet<string> = new Set(['all', 'allSettled'])

/** Methods of a promise whose result settles with it. */
export const continuations: ReadonlySet<string> = new Set(['then', 'catch', 'finally'])
