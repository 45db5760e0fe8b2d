import { readdirSync, readFileSync } from 'node:fs'

/** A fenced block of a page. When its first line is a comment, that is its name: mostly the file it is, as in `# lefthook.yml`. */
export interface Snippet {
  readonly page: string
  readonly line: number
  /** The section it stands in: the text of the nearest `##` above. */
  readonly heading: string
  readonly language: string
  readonly name: string | undefined
  readonly text: string
}

const root = new URL('../../', import.meta.url)

/** The pages that tell people how to use the plugin. */
export const pagesOfUse: readonly string[] = [
  'README.md',
  'docs/CONTRIBUTING.md',
  ...readdirSync(new URL('docs/use', root)).filter((file) => file.endsWith('.md')).map((file) => `docs/use/${file}`),
]

/** All fenced blocks of a page, in order. */
export function snippetsOf(page: string): Snippet[] {
  const text = readFileSync(new URL(page, root), 'utf8')
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map((match) => {
    const [, language = '', block = ''] = match
    const [, name] = /^(?:\/\/|#|--) (.*)\n/.exec(block) ?? []
    const above = text.slice(0, match.index)
    const heading = above.split(/^## /m).slice(1).at(-1)?.split('\n')[0] ?? ''
    return { page, line: above.split('\n').length, heading, language, name, text: block }
  })
}

/**
 * The block of a page with this name, and with the comment that says it.
 *
 * @throws {Error} when the page has none or several
 */
export function snippet(page: string, name: string): string {
  const found = snippetsOf(page).filter((block) => block.name === name)
  const [only] = found
  if (!only || found.length > 1) throw new Error(`${page} has ${found.length} blocks named ${name}`)
  return only.text
}
