import { defineConfig } from 'vitest/config'

// Tests that start hosts or a type checker want a process of their own; the others share nothing but modules without state, so that
// one load of the parsers serves all of them. Configurations leave their folder with the parser, which does not know two by itself.
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
      { extends: true, test: { name: 'whole', include: alone } },
    ],
    setupFiles: ['console-fail-test/setup', './tests/setup.ts'],
    testTimeout: 30_000,
  },
})
