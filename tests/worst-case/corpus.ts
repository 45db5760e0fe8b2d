import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'
import { parse } from '@typescript-eslint/parser'
import type { TSESTree } from '@typescript-eslint/utils'
import { growing, multiplying } from './programs.js'

/** A program somebody wrote. */
export interface Program {
  readonly name: string
  readonly text: string
}

const repository = resolve(import.meta.dirname, '../..')

// Where a program says one of these, a rule of ours may look closer at it.
const subject = /abort|(?:set|clear)(?:Interval|Timeout)|addEventListener|subscribe|await |\.(?:kill|close)\(/i

// Small enough to be taken to pieces and linted thousands of times.
const longest = 12_000

/**
 * Programs to fuzz with, in groups of which each is drawn as often as the others: those written for our subject (examples,
 * programs that tests and pages quote, programs that grow), our own sources, and what the packages that we develop with have
 * published, as far as it could concern a rule; of larger files the functions and classes, each by itself.
 */
export function corpus(): Program[][] {
  return [subjectPrograms(), ownPrograms(), publishedPrograms()]
    .map(group => group.filter(({ text }) => text.length >= 60 && text.length <= longest))
}

/** The programs that were written for our subject. */
export function subjectPrograms(): Program[] {
  const examples = ['docs/examples', 'tests/consumers/sources'].flatMap(folder => filesIn(folder)).map(read)
  const tests = filesIn('tests').filter(file => file.endsWith('.test.ts')).map(read)
  const pages = filesIn('docs', ['.md']).map(read)
  const grown = [
    ...Object.entries(growing),
    ...Object.entries(multiplying).map(([name, { program }]) => [name, program] as const),
  ]
  return [
    ...examples,
    ...tests.flatMap(({ name, text }) => numbered(`${name}, template`, templatesIn(text))),
    ...pages.flatMap(({ name, text }) => numbered(`${name}, block`, blocksIn(text))),
    ...grown.map(([name, program]) => ({ name, text: program(3) })),
  ]
}

const numbered = (name: string, texts: readonly string[]): Program[] =>
  texts.map((text, at) => ({ name: `${name} ${String(at + 1)}`, text }))

const blocksIn = (page: string): string[] =>
  [...page.matchAll(/^```(?:[jt]s|javascript|typescript)\n(.*?)^```/gms)].map(([, text = '']) => text)

const ownPrograms = (): Program[] => ['rules', 'src', 'tests'].flatMap(folder => filesIn(folder)).map(read)

function publishedPrograms(): Program[] {
  const { devDependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> }
  const packages = [...Object.keys(devDependencies), '@typescript-eslint/eslint-plugin', '@typescript-eslint/typescript-estree']
  return packages.toSorted()
    .flatMap((name) => filesIn(join('node_modules', name)))
    .filter((file) => statSync(join(repository, file)).size <= 6 * longest)
    .map(read)
    .filter(({ text }) => subject.test(text))
    .flatMap((program) => (program.text.length <= longest ? program : statementsOf(program)))
    .filter(({ text }) => subject.test(text))
}

function statementsOf({ name, text }: Program): Program[] {
  return parse(text, { range: true, sourceType: 'module', suppressDeprecatedPropertyWarnings: true }).body
    .map(({ range, loc }) => ({ name: `${name} (line ${String(loc.start.line)})`, text: text.slice(...range) }))
}

function filesIn(folder: string, extensions: readonly string[] = ['.js', '.mjs', '.cjs', '.ts', '.mts']): string[] {
  return readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => extensions.includes(extname(file)) && !/\.d\.m?ts$|(?:^|\/)(?:node_modules|broken)\//.test(file))
    .toSorted()
    .map((file) => join(folder, file))
}

const read = (file: string): Program => ({ name: file, text: readFileSync(join(repository, file), 'utf8') })

function templatesIn(text: string): string[] {
  const found: string[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    if (isTemplate(node)) found.push(node.quasis.map(({ value }) => value.cooked).join('x'))
    for (const [key, child] of Object.entries(node)) if (key !== 'parent') visit(child)
  }
  visit(parse(text, { range: false, loc: false }).body)
  return found.filter((quoted) => quoted.includes('\n'))
}

const isTemplate = (node: object): node is TSESTree.TemplateLiteral => 'type' in node && node.type === 'TemplateLiteral'
