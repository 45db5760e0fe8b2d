import { defineConfig } from 'vitest/config'

// Every file here installs the packed tarball into a project of its own: two at a time, with time for a slow registry.
export default defineConfig({
  test: {
    include: ['tests/consumers/*.test.ts'],
    globalSetup: ['tests/consumers/pack.ts'],
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 420_000,
  },
})
