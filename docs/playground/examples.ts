/** The first program of each rule's page: the one that the page says is reported. */
const pages = import.meta.glob<string>('../rules/*.md', { query: '?raw', import: 'default', eager: true })

export interface Example {
  readonly name: string
  readonly code: string
}

export const examples: readonly Example[] = Object.entries(pages).flatMap(([path, page]) => {
  const [, code] = /^```(?:js|ts|jsx|tsx)\n([\s\S]*?)^```/m.exec(page) ?? []
  return code === undefined ? [] : [{ name: path.replace(/^.*\/|\.md$/g, ''), code }]
})
