import type { TSESTree } from '@typescript-eslint/utils'
import { enclosingFunction, isFunction } from '../source/index.js'
import type { Program } from './program.js'

/** The functions that may run one of these when they run, by calls or as the place where one of them is written; these included. */
export function reaching(program: Program, seeds: Iterable<TSESTree.Node>): ReadonlySet<TSESTree.Node> {
  const found = new Set(seeds)
  for (const node of found) {
    program.budget.spend()
    if (!isFunction(node)) continue
    for (const call of program.file.callsTo(node)) found.add(enclosingFunction(call))
    if (!program.taskCallbacks.has(node)) found.add(enclosingFunction(node))
  }
  return found
}
