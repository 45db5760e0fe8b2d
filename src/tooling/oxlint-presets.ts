import { writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { pathToFileURL } from 'node:url'
import type { Linter } from 'eslint'
import teardown from 'eslint-plugin-teardown'

// tsx src/tooling/oxlint-presets.ts    writes oxlint/*.json anew (part of `npm run docs`; tests/whole/oxlint-presets.test.ts compares)

/**
 * The flat presets as files that an `.oxlintrc.json` can extend, by path from the root of the package: oxlint does not read the
 * configurations of a plugin. The plugin is named by its path, which holds wherever the package is installed.
 */
export function oxlintPresets(): Record<string, string> {
  const { recommended, strict } = teardown.configs
  return { 'oxlint/recommended.json': textOf(recommended), 'oxlint/strict.json': textOf(strict) }
}

function textOf({ rules }: Linter.Config): string {
  return `${JSON.stringify({ jsPlugins: [{ name: 'teardown', specifier: '../dist/src/index.js' }], rules }, undefined, 2)}\n`
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  for (const [file, text] of Object.entries(oxlintPresets())) writeFileSync(new URL(`../../${file}`, import.meta.url), text)
}
