import { describeESLint } from './every-eslint.js'

describeESLint('eslint-9-floor', '9.0.0', [
  { config: 'spread.config.js' },
  { config: 'require.config.cjs' },
  { config: 'both-entries.config.cjs' },
  { config: 'eslintrc.cjs', eslintrc: true },
])
