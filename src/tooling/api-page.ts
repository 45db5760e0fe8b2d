import { readFileSync } from 'node:fs'
import ts from 'typescript'

/** An entry of the package, and how its page begins. */
interface Entry {
  readonly folder: URL
  readonly head: string
  /** For a reader who begins with the class. What is not listed comes last. */
  readonly order: readonly string[]
}

const supervisorHead = `# The supervisor's API

<!-- Made of the doc comments in src/supervisor by \`npm run docs\`. -->

All of it is exported by \`eslint-plugin-teardown/supervisor\`. Times are in milliseconds. [The guide](guide.md) has programs,
[termination](termination.md) the steps of a stop.
`

const jsonRpcHead = `# The API of JSON-RPC

<!-- Made of the doc comments in src/supervisor/json-rpc by \`npm run docs\`. -->

All of it is exported by \`eslint-plugin-teardown/supervisor/json-rpc\`. [JSON-RPC](json-rpc.md) has a program and the semantics,
[the API of the supervisor](api.md) the types of runs and reports.
`

const entries = {
  'api.md': {
    folder: new URL('../supervisor/', import.meta.url),
    head: supervisorHead,
    order: [
      'Supervisor', 'SuperviseOptions', 'Stdio', 'StopPlan', 'RestartPolicy', 'Consumer', 'heartbeat', 'HeartbeatOptions', 'Run', 'Output',
      'LineOptions', 'ExitReport', 'Survivor', 'ConsumerOutcome', 'SupervisorState', 'SupervisorEvent',
    ],
  },
  'json-rpc-api.md': {
    folder: new URL('../supervisor/json-rpc/', import.meta.url),
    head: jsonRpcHead,
    order: [
      'JsonRpc', 'JsonRpcOptions', 'Peer', 'RequestOptions', 'Talk', 'HandlerContext', 'JsonRpcError', 'ConnectionClosedError',
      'MalformedMessageError', 'Cancellation', 'lspCancellation', 'mcpCancellation',
    ],
  },
} satisfies Readonly<Record<string, Entry>>

/** The pages in docs/supervisor that are made of doc comments. */
export const apiPages = Object.keys(entries) as readonly (keyof typeof entries)[]

interface Section {
  readonly name: string
  readonly declaration: ts.Statement
  readonly file: ts.SourceFile
}

/** What the index.ts of an entry exports, as declarations under their doc comments. */
export function apiPage(page: keyof typeof entries): string {
  const { folder, head, order }: Entry = entries[page]
  const sections = exportsOf(parse('index.js', folder)).map(({ name, from }) => sectionOf(name, declarationsOf(from, folder)))
  const names = sections.map(({ name }) => name)
  const place = ({ name }: Section) => order.includes(name) ? order.indexOf(name) : order.length
  return [head, ...sections.toSorted((one, other) => place(one) - place(other)).map((section) => shown(section, names))].join('\n')
}

function parse(module: string, folder: URL): ts.SourceFile {
  const path = module.replace(/\.js$/, '.ts')
  return ts.createSourceFile(path, readFileSync(new URL(path, folder), 'utf8'), ts.ScriptTarget.Latest, true)
}

/** The names in the `export { ... } from` lists of an entry. */
function exportsOf(entry: ts.SourceFile): { name: string, from: string }[] {
  return entry.statements.filter(ts.isExportDeclaration).flatMap(({ exportClause, moduleSpecifier }) => {
    if (!exportClause || !ts.isNamedExports(exportClause) || !moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) {
      throw new Error('An entry may only export by name, from its own files.')
    }
    const from = moduleSpecifier.text
    return exportClause.elements.map(({ name }) => ({ name: name.text, from }))
  })
}

/** What a file looks like from outside: types without bodies, comments kept. */
function declarationsOf(module: string, folder: URL): ts.SourceFile {
  const source = parse(module, folder)
  const compilerOptions = { target: ts.ScriptTarget.ES2022 }
  const { outputText } = ts.transpileDeclaration(source.text, { fileName: source.fileName, compilerOptions })
  return ts.createSourceFile(source.fileName, outputText, ts.ScriptTarget.Latest, true)
}

function sectionOf(name: string, file: ts.SourceFile): Section {
  const declaration = file.statements.find((statement) => nameOf(statement) === name)
  if (!declaration) throw new Error(`${file.fileName} does not declare ${name}.`)
  return { name, declaration, file }
}

function nameOf(statement: ts.Statement): string | undefined {
  const named = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : statement
  return named && 'name' in named ? (named.name as ts.Identifier).text : undefined
}

function shown({ name, declaration, file }: Section, names: readonly string[]): string {
  const [comment] = ts.getJSDocCommentsAndTags(declaration)
  if (!comment) throw new Error(`${name} is exported and has no doc comment.`)
  const linked = proseOf(comment.getText(file)).replace(/\{@link (\w+)\}/g, (_, to: string) => linkTo(to, names))
  const code = declaration.getText(file)
    .replace(/^export (declare )?/, '')
    .replace(/^ *#private;\n/m, '')
    .replace(/^ *\[Symbol\.\w+\]: .*\n/m, '') // A method with such a name is declared a second time, as a property.
    .replace(/\{@link (\w+)\}/g, '$1')
    .replace(/;$/gm, '')
    .replace(/^(?: {4})+/gm, (indent) => ' '.repeat(indent.length / 2))
  return `## ${name}\n\n${linked}\n\n\`\`\`ts\n${code}\n\`\`\`\n`
}

/** The text of a doc comment; its tags become sentences. */
function proseOf(comment: string): string {
  return comment
    .replace(/^\/\*\*\s?|\s*\*\/$/g, '')
    .replace(/^ *\* ?/gm, '')
    .replace(/^@throws \{(\w+)\} /gm, 'Throws a `$1` ')
    .trim()
}

function linkTo(name: string, names: readonly string[]): string {
  if (!names.includes(name)) throw new Error(`A doc comment links to ${name}, which is not exported.`)
  return `[${name}](#${name.toLowerCase()})`
}
