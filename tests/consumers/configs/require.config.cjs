const parser = require('@typescript-eslint/parser')
const teardown = require('eslint-plugin-teardown')

module.exports = [
  teardown.configs.recommended,
  { files: ['**/*.ts'], languageOptions: { parser } },
]
