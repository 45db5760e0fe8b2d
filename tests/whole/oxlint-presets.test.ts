import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import plugin from '../../src/index.js'
import { oxlintPresets } from '../../src/tooling/oxlint-presets.js'

const presets = Object.entries(oxlintPresets())

describe('the presets for oxlint', () => {
  it.each(presets)('%s is as `npm run docs` writes it', (file, text) => {
    expect(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')).toBe(text)
  })

  it('have the rules of the flat presets, with their options', () => {
    const rules = presets.map(([file, text]) => [file, (JSON.parse(text) as { rules: unknown }).rules])
    expect(Object.fromEntries(rules)).toEqual({
      'oxlint/recommended.json': plugin.configs.recommended.rules,
      'oxlint/strict.json': plugin.configs.strict.rules,
    })
  })
})
