import { Linter } from 'eslint'
import type { Facts } from '../../src/facts/index.js'
import plugin from '../../src/index.js'
import { createProbe } from './probe.js'

/** What the rules of the strict preset ask about a program: its facts, how large it is, and what is reported. */
export interface Answers {
  readonly facts: Facts
  readonly nodes: number
  readonly reports: readonly string[]
}

export function answersTo(text: string): Answers {
  const probe = createProbe()
  const messages = new Linter().verify(text, [{
    plugins: { teardown: plugin, probe: probe.plugin },
    rules: { ...plugin.configs.strict.rules, 'probe/facts': 'error' },
  }])
  const fatal = messages.find((message) => message.fatal)
  const facts = probe.facts()
  if (fatal || !facts) throw new Error(`the program was not linted: ${fatal?.message ?? 'no facts'}\n${text}`)
  return { facts, nodes: nodesOf(facts.code), reports: [...new Set(messages.map(({ ruleId }) => ruleId ?? ''))].sort() }
}

/** How many nodes a program has: the work of parsing it. */
function nodesOf({ ast, visitorKeys }: Facts['code']): number {
  const pending: object[] = [ast]
  let count = 0
  for (let node = pending.pop(); node; node = pending.pop()) {
    count += 1
    for (const key of visitorKeys[(node as { type: string }).type] ?? []) {
      const child = (node as Record<string, unknown>)[key]
      for (const each of Array.isArray(child) ? child as unknown[] : [child]) if (typeof each === 'object' && each !== null) pending.push(each)
    }
  }
  return count
}
