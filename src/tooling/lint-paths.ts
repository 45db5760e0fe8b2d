import { existsSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { ESLint, type Linter } from 'eslint'
import teardown from 'eslint-plugin-teardown'
import tseslint from 'typescript-eslint'
import { onlyOurs } from '../command-line/only-ours.js'

type Preset = 'recommended' | 'strict'

const configOf = (preset: Preset): Linter.Config[] => [
  {
    ...teardown.configs[preset],
    files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
    languageOptions: { parser: tseslint.parser, parserOptions: { ecmaFeatures: { jsx: true } } },
    // Comments in the code of others may silence or configure rules that are not here.
    linterOptions: { reportUnusedDisableDirectives: 'off' },
  },
]

/**
 * Lints files and folders wherever they lie, with one preset alone: whatever config stands beside them is not read.
 *
 * @throws {Error} when a path does not exist, or is a folder without a file to lint
 */
export async function lintPaths(paths: readonly string[], preset: Preset = 'recommended'): Promise<ESLint.LintResult[]> {
  const missing = paths.filter((path) => !existsSync(path))
  if (missing.length > 0) throw new Error(`No such file or folder: ${missing.join(', ')}`)
  const results = []
  for (const path of paths) results.push(...await lintPath(path, preset))
  return results.map(onlyOurs)
}

// ESLint looks at nothing above its folder and skips node_modules below it, so each path is linted from where it lies.
async function lintPath(path: string, preset: Preset): Promise<ESLint.LintResult[]> {
  const isFolder = statSync(path).isDirectory()
  const eslint = new ESLint({
    cwd: isFolder ? path : dirname(path),
    overrideConfigFile: true,
    overrideConfig: configOf(preset),
    globInputPaths: false,
    errorOnUnmatchedPattern: false,
  })
  const results = await eslint.lintFiles([isFolder ? '.' : basename(path)])
  if (results.length === 0) throw new Error(`No JavaScript or TypeScript file to lint in: ${path}`)
  return results
}
