import type { TSESTree } from '@typescript-eslint/utils'
import type { Facts } from '../facts/index.js'
import { lineText } from '../report/cell-text.js'
import { functionText, type Placed } from '../report/phrase.js'
import { enclosingFunction, isFunction, type FunctionNode } from '../source/index.js'
import type { Lines, Place } from './shape.js'

const longest = 60

/** Returns where a node stands, in which function, and its text. */
export function placeOf({ code }: Facts, node: TSESTree.Node, { loc }: Placed = node): Place {
  const text = lineText(code, node)
  return {
    line: loc.start.line, column: loc.start.column + 1, endLine: loc.end.line, endColumn: loc.end.column + 1,
    function: homeName(enclosingFunction(node)), text: text.length <= longest ? text : `${text.slice(0, longest - 2)} …`,
  }
}

export const linesOf = ({ loc }: Placed): Lines => ({ line: loc.start.line, endLine: loc.end.line })

/** Names the function, or the other code, that runs a place: `stop()`, `the 'close' listener`, `the top level`. */
export function homeName(home: TSESTree.Node): string {
  if (isFunction(home)) return nameOf(home)
  return home.type === 'Program' ? 'the top level' : home.type === 'StaticBlock' ? 'the static block' : 'the field initializer'
}

/** Names a function without the quotes that a message puts around code. */
export const nameOf = (node: FunctionNode): string => functionText(node).replaceAll('`', '')

/** Orders places as the text does. */
export const inOrder = <Item extends Place>(places: readonly Item[]): readonly Item[] =>
  places.toSorted((one, other) => one.line - other.line || one.column - other.column)
