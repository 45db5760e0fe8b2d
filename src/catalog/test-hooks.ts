/** Functions by which a test runner is given what it runs, one after the other. */
export const testHooks: ReadonlySet<string> = new Set([
  'before', 'beforeAll', 'beforeEach', 'after', 'afterAll', 'afterEach', 'setup', 'teardown', 'suiteSetup', 'suiteTeardown',
  'onTestFinished', 'onTestFailed', 'it', 'test', 'describe', 'suite', 'specify',
])

/** Names of functions that are there for tests alone: `resetForTesting`. */
export const testOnly = /for_?(?:tests|testing)(?:_?only)?$|^_*tests?_?only/i
