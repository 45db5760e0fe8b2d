import { describe, expect, it } from 'vitest'
import { homepage } from '../../src/package.js'
import { defineRule, type Problem } from '../../src/rule/define-rule.js'
import { reportFacts } from '../../src/rule/report-facts.js'

const somewhere = { loc: { line: 1, column: 0 } }

const rule = defineRule({
  name: 'no-sample',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: { description: 'Disallow samples', recommended: false, strict: [{ samples: 'all' }] },
    schema: [],
    messages: { seen: 'Seen.', mend: 'Mend it.' },
  },
  create(context) {
    return reportFacts(context, function* () {
      yield { ...somewhere, messageId: 'seen', suggest: [{ messageId: 'mend', fix: () => null }] }
    })
  },
})

describe('defineRule', () => {
  it('adds the link to the page of this version and changes nothing else', () => {
    expect(rule.meta).toEqual({
      type: 'problem',
      hasSuggestions: true,
      docs: {
        description: 'Disallow samples',
        recommended: false,
        strict: [{ samples: 'all' }],
        url: `${homepage}/docs/rules/no-sample`,
      },
      schema: [],
      messages: { seen: 'Seen.', mend: 'Mend it.' },
    })
    expect(rule.name).toBe('no-sample')
  })

  // Checked by the compiler: eslint-plugin-eslint-plugin sees the ids of context.report(), but not those of a yield.
  it('lets a rule report only messages that it declared', () => {
    type Id = 'seen' | 'mend'
    const declared: Problem<Id> = { ...somewhere, messageId: 'seen', suggest: [{ messageId: 'mend', fix: () => null }] }
    // @ts-expect-error -- no rule declared this message
    const undeclared: Problem<Id> = { ...somewhere, messageId: 'sene' }
    // @ts-expect-error -- no rule declared this suggestion
    const unknownSuggestion: Problem<Id> = { ...somewhere, messageId: 'seen', suggest: [{ messageId: 'mned', fix: () => null }] }
    expect([declared, undeclared, unknownSuggestion].map(({ messageId }) => messageId)).toEqual(['seen', 'sene', 'seen'])

    defineRule({
      name: 'no-typo',
      meta: { docs: { description: 'Disallow typos', recommended: false }, schema: [], messages: { seen: 'Seen.' } },
      create(context) {
        // @ts-expect-error -- no such message in meta.messages
        return reportFacts(context, function* () { yield { ...somewhere, messageId: 'sene' } })
      },
    })
  })
})
