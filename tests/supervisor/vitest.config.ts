import { defineConfig } from 'vitest/config'

// The supervisor with real children. Every file has a process of its own: a leaked handle, listener or child is seen by the test that
// leaked it, and memory is measured in a process where nothing else runs. `--mode long` is for the two faults that only show in numbers;
// SUPERVISOR_CYCLES (F30) and SUPERVISOR_MODEL_RUNS (F38) set these numbers, SUPERVISOR_SEED repeats a run.
export default defineConfig(({ mode }) => ({
  test: {
    include: ['tests/supervisor/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    setupFiles: ['console-fail-test/setup'],
    testTimeout: mode === 'long' ? 900_000 : 20_000,
    env: {
      SUPERVISOR_CYCLES: process.env['SUPERVISOR_CYCLES'] ?? (mode === 'long' ? '1000' : '40'),
      SUPERVISOR_MODEL_RUNS: process.env['SUPERVISOR_MODEL_RUNS'] ?? (mode === 'long' ? '500' : '12'),
    },
  },
}))
