import { defineConfig } from 'vitest/config'

// Tests that start hosts or a type checker want a process of their own; the others share nothing but modules without state, so that
// one load of the parsers serves all of them. Configurations leave their folder with the parser, which does not know two by itself.
// What can differ between versions of Node stands by itself: .ci/run repeats it, with the analysis, under each of them.
const commands = ['tests/whole/command-line.test.ts', 'tests/whole/concurrency.test.ts', 'tests/whole/exports.test.ts']
const alone = [
  'tests/whole/**/*.test.ts', 'tests/rules/**/typed/**/*.test.ts', 'tests/rules/**/suggested-code.test.ts',
  'tests/pages/frameworks.test.ts',
]

// The unit tests. tests/consumers (every host, from the packed tarball), tests/playground (a browser), tests/site (its pages),
// tests/supervisor (real children) and tests/worst-case (fuzz) have configs of their own.
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'analysis',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/consumers/**', 'tests/playground/**', 'tests/site/**', 'tests/supervisor/**', 'tests/worst-case/**', ...alone],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'commands', include: commands } },
      { extends: true, test: { name: 'whole', include: alone, exclude: commands } },
    ],
    setupFiles: ['console-fail-test/setup', './tests/setup.ts'],
    testTimeout: 30_000,
    // By default Vitest leaves one core free; on two cores that is half of the machine.
    maxWorkers: '100%',
  },
})
