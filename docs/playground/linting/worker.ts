import * as parser from '@typescript-eslint/parser'
import { Linter } from 'eslint/universal'
import { describingRule, withReports, type Description } from '../../../dist/src/explain/index.js'
import plugin from '../../../dist/src/index.js'
import type { Answer, Preset, Request } from './messages.js'

const linter = new Linter({ configType: 'flat' })
const file = 'playground.tsx'

function answer({ id, text, preset }: Request): Answer {
  const start = performance.now()
  let description: Description | undefined
  const last = describingRule((_, told) => { description = told })
  const messages = linter.verify(text, configOf(preset, last), file)
  const facts = description && withReports(file, description, messages)
  return { id, messages, facts, milliseconds: performance.now() - start }
}

const configOf = (preset: Preset, last: ReturnType<typeof describingRule>): Linter.Config => ({
  files: ['**/*.tsx'],
  languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
  plugins: { ...plugin.configs[preset].plugins, facts: { rules: { last } } },
  rules: { ...plugin.configs[preset].rules, 'facts/last': 'error' },
  linterOptions: { reportUnusedDisableDirectives: 'off' },
})

self.addEventListener('message', ({ data }: MessageEvent<Request>) => { self.postMessage(answer(data)) })
