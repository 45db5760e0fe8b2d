import { posix } from 'node:path'
import type { Rule } from 'eslint'

type Row = { readonly from: readonly string[], readonly types?: readonly string[], readonly node?: true }

/** What a question about a file may import: the model and the layers below it, and never another question. */
const question: Row = { from: ['src/model', 'src/source', 'src/catalog', 'src/order'] }

/**
 * Which folder may import from which. Source, catalog and order know nothing of each other; the model is built from them; each question
 * under facts asks the model; the report phrases facts; rules ask facts. `types` may be imported as types only; `node` allows Node's own
 * modules. docs/architecture.md says why.
 */
export const importLaw: Readonly<Record<string, Row>> = {
  src: { from: ['rules', 'src/rule'] },
  rules: { from: ['src/rule', 'src/facts', 'src/report'] },
  'src/rule': { from: ['src/facts', 'src/report', 'src/catalog'] },
  'src/report': { from: ['src/source'], types: ['src/facts'] },
  'src/facts': {
    from: [
      'src/facts/abort-listeners', 'src/facts/cached-handles', 'src/facts/dead-escalations', 'src/facts/ended-streams',
      'src/facts/forgotten-tasks', 'src/facts/late-acquisitions', 'src/facts/late-effects', 'src/facts/lifetimes', 'src/facts/stale-guards',
      'src/facts/superseded-answers', 'src/facts/superseded-handlers', 'src/facts/swallows', 'src/facts/unobserved-aborts', 'src/model',
      'src/source', 'src/catalog',
    ],
  },
  'src/facts/abort-listeners': question,
  'src/facts/cached-handles': question,
  'src/facts/dead-escalations': question,
  'src/facts/ended-streams': question,
  'src/facts/forgotten-tasks': question,
  'src/facts/late-acquisitions': question,
  'src/facts/late-effects': question,
  'src/facts/lifetimes': question,
  'src/facts/stale-guards': question,
  'src/facts/superseded-answers': question,
  'src/facts/superseded-handlers': question,
  'src/facts/swallows': question,
  'src/facts/unobserved-aborts': question,
  'src/model': { from: ['src/source', 'src/catalog', 'src/order'] },
  'src/order': { from: ['src/syntax'] },
  'src/catalog': { from: [] },
  'src/source': { from: ['src/syntax'] },
  'src/syntax': { from: [] },
  'src/explain': { from: ['src/facts', 'src/report', 'src/model', 'src/source', 'src/catalog'] },
  'src/command-line': { from: ['src', 'src/explain'], node: true },
  'src/supervisor': { from: [], node: true },
}

/** Name, version and homepage: constants that any folder may import. */
const forAll = 'src/package.js'

/** What is wrong with an import in `file` (a path from the root of the project), or undefined when the law allows it. */
export function breachOf(file: string, specifier: string, typeOnly: boolean): string | undefined {
  const folder = folderOf(file)
  const law = importLaw[folder]
  if (!law) return `${folder} has no row in the import law (src/tooling/import-law.ts).`
  if (!specifier.startsWith('.')) {
    if (law.node && specifier.startsWith('node:')) return undefined
    const needed = `${file} imports ${specifier} at run time`
    return typeOnly ? undefined : `${needed}, but the published package has no dependencies: import types only.`
  }
  const target = posix.join(posix.dirname(file), specifier)
  const to = folderOf(target)
  if (to === folder || target === forAll || law.from.includes(to)) return undefined
  if (!law.types?.includes(to)) return `${folder} may not import from ${to}.`
  return typeOnly ? undefined : `${folder} may import only types from ${to}.`
}

/** `src/order/deep/x.ts` belongs to src/order, `src/index.ts` to src, `rules/x.ts` to rules. Each folder under src/facts stands alone. */
function folderOf(file: string): string {
  const parts = posix.dirname(file).split('/')
  if (parts[0] !== 'src') return parts[0] ?? file
  return parts.slice(0, parts[1] === 'facts' ? 3 : 2).join('/')
}

/** The law as an ESLint rule, for files of the project whose root is `root`. */
export const importLawRule = (root: string): Rule.RuleModule => ({
  meta: { type: 'problem', schema: [], messages: { breach: '{{ breach }}' } },
  create(context) {
    const file = posix.relative(root.replaceAll('\\', '/'), context.filename.replaceAll('\\', '/'))
    const judge = (node: Rule.Node, source: { value?: unknown } | null | undefined, typeOnly: boolean) => {
      if (!source) return
      const breach = typeof source.value === 'string' ? breachOf(file, source.value, typeOnly) : 'An import needs a literal path.'
      if (breach) context.report({ node, messageId: 'breach', data: { breach } })
    }
    const isType = (node: object) => {
      const { importKind, exportKind } = node as { importKind?: unknown, exportKind?: unknown }
      return importKind === 'type' || exportKind === 'type'
    }
    return {
      ImportDeclaration(node) { judge(node, node.source, isType(node)) },
      ExportNamedDeclaration(node) { judge(node, node.source, isType(node)) },
      ExportAllDeclaration(node) { judge(node, node.source, isType(node)) },
      ImportExpression(node) { judge(node, node.source as { value?: unknown }, false) },
      TSImportType(node: Rule.Node & { source: { value?: unknown } }) { judge(node, node.source, true) },
    }
  },
})
