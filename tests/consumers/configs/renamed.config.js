import parser from '@typescript-eslint/parser'
import teardown from 'eslint-plugin-teardown'
import { defineConfig } from 'eslint/config'

export default defineConfig({
  files: ['**/*.ts', '**/*.js'],
  plugins: { mine: teardown },
  extends: ['mine/recommended'],
}, {
  files: ['**/*.ts'],
  languageOptions: { parser },
})
