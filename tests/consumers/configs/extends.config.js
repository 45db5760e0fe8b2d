import parser from '@typescript-eslint/parser'
import teardown from 'eslint-plugin-teardown'
import { defineConfig } from 'eslint/config'

export default defineConfig({
  files: ['**/*.ts', '**/*.js'],
  plugins: { teardown },
  extends: ['teardown/recommended'],
}, {
  files: ['**/*.ts'],
  languageOptions: { parser },
})
