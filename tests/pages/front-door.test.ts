import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { optionsOf } from '../../src/command-line/options.js'

const root = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')

describe('AGENTS.md', () => {
  const page = read('AGENTS.md')

  it('has ten rules', () => {
    expect(page.match(/^\d+\. /gm)).toEqual(Array.from({ length: 10 }, (_, index) => `${index + 1}. `))
  })

  it('shows command lines that the program takes', () => {
    const commands = [...page.matchAll(/^npx eslint-plugin-teardown (.*?) +#/gm)].map(([, args = '']) => args.split(' '))
    expect(commands.map((args) => typeof optionsOf(args))).toEqual(['object', 'object', 'object'])
  })

  it('links to pages that are there', () => {
    for (const [, path = ''] of page.matchAll(/\]\((?!http)([^)#]+)/g)) expect(() => read(path)).not.toThrow()
  })
})

describe('the issue forms', () => {
  const forms = readdirSync(new URL('.github/ISSUE_TEMPLATE', root)).filter((file) => file !== 'config.yml')

  it.each(forms)('%s asks for a program and for what --explain prints', (file) => {
    const { body } = parse(read(`.github/ISSUE_TEMPLATE/${file}`)) as { body: { id: string, attributes: { description?: string } }[] }
    expect(body.map(({ id }) => id)).toContain('program')
    expect(body.find(({ id }) => id === 'explain')?.attributes.description).toContain('npx eslint-plugin-teardown --explain FILE:LINE')
  })
})
