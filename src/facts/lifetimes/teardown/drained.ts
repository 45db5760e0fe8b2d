import type { TSESTree } from '@typescript-eslint/utils'
import type { Edge } from '../../../order/index.js'
import { memberName, unwrap, type SourceFile } from '../../../source/index.js'
import { handleOf, type Handle } from '../../../model/tasks/handles.js'

/** The container that is known to be empty on an edge: `while (this.#jobs.size > 0) await Promise.all(this.#jobs)` has come to its end. */
export function drainedOn(file: SourceFile, { test, outcome, of }: Edge): Handle | undefined {
  if (!test || of || (outcome !== 'truthy' && outcome !== 'falsy')) return undefined
  const counted = countedWhere(unwrap(test), outcome === 'truthy')
  return counted && handleOf(file, counted)
}

/** What a test says to have no elements where it has this outcome. */
function countedWhere(test: TSESTree.Node, isTrue: boolean): TSESTree.Node | undefined {
  if (test.type === 'UnaryExpression' && test.operator === '!') return countedWhere(unwrap(test.argument), !isTrue)
  if (test.type === 'MemberExpression') return isTrue ? undefined : countedBy(test)
  if (test.type !== 'BinaryExpression' || test.right.type !== 'Literal' || test.right.value !== 0) return undefined
  const isEmptyWhere = { '>': false, '!==': false, '!=': false, '===': true, '==': true, '<=': true }[test.operator as string]
  return isEmptyWhere === isTrue ? countedBy(unwrap(test.left)) : undefined
}

const countedBy = (node: TSESTree.Node): TSESTree.Node | undefined =>
  node.type === 'MemberExpression' && /^(?:size|length)$/.test(memberName(node) ?? '') ? node.object : undefined
