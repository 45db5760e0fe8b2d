import { defineConfig } from 'vitest/config'

// The unit tests. tests/consumers (every host, from the packed tarball) and tests/worst-case (fuzz) have configs of their own.
export default defineConfig({
  test: {
    // The files share nothing but modules without state: one load of the parsers serves all of them.
    isolate: false,
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/consumers/**', 'tests/worst-case/**'],
    setupFiles: ['console-fail-test/setup', './tests/setup.ts'],
    testTimeout: 30_000,
  },
})
