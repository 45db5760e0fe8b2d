import { defineConfig } from 'eslint/config'
import type { ESLint, Linter } from 'eslint'
import teardown from 'eslint-plugin-teardown'

const plugin: ESLint.Plugin = teardown
const preset: Linter.Config = teardown.configs.recommended
const legacy: Linter.LegacyConfig = teardown.configs['legacy-recommended']

// @ts-expect-error: a preset that does not exist is a type error, so the plugin is not typed as any
void teardown.configs.recomended
void legacy

export default defineConfig(
  preset,
  teardown.configs.strict,
  { plugins: { mine: plugin }, extends: ['mine/recommended'], rules: { 'mine/no-release-before-cancel': 'off' } },
)
