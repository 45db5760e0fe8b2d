import { readFileSync } from 'node:fs'
import ts from 'typescript'

const folder = new URL('../supervisor/', import.meta.url)

const head = `# The supervisor's API

<!-- Made of the doc comments in src/supervisor by \`npm run docs\`. -->

All of it is exported by \`eslint-plugin-teardown/supervisor\`. Times are in milliseconds. [The guide](guide.md) has programs,
[termination](termination.md) the steps of a stop.
`

/** For a reader who begins with the class. What is not listed comes last. */
const order = [
  'Supervisor', 'SuperviseOptions', 'Stdio', 'StopPlan', 'RestartPolicy', 'Consumer', 'heartbeat', 'HeartbeatOptions', 'Run', 'Output',
  'LineOptions', 'ExitReport', 'Survivor', 'ConsumerOutcome', 'SupervisorState', 'SupervisorEvent',
]

interface Section {
  readonly name: string
  readonly declaration: ts.Statement
  readonly file: ts.SourceFile
}

/** docs/supervisor/api.md: what src/supervisor/index.ts exports, as declarations under their doc comments. */
export function apiPage(): string {
  const sections = exportsOf(parse('index.js')).map(({ name, from }) => sectionOf(name, declarationsOf(from)))
  const names = sections.map(({ name }) => name)
  const place = ({ name }: Section) => order.includes(name) ? order.indexOf(name) : order.length
  return [head, ...sections.toSorted((one, other) => place(one) - place(other)).map((section) => shown(section, names))].join('\n')
}

function parse(module: string): ts.SourceFile {
  const path = module.replace(/\.js$/, '.ts')
  return ts.createSourceFile(path, readFileSync(new URL(path, folder), 'utf8'), ts.ScriptTarget.Latest, true)
}

/** The names in the `export { ... } from` lists of an entry. */
function exportsOf(entry: ts.SourceFile): { name: string, from: string }[] {
  return entry.statements.filter(ts.isExportDeclaration).flatMap(({ exportClause, moduleSpecifier }) => {
    if (!exportClause || !ts.isNamedExports(exportClause) || !moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) {
      throw new Error('The entry of the supervisor may only export by name, from its own files.')
    }
    const from = moduleSpecifier.text
    return exportClause.elements.map(({ name }) => ({ name: name.text, from }))
  })
}

/** What a file looks like from outside: types without bodies, comments kept. */
function declarationsOf(module: string): ts.SourceFile {
  const source = parse(module)
  const compilerOptions = { target: ts.ScriptTarget.ES2022 }
  const { outputText } = ts.transpileDeclaration(source.text, { fileName: source.fileName, compilerOptions })
  return ts.createSourceFile(source.fileName, outputText, ts.ScriptTarget.Latest, true)
}

function sectionOf(name: string, file: ts.SourceFile): Section {
  const declaration = file.statements.find((statement) => 'name' in statement && (statement.name as ts.Identifier).text === name)
  if (!declaration) throw new Error(`${file.fileName} does not declare ${name}.`)
  return { name, declaration, file }
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
