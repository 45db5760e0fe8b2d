/** Functions that register a callback with a test runner, which runs them one after the other. */
export const testHooks: ReadonlySet<string> = new Set([
  'before', 'beforeAll', 'beforeEach', 'after', 'afterAll', 'afterEach', 'setup', 'teardown', 'suiteSetup', 'suiteTeardown',
  'onTestFinished', 'onTestFailed', 'it', 'test', 'describe', 'suite', 'specify',
])

/** Names of functions that exist only for tests: `resetForTesting`, `clearClientForUnitTests`, `__reset`. */
export const testOnly = /for_?(?:unit_?)?(?:tests?|testing)(?:_?only)?_*$|^_*tests?_?only|^__+(?:reset|clear)/i

/** Names of objects whose functions exist only for tests: `export const __testing = { reset() { … } }`. */
export const testOnlyObjects = /^_*(?:for_?)?(?:testing|tests?_?(?:only|hooks?|helpers?|utils?|internals?|api))_*$|^__tests?__$/i

/** What is said of functions that exist only for tests: `Resets the store (for testing).` */
export const saidToBeForTests =
  /\b(?:for|by|only in|used in) (?:unit |the )?(?:tests?|testing)\b|\btests?[- ]only\b|@(?:testonly|visibleForTesting)\b/i
