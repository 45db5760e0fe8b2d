import { readFileSync } from 'node:fs'
import parser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import { drawStory } from '../../docs/playground/timeline/draw.js'
import { storiesOf } from '../../docs/playground/timeline/moments.js'
import { describingRule, withReports, type Description } from '../explain/index.js'
import plugin from '../index.js'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

/** Draws the report on the first program of the README as the playground does, in colors for a light and a dark page. */
export function timelinePicture(): string {
  const [, program = ''] = /^```ts\n([\s\S]*?)^```/m.exec(read('README.md')) ?? []
  let description: Description | undefined
  const rules = { ...plugin.configs.recommended.rules, 'own/last': 'error' as const }
  const messages = new Linter().verify(program, {
    plugins: { teardown: plugin, own: { rules: { last: describingRule((_, told) => { description = told }) } } },
    rules, languageOptions: { parser },
  })
  const [story] = description ? storiesOf(withReports('README.md', description, messages)) : []
  if (!story) throw new Error('The first program of the README is not reported.')
  // The drawing of the playground, without what answers a pointer or a key.
  const drawing = drawStory(story).replace('role="group"', 'role="img"').replaceAll(/ (?:role="button"|tabindex="0"|data-\w+="[^"]*")/g, '')
  return `${drawing.replace('>\n', `>\n<style>\n${styles()}\n</style>\n<rect class="halo" width="100%" height="100%" rx="6"/>\n`)}\n`
}

/** The styles of the playground for a timeline, with its colors in a form that pictures understand as well. */
function styles(): string {
  const sheet = read('docs/playground/style.css')
  const own = sheet.split('\n').filter(line => line.startsWith('.story ') && !/:hover|:focus/.test(line))
    .map(line => line.replace(' cursor: pointer; outline: none;', ''))
  const colors = [...sheet.matchAll(/^ {2}--(\w+): light-dark\((\S+), (\S+)\);$/gm)]
  const used = colors.filter(([, name]) => own.some(line => line.includes(`--${name})`)))
  const variables = (place: 2 | 3) => `.story { ${used.map(found => `--${found[1]}: ${found[place]};`).join(' ')} }`
  return [variables(2), `@media (prefers-color-scheme: dark) { ${variables(3)} }`, ...own].join('\n')
}
