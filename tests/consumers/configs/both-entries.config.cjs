// A configuration that meets the plugin twice, through require() and through import(): ESLint refuses two different objects.
const parser = require('@typescript-eslint/parser')
const teardown = require('eslint-plugin-teardown')

module.exports = (async () => {
  const { default: imported } = await import('eslint-plugin-teardown')
  return [
    { plugins: { teardown } },
    imported.configs.recommended,
    { files: ['**/*.ts'], languageOptions: { parser } },
  ]
})()
