/** Functions that register a callback with a test runner, which runs them one after the other. */
export const testHooks: ReadonlySet<string> = new Set([
  'before', 'beforeAll', 'beforeEach', 'after', 'afterAll', 'afterEach', 'setup', 'teardown', 'suiteSetup', 'suiteTeardown',
  'onTestFinished', 'onTestFailed', 'it', 'test', 'describe', 'suite', 'specify',
])

/** Names of functions that exist only for tests: `resetForTesting`. */
export const testOnly = /for_?(?:tests|testing)(?:_?only)?$|^_*tests?_?only/i
