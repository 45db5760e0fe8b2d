import { carryingMembers, signalMembers, signalNames } from '../../catalog/aborts.js'
import { memberName, type CallNode, type FunctionNode, type SourceFile, type Variable } from '../../source/index.js'
import { isPrivate } from '../../model/callers.js'
import type { Signals } from '../../model/tasks/provenance.js'

/**
 * Whether a call is given a signal, or what carries one, by functions of this file alone that never look at it, nor hand it on: an abort
 * does not make them fail.
 *
 *     async function write(row, context) { await context.store.put(row) }      // context.signal is for others
 */
export function isUnminded(file: SourceFile, signals: Signals, call: CallNode): boolean {
  const targets = call.arguments.length > 0 ? file.calls.targets(call) : []
  if (targets.length === 0 || targets.some(target => isReplaceable(target))) return false
  const given = call.arguments.flatMap((argument, index) =>
    argument.type === 'SpreadElement' || signals.of(argument).length > 0 ? [index] : [])
  return given.length > 0 && targets.every(target => given.every(index => passesOver(file, target, index)))
}

/** A subclass may put a method of its own in the place of this one. */
function isReplaceable({ parent }: FunctionNode): boolean {
  return (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') && !isPrivate(parent)
}

/** Whether a function reads nothing of a parameter but what has nothing to do with a signal. */
function passesOver(file: SourceFile, target: FunctionNode, index: number): boolean {
  const parameter = target.params[index]
  const variable = parameter?.type === 'Identifier' ? file.scopes.variable(parameter) : undefined
  return variable !== undefined && readsOf(variable).every(name => name !== undefined && !mayMind(name))
}

/** The properties that are read of a variable; undefined for any other use: its methods may mind what it carries. */
function readsOf({ references }: Variable): readonly (string | undefined)[] {
  return references.map(({ identifier }) => {
    const { parent } = identifier
    if (parent.type !== 'MemberExpression' || parent.object !== identifier) return undefined
    const isCalled = parent.parent.type === 'CallExpression' && parent.parent.callee === parent
    return isCalled ? undefined : memberName(parent)
  })
}

const mayMind = (name: string): boolean => signalNames.test(name) || signalMembers.test(name) || carryingMembers.test(name)
