import { defineConfig } from 'vitest/config'

// The supervisor with real children. Every file has a process of its own: a leaked handle, listener or child is seen by the test that
// leaked it, and memory is measured in a process where nothing else runs. `--mode long` is for the two faults that only show
// in numbers, and for servers that other people have written. SUPERVISOR_CYCLES (F30), SUPERVISOR_MODEL_RUNS (F38) and
// SUPERVISOR_SERVER_KILLS set the numbers, SUPERVISOR_SEED repeats a run.
export default defineConfig(({ mode }) => ({
  test: {
    include: ['tests/supervisor/**/*.test.ts'],
    exclude: mode === 'long' ? [] : ['tests/supervisor/json-rpc/real-servers.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    setupFiles: ['console-fail-test/setup'],
    // No test has a limit of its own: the mutants set one for all, since with a mutant a test may hang.
    testTimeout: mode === 'long' ? 900_000 : 60_000,
    env: {
      SUPERVISOR_CYCLES: process.env['SUPERVISOR_CYCLES'] ?? (mode === 'long' ? '1000' : '40'),
      SUPERVISOR_SERVER_KILLS: process.env['SUPERVISOR_SERVER_KILLS'] ?? (mode === 'long' ? '3' : '1'),
      SUPERVISOR_MODEL_RUNS: process.env['SUPERVISOR_MODEL_RUNS'] ?? (mode === 'long' ? '500' : '12'),
    },
  },
}))
