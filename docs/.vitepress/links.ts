import { existsSync } from 'node:fs'
import { posix } from 'node:path'
import type { MarkdownRenderer } from 'vitepress'

interface Site {
  /** The folder of the repository. */
  readonly root: string
  /** Where the files of the repository can be read. */
  readonly repository: string
}

/**
 * Makes a plugin of the Markdown renderer that leads links of the repository to where the site has them: the README is the front page, the
 * folder of the playground is the playground, and a file that is no page is read in the repository.
 */
export const linksOf = (site: Site) => (markdown: MarkdownRenderer): void => {
  // It runs before the links of pages are resolved, which the renderer does when it writes them.
  markdown.core.ruler.push('repository-links', (state) => {
    const { relativePath = '' } = state.env as { relativePath?: string }
    for (const token of state.tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.type === 'link_open' ? token.attrGet('href') : null
      if (href !== null && !/^[a-z]+:|^#|^\//.test(href)) token.attrSet('href', hrefOf(href, relativePath, site))
    }
  })
}

/** The target of a link in a page, which `page` names by its path in the repository. */
export function hrefOf(href: string, page: string, { root, repository }: Site): string {
  const [path = '', fragment] = href.split('#')
  const file = posix.join(posix.dirname(page), path).replace(/\/$/, '')
  const hash = fragment === undefined ? '' : `#${fragment}`
  if (file === 'README.md') return `${posix.relative(posix.dirname(page), 'index.md')}${hash}`
  if (file === 'docs/playground') return '/playground/'
  if (file.endsWith('.md') && file !== 'AGENTS.md') return href
  if (!existsSync(posix.join(root, file))) throw new Error(`${page} links to ${href}, which is not there`)
  return `${repository}/blob/main/${file}${hash}`
}
