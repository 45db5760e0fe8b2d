import { defineConfig } from 'vitest/config'

// The unit tests. tests/consumers (every host, from the packed tarball) and tests/worst-case (fuzz) have configs of their own.
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/consumers/**', 'tests/worst-case/**'],
    setupFiles: ['console-fail-test/setup', './tests/setup.ts'],
    testTimeout: 30_000,
  },
})
