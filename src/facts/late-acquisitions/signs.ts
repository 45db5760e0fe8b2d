import type { TSESTree } from '@typescript-eslint/utils'
import { handleStates } from '../../catalog/teardowns.js'
import { calleeName, memberName, unwrap, wrapped, type SourceFile } from '../../source/index.js'

export const isSignalName = (node: TSESTree.Node): boolean => {
  const place = unwrap(node)
  const name = place.type === 'Identifier' ? place.name : place.type === 'MemberExpression' ? memberName(place) : undefined
  return /signal$|^ac$|abort/i.test(name ?? '')
}

/** The `closed` of `this.closed`: what counts is the whole. */
export const isProperty = (node: TSESTree.Identifier): boolean =>
  node.parent.type === 'MemberExpression' && node.parent.property === node && !node.parent.computed

/** Whether a place is only given to a call that is no predicate: `load(this.client)`, not `isOpen(this.client)`. */
export function isHandedOn(place: TSESTree.Node): boolean {
  const { parent } = wrapped(place)
  if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return false
  return parent.callee !== place && !/^[#_]*(?:is|has|can|should|was|must|Boolean$)/.test(calleeName(parent) ?? '')
}

/** State that a handle tells of itself. `response.status` of a local is about what was asked, not about the owner. */
export function isStateOfHandle(file: SourceFile, node: TSESTree.MemberExpression): boolean {
  const name = memberName(node) ?? ''
  if (!handleStates.has(name)) return false
  const on = unwrap(node.object)
  return !/^(?:status|state)$/.test(name) || on.type !== 'Identifier' || file.cells.at(on) !== undefined
}

/** A local or a parameter that is written once: what was there when the run began, or what the run has made. */
export function isFixed(file: SourceFile, node: TSESTree.Node): boolean {
  const variable = node.type === 'Identifier' ? file.scopes.variable(node) : undefined
  return variable !== undefined && variable.scope.type !== 'module' && variable.scope.type !== 'global'
    && variable.defs.some(({ type }) => type === 'Variable' || type === 'Parameter')
    && !variable.references.some(use => use.isWrite() && !use.init)
}

export function throws(statement: TSESTree.Statement): boolean {
  if (statement.type === 'BlockStatement') return statement.body.some(throws)
  return statement.type === 'ThrowStatement'
}
