import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import plugin from '../../src/index.js'
import { homepage, repository } from '../../src/package.js'
import { hrefOf } from '../../docs/.vitepress/links.js'
import { base, linksIn, readPages, root, site } from './site.js'

const pages = readPages()
const origin = 'https://site.test'
const rules = Object.entries(plugin.rules ?? {})

/** Why a link leads nowhere; undefined where it leads somewhere, or out of what can be checked here. */
function faultOf(href: string, from: string): string | undefined {
  if (href.startsWith(`${repository}/blob/main/`)) {
    return existsSync(`${root}${href.slice(`${repository}/blob/main/`.length).replace(/#.*$/, '')}`) ? undefined : 'no such file'
  }
  const url = new URL(href, `${origin}${base}${from === 'index' ? '' : from}`)
  if (url.origin !== origin) return undefined
  if (!url.pathname.startsWith(base)) return 'not below the base of the site'
  const target = decodeURIComponent(url.pathname.slice(base.length)).replace(/\/$|\.html$/, '') || 'index'
  // The playground is built into the same folder, from sources of its own.
  if (target === 'playground' || target === 'playground/index') return undefined
  const page = pages.get(target)
  if (!page) return existsSync(`${site}/${target}`) ? undefined : 'no such page'
  return url.hash === '' || page.ids.has(decodeURIComponent(url.hash.slice(1))) ? undefined : 'no such heading'
}

describe('the site', () => {
  it('has the README, each rule, each page on use and the pages of the supervisor', () => {
    for (const folder of ['docs/rules', 'docs/use', 'docs/use/frameworks', 'docs/supervisor']) {
      for (const file of readdirSync(`${root}${folder}`).filter(name => name.endsWith('.md'))) {
        expect([...pages.keys()]).toContain(`${folder}/${file.replace(/\.md$/, '')}`)
      }
    }
    expect(pages.get('index')?.html).toContain('What it catches')
  })

  it('has no page of the tests', () => {
    expect([...pages.keys()].filter(path => !/^(?:docs\/|index$|404$|CHANGELOG$|SECURITY$)/.test(path))).toEqual([])
  })

  it.each([...pages.values()])('$path links only to what is there', (page) => {
    const faults = linksIn(page).flatMap((href) => {
      const fault = faultOf(href, page.path)
      return fault === undefined ? [] : `${href}: ${fault}`
    })
    expect(faults).toEqual([])
  })

  it('has the page that the reports of each rule link to, with the playground on it', () => {
    for (const [name, { meta }] of rules) {
      const url = meta?.docs?.url ?? ''
      expect(url.startsWith(`${homepage}/`)).toBe(true)
      const page = pages.get(url.slice(homepage.length + 1))
      expect(page?.html, name).toContain(`playground/index.html#example=${name}&amp;theme=`)
    }
  })

  it('takes its base from the homepage, as package.json says it', () => {
    const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { homepage: string, repository: { url: string } }
    expect(manifest.homepage).toBe(homepage)
    expect(manifest.repository.url).toBe(`git+${repository}.git`)
  })
})

describe('a link of the repository', () => {
  const lead = (href: string, page: string) => hrefOf(href, page, { root, repository: 'https://host/own' })

  it.each([
    ['a page stays as it is', '../rules/no-dead-escalation.md#options', 'docs/use/ci.md', '../rules/no-dead-escalation.md#options'],
    ['the README is the front page', '../../README.md#install', 'docs/use/ci.md', '../../index.md#install'],
    ['the playground is on the site', 'docs/playground', 'README.md', '/playground/'],
    ['a file is read in the repository', 'facts.schema.json', 'docs/use/facts.md', 'https://host/own/blob/main/docs/use/facts.schema.json'],
  ])('%s', (_, href, page, expected) => {
    expect(lead(href, page)).toBe(expected)
  })

  it('fails where nothing is', () => {
    expect(() => lead('nowhere.json', 'docs/use/facts.md')).toThrow('docs/use/facts.md links to nowhere.json, which is not there')
  })
})
