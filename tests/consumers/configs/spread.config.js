import parser from '@typescript-eslint/parser'
import teardown from 'eslint-plugin-teardown'

export default [
  teardown.configs.recommended,
  { files: ['**/*.ts'], languageOptions: { parser } },
]
