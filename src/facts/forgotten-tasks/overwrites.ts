import type { TSESTree } from '@typescript-eslint/utils'
import { assignmentsTo } from '../../model/cells/cell-writes.js'
import { mentionsOf } from '../../model/cells/mentions.js'
import type { Program } from '../../model/program.js'
import {
  calleeName, enclosingFunction, isFunction, unwrap, type Cell, type FunctionNode,
} from '../../source/index.js'

/** A timer that a function which two events run starts over the one that it has started before. */
export interface OverwrittenTimer {
  readonly kind: 'overwritten'
  readonly cell: Cell
  readonly fill: TSESTree.AssignmentExpression
  readonly home: FunctionNode
  /** The attributes by which the two events run the function. */
  readonly events: readonly [string, string]
}

/** Finds timeouts that an element starts by two of its events, such as the pointer and the focus, with nothing that clears the first. */
export function findOverwrites(program: Program): readonly OverwrittenTimer[] {
  const { file } = program
  if (!/\bon[A-Z]\w+=\{/.test(file.code.text)) return []
  return file.assignments.flatMap(fill => {
    const value = unwrap(fill.right)
    if (fill.operator !== '=' || value.type !== 'CallExpression' || calleeName(value) !== 'setTimeout') return []
    const cell = file.cells.at(fill.left)
    const home = enclosingFunction(fill)
    if (!cell || !isFunction(home)) return []
    const [first, second] = eventsOf(program, home)
    if (!first || !second || assignmentsTo(program, cell).length !== 1) return []
    const mentions = mentionsOf(program, new Set([cell])).map(({ node }) => node)
    const isSeenBefore = mentions.some(node => enclosingFunction(node) === home && node.range[1] <= fill.range[0])
    const isSeenInCalls = file.callsIn(home).some(call => call.range[1] <= fill.range[0]
      && file.calls.targets(call).some(target => mentions.some(node => enclosingFunction(node) === target)))
    const isClearedElsewhere = mentions.some(node => enclosingFunction(node) !== home)
    if (isSeenBefore || isSeenInCalls || !isClearedElsewhere) return []
    return [{ kind: 'overwritten' as const, cell, fill, home, events: [attributeName(first), attributeName(second)] as const }]
  })
}

/** The attributes of one element that run a function: `<b onMouseEnter={show} onFocus={show}>`. */
function eventsOf({ file }: Program, node: FunctionNode): readonly TSESTree.JSXAttribute[] {
  const name = node.id ?? (node.parent.type === 'VariableDeclarator' ? node.parent.id
    : node.parent.type === 'CallExpression' && node.parent.parent.type === 'VariableDeclarator' ? node.parent.parent.id : undefined)
  const variable = name?.type === 'Identifier' ? file.scopes.variable(name) : undefined
  const attributes = variable?.references.flatMap(({ identifier }) => {
    const { parent } = identifier as TSESTree.Node
    const attribute = parent?.type === 'JSXExpressionContainer' ? parent.parent : undefined
    return attribute?.type === 'JSXAttribute' && /^on[A-Z]/.test(attributeName(attribute)) ? [attribute] : []
  }) ?? []
  return attributes.filter(({ parent }) => attributes.filter(other => other.parent === parent).length > 1)
}

const attributeName = ({ name }: TSESTree.JSXAttribute): string => name.type === 'JSXIdentifier' ? name.name : ''
