import fc from 'fast-check'
import * as phrases from './phrases.js'
import type { Pieces, Range } from './pieces.js'

/** One change to a program, told by numbers so that fast-check can make it smaller: what to do, where, and with what. */
export interface Edit {
  readonly kind: keyof typeof kinds
  readonly at: number
  readonly other: number
}

interface Replacement {
  readonly range: Range
  readonly text: string
}

type Kind = (text: string, pieces: Pieces, at: number, other: number) => readonly Replacement[]

const kinds = {
  deleteToken: (_text, { tokens }, at) => replaced(pick(tokens, at), ''),
  repeatToken: (text, { tokens }, at) => repeated(text, pick(tokens, at)),
  swapTokens: (text, { tokens }, at) => swapped(text, pick(tokens, at), pick(tokens, at + 1)),
  deleteStatement: (_text, { statements }, at) => replaced(pick(statements, at), ''),
  repeatStatement: (text, { statements }, at) => repeated(text, pick(statements, at)),
  swapStatements: (text, { statements }, at, other) => swapped(text, pick(statements, at), pick(statements, other)),
  deleteMember: (_text, { members }, at) => replaced(pick(members, at), ''),
  repeatMember: (text, { members }, at) => repeated(text, pick(members, at)),
  swapExpressions: (text, { expressions }, at, other) => swapped(text, pick(expressions, at), pick(expressions, other)),
  copyExpression: (text, { expressions }, at, other) => replaced(pick(expressions, at), textOf(text, pick(expressions, other))),
  renameOne: (_text, { identifiers }, at, other) => replaced(pick(identifiers, at), pick(phrases.words, other) ?? ''),
  renameAll: (text, { identifiers }, at, other) => {
    const name = textOf(text, pick(identifiers, at))
    return identifiers.filter((range) => textOf(text, range) === name).flatMap((range) => replaced(range, pick(phrases.words, other) ?? ''))
  },
  insertAwait: (text, { expressions }, at) => before(pick(expressions, at), text, 'await '),
  writeExpression: (text, pieces, at, other) =>
    replaced(pick(pieces.expressions, at), filled(pick(phrases.expressions, other), text, pieces, at)),
  insertStatement: (text, pieces, at, other) =>
    before(pick(pieces.statements, at), text, `${filled(pick(phrases.statements, other), text, pieces, at)}\n`),
  wrapStatement: (text, pieces, at, other) => {
    const range = pick(pieces.statements, at)
    return replaced(range, filled(pick(phrases.wrappers, other), text, pieces, at).replace('BODY', () => textOf(text, range)))
  },
  insertMember: (text, pieces, at, other) => before(pick(pieces.members, at), text, `${filled(pick(phrases.members, other), text, pieces, at)}\n`),
  insertProperty: (text, pieces, at, other) =>
    before(pick(pieces.properties, at), text, `${filled(pick(phrases.properties, other), text, pieces, at)},\n`),
} satisfies Record<string, Kind>

/** Any edit; those that keep a program well formed come more often, as a program that does not parse tries no rule. */
export const anyEdit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom('deleteToken', 'repeatToken', 'swapTokens') },
    { weight: 12, arbitrary: fc.constantFrom(...(Object.keys(kinds) as Edit['kind'][])) },
  ),
  at: fc.nat(),
  other: fc.nat(),
})

/** The program after all edits; of two that overlap, the first one counts. */
export function edited(text: string, pieces: Pieces, edits: readonly Edit[]): string {
  const done: Replacement[] = []
  for (const { kind, at, other } of edits) {
    const wanted = kinds[kind](text, pieces, at, other)
    if (wanted.every(({ range }) => done.every((earlier) => apart(range, earlier.range)))) done.push(...wanted)
  }
  return done.toSorted((a, b) => b.range[0] - a.range[0])
    .reduce((result, { range, text: put }) => result.slice(0, range[0]) + put + result.slice(range[1]), text)
}

/** The program up to one of its tokens; `closed` closes the brackets that are open there, so that it may parse. */
export function truncated(text: string, { tokens }: Pieces, at: number, closed: boolean): string {
  const upTo = at % (tokens.length + 1)
  const kept = text.slice(0, tokens[upTo]?.[0] ?? text.length)
  if (!closed) return kept
  const open: string[] = []
  for (const range of tokens.slice(0, upTo)) {
    const token = textOf(text, range)
    const closing = { '{': '}', '(': ')', '[': ']' }[token]
    if (closing !== undefined) open.unshift(closing)
    else if (token === open[0]) open.shift()
  }
  return kept + open.join('\n')
}

const apart = (a: Range, b: Range): boolean => a[1] <= b[0] || b[1] <= a[0]

const pick = <T>(items: readonly T[], at: number): T | undefined => items[at % items.length]

const textOf = (text: string, range: Range | undefined): string => (range === undefined ? '' : text.slice(...range))

const replaced = (range: Range | undefined, text: string): Replacement[] => (range === undefined ? [] : [{ range, text }])

const repeated = (text: string, range: Range | undefined): Replacement[] => replaced(range, `${textOf(text, range)}\n${textOf(text, range)}`)

const before = (range: Range | undefined, text: string, put: string): Replacement[] => replaced(range, put + textOf(text, range))

const swapped = (text: string, a: Range | undefined, b: Range | undefined): Replacement[] =>
  (a === undefined || b === undefined || !apart(a, b) ? [] : [...replaced(a, textOf(text, b)), ...replaced(b, textOf(text, a))])

/** A phrase with the program's own cells in the places of CELL and OTHER. */
function filled(phrase: string | undefined, text: string, { cells }: Pieces, at: number): string {
  const cell = textOf(text, pick(cells, at)) || 'this.proc'
  const other = textOf(text, pick(cells, at + 1)) || 'this.timer'
  return (phrase ?? '').replaceAll('CELL', () => cell).replaceAll('OTHER', () => other)
}
