import { defineConfig } from 'vitest/config'

// The unit tests. tests/consumers (hosts, from the packed tarball) and tests/worst-case (fuzz) run apart, each with its own config.
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/consumers/**', 'tests/worst-case/**'],
    setupFiles: ['console-fail-test/setup', './tests/setup.ts'],
    testTimeout: 30_000,
  },
})
