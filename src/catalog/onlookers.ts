/** Objects whose methods only show or compare what they are given: `console.log(this.timer)`, `assert.ok(this.timer)`. */
export const onlookerObjects: ReadonlySet<string> = new Set([
  'console', 'assert', 'log', 'logger', 'Object', 'JSON', 'Number', 'Promise', 'util',
])

/** Methods and functions that only show or compare what they are given, whoever has them. */
export const onlookers: ReadonlySet<string> = new Set([
  'log', 'debug', 'info', 'warn', 'error', 'trace', 'verbose', 'assert', 'expect', 'Boolean', 'String', 'Number', 'isNaN', 'inspect',
])

/** Methods by which a collection is looked through. */
export const lookups: ReadonlySet<string> = new Set(['has', 'get', 'delete', 'includes', 'indexOf', 'lastIndexOf'])
