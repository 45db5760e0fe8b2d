import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Facts, StaleGuard } from '../../../facts/index.js'
import { enclosingFunction, isFunction, isInside, type FunctionNode } from '../../../source/index.js'
import { localName } from './local-name.js'

/** A local that holds the value of a cell from before a wait. */
export interface LocalCopy {
  readonly name: string
  /** The statement to declare it before; undefined if the code has the local already. */
  readonly before: TSESTree.Node | undefined
}

/** Finds a local with the value from before the wait, or the place to declare one. */
export function localFor(
  facts: Facts, stale: StaleGuard, home: FunctionNode, place: TSESTree.Node, source: string,
): LocalCopy | undefined {
  const known = knownCopy(facts, stale, home, place)
  if (known !== undefined) return { name: known, before: undefined }
  const start = startOf(facts, stale, place)
  const name = start && localName(facts.code, home, source)
  return name === undefined ? undefined : { name, before: start }
}

/** Returns the name of a `const` that was copied from the cell before the wait and is in scope at the place. */
function knownCopy(facts: Facts, stale: StaleGuard, home: FunctionNode, place: TSESTree.Node): string | undefined {
  const { code, program } = facts
  let scope: TSESLint.Scope.Scope | null = code.getScope(place)
  for (; scope && isInside(scope.block, home); scope = scope.upper) {
    for (const variable of scope.variables) {
      const initial = program?.file.scopes.initial(variable)
      const name = variable.identifiers[0]
      if (!initial || !name || program?.file.cells.copiedFrom(variable) !== stale.cell) continue
      if (enclosingFunction(name) !== home || initial.value.range[1] > stale.yield.range[0]) continue
      if (!isWritten(facts, stale, [initial.value.range[1], place.range[0]], place)) return variable.name
    }
  }
  return undefined
}

/**
 * Finds the statement to declare the local before: the one with the wait, in a block whose locals are in scope at the use. Undefined
 * if it contains the guard or if the cell is written before the use, since the local would then hold an older value.
 */
function startOf(facts: Facts, stale: StaleGuard, place: TSESTree.Node): TSESTree.Node | undefined {
  const { yield: gap, use, guard } = stale
  for (let at = gap; at.parent && !isFunction(at); at = at.parent) {
    if (at.parent.type !== 'BlockStatement' || !isInside(use, at.parent)) continue
    return at.range[1] <= place.range[0] && !isInside(guard, at) && !isWritten(facts, stale, [at.range[0], place.range[0]], place)
      ? at : undefined
  }
  return undefined
}

function isWritten({ program }: Facts, { cell }: StaleGuard, [from, to]: readonly [number, number], place: TSESTree.Node): boolean {
  return program?.file.assignments.some(({ left, range }) => from <= range[0] && range[0] < to
    && program.file.cells.at(left) === cell && enclosingFunction(left) === enclosingFunction(place)) ?? true
}
