import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { homepage } from '../../src/package.js'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const site = `${root}site`

/** The path that the site is served under, as links in its pages begin. */
export const base = `${new URL(homepage).pathname}/`

/** A rendered page. */
export interface Page {
  /** Its path below the site, without `.html`. */
  readonly path: string
  readonly html: string
  readonly ids: ReadonlySet<string>
}

/** All pages but the playground, by their path. */
export function readPages(): ReadonlyMap<string, Page> {
  const files = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.html') && !/^(?:playground|assets)\//.test(file))
  return new Map(files.map((file) => {
    const html = readFileSync(`${site}/${file}`, 'utf8')
    const path = file.replaceAll('\\', '/').replace(/\.html$/, '')
    return [path, { path, html, ids: new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => decode(id))) }]
  }))
}

/** The links of a page, as its text writes them. */
export const linksIn = ({ html }: Page): readonly string[] => [...new Set([...html.matchAll(/<a\b[^>]*? href="([^"]*)"/g)].map(([, href = '']) => decode(href)))]

const decode = (text: string): string => text.replaceAll('&amp;', '&').replaceAll('&#39;', '\'').replaceAll('&quot;', '"')
