import { defineConfig } from 'vitest/config'

// The fuzz and the growth of work, apart from the unit tests: they print what they measured.
// TEARDOWN_FUZZ_RUNS (150 unless set) is the number of programs, TEARDOWN_FUZZ_SEED repeats a run.
export default defineConfig({
  test: {
    include: ['tests/worst-case/*.test.ts'],
    testTimeout: 900_000,
    disableConsoleIntercept: true,
  },
})
