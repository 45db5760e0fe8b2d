import type { TSESTree } from '@typescript-eslint/utils'
import type { Cell, Variable } from '../source/index.js'
import type { Program } from './program.js'

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
  return places.flatMap(node => {
    budget.spend()
    const cell = file.cells.at(node)
    return cell && asked.has(cell) ? [{ node, cell }] : []
  })
}
