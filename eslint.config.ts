import js from '@eslint/js'
import comments from '@eslint-community/eslint-plugin-eslint-comments/configs'
import stylistic from '@stylistic/eslint-plugin'
import { defineConfig, globalIgnores } from 'eslint/config'
import eslintPlugin from 'eslint-plugin-eslint-plugin'
import teardown from 'eslint-plugin-teardown'
import tseslint from 'typescript-eslint'
import { importLawRule } from './src/tooling/import-law.js'

export default defineConfig(
  globalIgnores(['dist/', 'site/', 'coverage/', 'tests/consumers/*/**']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  {
    name: 'house-rules/types',
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      // The syntax tree's enums are types to us: their values would be an import at run time, so node types are compared as text.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    name: 'house-rules/layout',
    plugins: { '@stylistic': stylistic },
    rules: {
      '@stylistic/semi': ['error', 'never'],
      '@stylistic/quotes': ['error', 'single', { avoidEscape: true, allowTemplateLiterals: 'avoidEscape' }],
      '@stylistic/max-len': ['error', { code: 140 }],
      '@stylistic/member-delimiter-style': ['error', { multiline: { delimiter: 'none' }, singleline: { delimiter: 'comma' } }],
      '@stylistic/comma-dangle': ['error', 'always-multiline'],
      '@stylistic/no-trailing-spaces': 'error',
      '@stylistic/eol-last': 'error',
    },
  },

  // A program that a test lints stands in one string.
  {
    files: ['tests/**'],
    rules: { '@stylistic/max-len': ['error', { code: 140, ignoreStrings: true, ignoreTemplateLiterals: true }] },
  },

  // A comment that silences a rule says why, on its own line.
  comments.recommended,
  { rules: { '@eslint-community/eslint-comments/require-description': 'error' } },

  // A child program is JavaScript without types.
  { ...tseslint.configs.disableTypeChecked, files: ['tests/supervisor/programs/**/*.mjs'] },

  {
    name: 'house-rules/import-law',
    files: ['rules/**/*.ts', 'src/**/*.ts'],
    ignores: ['src/tooling/**'],
    plugins: { own: { rules: { 'import-law': importLawRule(import.meta.dirname) } } },
    rules: { 'own/import-law': 'error' },
  },
  {
    name: 'house-rules/rules',
    files: ['rules/*.ts'],
    ignores: ['rules/index.ts'],
    extends: [eslintPlugin.configs.recommended],
    rules: {
      'eslint-plugin/report-message-format': ['error', '\\.$'],
      'eslint-plugin/require-meta-docs-description': ['error', { pattern: '^(Disallow|Require|Enforce) ' }],
      'eslint-plugin/require-meta-schema-description': 'error',
    },
  },

  // Our own rules on our own code; the examples break them on purpose, and the demo holds what it must find there.
  { ...teardown.configs.strict, ignores: ['docs/examples/**'] },
)
