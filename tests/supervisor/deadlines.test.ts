import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { settingsOf } from '../../src/supervisor/settings/settings.js'

// What is written about the deadlines, in the timelines and in the doc comments, is what they are.
const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
const { termTarget, eof, signals, ...plan } = settingsOf({ command: 'child' }).plan
const { on, ...restart } = settingsOf({ command: 'child' }).restart

it('docs/supervisor/termination.md tells the deadlines as they are', () => {
  const timelines = read('docs/supervisor/termination.md').split('```').filter((text) => text.startsWith('text\n')).join('\n')
  const told = [...timelines.matchAll(/\b(\w+Ms),? +(\d+) (m?s)\b/g)].map(([, name, time, unit]) => [name, Number(time) * (unit === 's' ? 1000 : 1)])
  const { readyMs, ...steps } = plan
  expect(readyMs).toBe(30_000)
  expect(told.filter(([name, time]) => steps[name as keyof typeof steps] !== time)).toEqual([])
  expect([...new Set(told.map(([name]) => name))].sort()).toEqual(Object.keys(steps).sort())
})

it('the doc comments tell the defaults as they are', () => {
  const told = [...read('src/supervisor/api/options.ts').slice(read('src/supervisor/api/options.ts').indexOf('interface StopPlan')).matchAll(/Default: (`\['\w+'\]`|`'\w+'`|true|[\d ]+)\.\s+\*\/\n +readonly (\w+)/g)]
    .map(([, value = '', name]) => [name, valueOf(value)])
  expect(on).toBe('never')
  expect(Object.fromEntries(told)).toEqual({ ...plan, eof, signals: signals.map(({ signal }) => signal), termTarget, ...restart })
})

function valueOf(told: string): unknown {
  if (told.startsWith('`')) return told.startsWith('`[') ? [told.slice(3, -3)] : told.slice(2, -2)
  return told === 'true' || Number(told.replaceAll(' ', ''))
}
