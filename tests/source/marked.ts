import * as parser from '@typescript-eslint/parser'
import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import { Linter } from 'eslint'
import { join } from 'node:path'
import { SourceFile, walk, type Cell } from '../../src/source/index.js'
import { withTypes } from '../typed/with-types.js'

/** A program whose places of interest have letters. */
export interface Marked {
  readonly file: SourceFile
  /** The nodes by their letters, in the order of the program. */
  readonly places: ReadonlyMap<string, TSESTree.Node>
}

/** Reads a program in which `«a:this.x»` gives the expression `this.x` the letter a. No mark is left when it is parsed. */
export function read(marked: string, language: 'ts' | 'typed' | 'js' = 'ts'): Marked {
  const { text, ranges } = unmarked(marked)
  let found: Marked | undefined
  const rule = {
    create: (context: { readonly sourceCode: unknown }) => ({
      'Program:exit'() {
        const code = context.sourceCode as Readonly<TSESLint.SourceCode>
        found = { file: new SourceFile(code), places: placesIn(code, ranges) }
      },
    }),
  }
  const messages = new Linter().verify(text, {
    plugins: { own: { rules: { read: rule } } },
    rules: { 'own/read': 'error' },
    languageOptions: language === 'js' ? {} : { parser, parserOptions: language === 'typed' ? withTypes : {} },
    files: ['**/*.js', '**/*.ts'],
  }, join(withTypes.tsconfigRootDir, language === 'js' ? 'file.js' : 'file.ts'))
  if (!found) throw new Error(messages.map(({ message }) => message).join('\n'))
  return found
}

/**
 * Which marked places are one and the same: a line for each thing, `name: letters`. Places of which `ask` knows nothing come
 * last, as `none: letters`.
 */
export function partition<Thing extends object>(
  { file, places }: Marked,
  ask: (file: SourceFile, node: TSESTree.Node) => Thing | undefined,
  name: (thing: Thing) => string,
): string[] {
  const letters = new Map<Thing | undefined, string[]>()
  for (const [letter, node] of places) {
    const thing = ask(file, node)
    letters.set(thing, [...letters.get(thing) ?? [], letter])
  }
  const lines = [...letters].flatMap(([thing, own]) => thing ? [`${name(thing)}: ${own.join(' ')}`] : [])
  const unknown = letters.get(undefined)
  return unknown ? [...lines, `none: ${unknown.join(' ')}`] : lines
}

/** The cells that the marked places denote. */
export const cellsAt = (marked: string, language?: 'ts' | 'js'): string[] =>
  partition<Cell>(read(marked, language), (file, node) => file.cells.at(node), ({ name }) => name)

/** The cells whose values the marked places carry. */
export const cellsCarried = (marked: string): string[] =>
  partition<Cell>(read(marked), (file, node) => file.cells.carriedBy(node), ({ name }) => name)

type Range = readonly [letter: string, start: number, end: number]

function unmarked(marked: string): { text: string, ranges: readonly Range[] } {
  const ranges: Range[] = []
  const open: [string, number][] = []
  let text = ''
  for (const part of marked.split(/(«\w+:|»)/)) {
    if (part.startsWith('«')) open.push([part.slice(1, -1), text.length])
    else if (part === '»') {
      const [letter, start] = open.pop() ?? ['?', 0]
      ranges.push([letter, start, text.length])
    } else text += part
  }
  return { text, ranges: ranges.sort((one, other) => one[1] - other[1]) }
}

function placesIn(code: Readonly<TSESLint.SourceCode>, ranges: readonly Range[]): ReadonlyMap<string, TSESTree.Node> {
  const found = new Map<string, TSESTree.Node>()
  walk(code.ast, code.visitorKeys, node => {
    for (const [letter, start, end] of ranges) {
      if (node.range[0] === start && node.range[1] === end && !node.type.endsWith('Statement')) found.set(letter, node)
    }
    return true
  })
  return new Map(ranges.map(([letter, start, end]) => {
    const node = found.get(letter)
    if (!node) throw new Error(`no node is marked ${letter}: ${code.text.slice(start, end)}`)
    return [letter, node]
  }))
}
