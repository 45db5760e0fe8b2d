import teardown from 'eslint-plugin-teardown'

export default [
  teardown.configs.recommended,
  { settings: { teardown: { cancle: [] } } },
]
