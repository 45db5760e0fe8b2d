import { describeESLint } from './every-eslint.js'
import { describeSourceCode } from './one-source-code.js'

describeESLint('eslint-9', '9.39.5', [
  { config: 'spread.config.js' },
  { config: 'require.config.cjs' },
  { config: 'extends.config.js' },
  { config: 'renamed.config.js', prefix: 'mine' },
  { config: 'eslintrc.cjs', eslintrc: true },
], describeSourceCode)
