/** Objects whose methods only print or compare their arguments: `console.log(this.timer)`, `assert.ok(this.timer)`. */
export const onlookerObjects: ReadonlySet<string> = new Set([
  'console', 'assert', 'log', 'logger', 'Object', 'JSON', 'Number', 'Promise', 'util',
])

/** Methods and functions of any object that only print or compare their arguments. */
export const onlookers: ReadonlySet<string> = new Set([
  'log', 'debug', 'info', 'warn', 'error', 'trace', 'verbose', 'assert', 'expect', 'Boolean', 'String', 'Number', 'isNaN', 'inspect',
])

/** Methods that iterate a collection. */
export const lookups: ReadonlySet<string> = new Set(['has', 'get', 'delete', 'includes', 'indexOf', 'lastIndexOf'])
