import { elementRefs } from '../../../model/cells/element-refs.js'
import { mentionsOf } from '../../../model/cells/mentions.js'
import type { Program } from '../../../model/program.js'
import { enclosingFunction, isFunction, type Cell, type FunctionNode } from '../../../source/index.js'
import type { ClearingWrite } from './clearing-writes.js'

/**
 * The cells that a framework empties when it unmounts an element, as far as a function that may wait looks into them. No code of the
 * file does it, so that it waits for nobody, tells nobody and asks nothing first.
 */
export function unmountsOf(program: Program, mayWait: (node: FunctionNode) => boolean): ReadonlyMap<Cell, readonly ClearingWrite[]> {
  const refs = elementRefs(program.file)
  const clears = new Map<Cell, readonly ClearingWrite[]>()
  if (refs.size === 0) return clears
  for (const { cell, node } of mentionsOf(program, new Set(refs.keys()))) {
    const [home, element] = [enclosingFunction(node), refs.get(cell)]
    if (!element || clears.has(cell) || !isFunction(home) || !mayWait(home)) continue
    clears.set(cell, [{
      kind: 'unmounts', cell, node: element, home, value: undefined, way: [], preconditions: new Map(), tokens: new Map(),
      aborts: false, ended: new Set(), awaitedMethods: new Map(), rejected: new Set(), isEarly: false, isByOwnEnd: false,
      ownValue: undefined,
    }])
  }
  return clears
}
