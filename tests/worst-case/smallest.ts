import { piecesOf, type Range } from './pieces.js'

/**
 * The least of a failing program that still fails: one of its own statements or expressions when that is enough; then statements
 * and members go first, expressions, tokens and lines after them.
 */
export function smallest(text: string, fails: (candidate: string) => boolean): string {
  let least = alone(text, 'expressions', fails) ?? alone(text, 'statements', fails) ?? text
  for (let before; before !== least;) {
    before = least
    for (const part of ['statements', 'members', 'properties', 'expressions', 'tokens'] as const) {
      least = without(least, (program) => piecesOf(program)?.[part] ?? [], fails)
    }
    least = without(least, linesOf, fails)
  }
  return least
}

function alone(text: string, part: 'expressions' | 'statements', fails: (candidate: string) => boolean): string | undefined {
  return (piecesOf(text)?.[part] ?? [])
    .toSorted((a, b) => a[1] - a[0] - (b[1] - b[0]))
    .map(([from, to]) => text.slice(from, to))
    .find(fails)
}

/** Takes away what can go, the longest piece first; after each deletion the ranges are those of the new text. */
function without(text: string, piecesIn: (program: string) => readonly Range[], fails: (candidate: string) => boolean): string {
  const longestFirst = (program: string): Range[] => piecesIn(program).toSorted((a, b) => b[1] - b[0] - (a[1] - a[0]))
  let least = text
  let pieces = longestFirst(least)
  for (let at = 0; at < pieces.length;) {
    const [from, to] = pieces[at] ?? [0, 0]
    const candidate = least.slice(0, from) + least.slice(to)
    if (candidate.length < least.length && fails(candidate)) {
      least = candidate
      pieces = longestFirst(least)
    } else {
      at += 1
    }
  }
  return least
}

function linesOf(text: string): Range[] {
  let at = 0
  return text.split('\n').map((line): Range => {
    const from = at
    at += line.length + 1
    return [from, Math.min(at, text.length)]
  })
}
