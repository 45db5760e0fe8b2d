import type { TSESTree } from '@typescript-eslint/utils'
import { walk, type Cell, type SourceFile, type Variable } from '../../source/index.js'
import type { Program } from '../program.js'

/** A place that names a cell. */
export interface Mention {
  readonly node: TSESTree.Node
  readonly cell: Cell
}

/** Where the file mentions some of these cells; names in a destructuring pattern are no mentions. */
export function mentionsOf({ file, budget }: Program, asked: ReadonlySet<Cell>): readonly Mention[] {
  const names = new Set([...asked].flatMap(({ path }) => path.at(-1) ?? []))
  const variables = [...asked].flatMap(({ owner: { identity }, path }) =>
    path.length === 0 && 'references' in identity ? [identity as Variable] : [])
  const places: readonly TSESTree.Node[] = [
    ...[...names].flatMap(name => file.membersByName.get(name) ?? []),
    ...variables.flatMap(({ references }) => references.map(({ identifier }) => identifier as TSESTree.Node)),
  ]
  const named = places.flatMap(node => {
    budget.spend()
    const cell = file.cells.at(node)
    return cell && asked.has(cell) ? [{ node, cell }] : []
  })
  const entries = [...asked].flatMap(cell => cell.key === undefined ? [] : file.entries.of(cell).map(({ node }) => ({ node, cell })))
  return [...named, ...entries]
}

/** The cells along an expression: `this.a.b` and `this.a` of `this.a.b.close()`, or what a local was copied from. */
export function cellsIn({ code, cells }: SourceFile, expression: TSESTree.Node): readonly Cell[] {
  const found: Cell[] = []
  walk(expression, code.visitorKeys, node => {
    const cell = cells.carriedBy(node)
    if (cell) found.push(cell)
    return true
  })
  return found
}

/** Whether one of these cells, or a copy of one, is named in an expression. */
export const mentions = (file: SourceFile, expression: TSESTree.Node, asked: ReadonlySet<Cell>): boolean =>
  cellsIn(file, expression).some(cell => asked.has(cell))
