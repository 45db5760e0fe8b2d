import teardown from 'eslint-plugin-teardown'

export default [
  teardown.configs.recommended,
  { rules: { 'teardown/no-release-before-cancel': ['error', { latnet: false }] } },
]
