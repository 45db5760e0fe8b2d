import type { TSESTree } from '@typescript-eslint/utils'
import { memberName, unwrap, type SourceFile } from '../../source/index.js'
import { handleOf, type Handle } from '../tasks/handles.js'

/** A place by what it begins with and the members that lead on: `entry.child` begins with the local `entry`. */
export interface AccessPath {
  readonly root: Handle
  readonly members: string
}

/** The access path of an expression; copies of a cell have the path of the cell. */
export function accessPath(file: SourceFile, expression: TSESTree.Node): AccessPath | undefined {
  const node = unwrap(expression)
  const root = handleOf(file, node)
  if (root) return { root, members: '' }
  if (node.type !== 'MemberExpression') return undefined
  const name = memberName(node)
  const base = name === undefined ? undefined : accessPath(file, node.object)
  return base && { root: base.root, members: `${base.members}.${name}` }
}

export const isSamePath = (one: AccessPath, other: AccessPath): boolean => one.root === other.root && one.members === other.members
