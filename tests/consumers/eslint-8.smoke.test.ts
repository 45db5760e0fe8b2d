import { describeESLint } from './every-eslint.js'
import { describeSourceCode } from './one-source-code.js'

describeESLint('eslint-8', '8.57.0', [
  { config: 'spread.config.js' },
  { config: 'require.config.cjs' },
  { config: 'eslintrc.cjs', eslintrc: true },
  { config: 'eslintrc-strict.cjs', eslintrc: true },
], describeSourceCode)
