import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type DefaultTheme } from 'vitepress'
import { homepage, packageName, repository } from '../../src/package.js'
import { linksOf } from './links.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const base = `${new URL(homepage).pathname}/`

/** The title of a page: its first heading. */
function titleOf(page: string): string {
  const [, title = page] = /^# (.*)$/m.exec(readFileSync(`${root}/${page}`, 'utf8')) ?? []
  return title.replace(/^teardown\//, '').replaceAll('`', '')
}

const item = (page: string): DefaultTheme.SidebarItem => ({ text: titleOf(page), link: `/${page.replace(/\.md$/, '')}` })

const pagesIn = (folder: string): DefaultTheme.SidebarItem[] =>
  readdirSync(`${root}/${folder}`).filter(file => file.endsWith('.md')).sort().map(file => item(`${folder}/${file}`))

const projectPages = [
  'docs/survey.md', 'docs/CONTRIBUTING.md', 'docs/architecture.md', 'docs/versioning.md', 'CHANGELOG.md', 'SECURITY.md',
]

// `npm run site` renders the README and the pages as they lie in the repository, where their links work as well.
export default defineConfig({
  title: packageName,
  description: 'ESLint rules for safe teardown and cancellation',
  lang: 'en-US',
  base,
  srcDir: '..',
  srcExclude: ['AGENTS.md', '.github/**', 'dist/**', 'site/**', 'tests/**'],
  rewrites: { 'README.md': 'index.md' },
  outDir: '../site',
  cacheDir: '../node_modules/.cache/vitepress',
  cleanUrls: true,
  // The playground is built beside the pages; a test follows every link of the site.
  ignoreDeadLinks: [/\/playground\//],
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  markdown: {
    // The usual themes have too little contrast.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: (markdown) => { markdown.use(linksOf({ root, repository })) },
  },
  sitemap: { hostname: `${homepage}/` },
  transformPageData(page) {
    if (page.relativePath.startsWith('docs/rules/')) page.frontmatter['rule'] = page.relativePath.replace(/^.*\/|\.md$/g, '')
  },
  themeConfig: {
    nav: [
      { text: 'Guide', link: '/docs/use/adoption' },
      { text: 'Rules', link: '/docs/rules/no-stale-guard-across-await', activeMatch: '/docs/rules/' },
      { text: 'Playground', link: '/playground/', target: '_self' },
    ],
    sidebar: [
      { text: 'Use', items: [{ text: 'Overview', link: '/' }, ...pagesIn('docs/use')] },
      { text: 'Frameworks', items: pagesIn('docs/use/frameworks') },
      { text: 'Rules', items: pagesIn('docs/rules') },
      { text: 'Supervisor', items: pagesIn('docs/supervisor') },
      { text: 'Project', items: projectPages.map(item) },
    ],
    outline: [2, 3],
    search: { provider: 'local' },
    socialLinks: [{ icon: 'github', link: repository }],
  },
})
