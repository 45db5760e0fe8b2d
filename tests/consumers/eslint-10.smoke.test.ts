import { describeESLint } from './every-eslint.js'
import { describeSourceCode } from './one-source-code.js'

describeESLint('eslint-10', '10.15.0', [
  { config: 'spread.config.js' },
  { config: 'strict.config.js' },
  { config: 'require.config.cjs' },
  { config: 'both-entries.config.cjs' },
  { config: 'extends.config.js' },
  { config: 'renamed.config.js', prefix: 'mine' },
], describeSourceCode)
