/** Methods of `Promise` that wait for their arguments. */
export const combinators: ReadonlySet<string> = new Set(['all', 'allSettled', 'race', 'any'])

/** The ones that wait for all of them. */
export const settlesAll: ReadonlySet<string> = new Set(['all', 'allSettled'])

/** Methods of a promise whose result settles after it. */
export const continuations: ReadonlySet<string> = new Set(['then', 'catch', 'finally'])

/** Names of functions that wait for work which they know of. */
export const waitingNames = /^[#_]*(?:wait(?:For|Until)?(?![a-z])|drain|settle|flush|(?:on|when)?Idle|join|finish|complete|awaitAll)/i
