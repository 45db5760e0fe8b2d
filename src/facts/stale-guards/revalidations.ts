import type { TSESTree } from '@typescript-eslint/utils'
import { calleeName, isStatement, receiver, unwrap } from '../../source/index.js'
import type { Program } from '../../model/program.js'
import { revalidated } from './looks.js'
import { without, type State } from './flow/state.js'

/** Functions of a base class that, by their name, see to it that something is there. */
const reassuring = new RegExp('^[#_]*(?:ensure|assert|check|require|verify|guard|throwIf|connect|init|open|start|setup|load|refresh'
  + '|reconnect|wait|ready|acquire|reset)', 'i')

/** Methods of an object of the owner's that throw when work is over. */
const checks = /^(?:throwIf|throwWhen|ensure|assert|check|verify)(?![a-z])/

/** `process.exit(1)`: nothing comes behind it. */
export const endsProgram = (call: TSESTree.CallExpression): boolean => {
  const on = receiver(call)
  return calleeName(call) === 'exit' && on?.type === 'Identifier' && /^(?:process|Deno)$/.test(on.name)
}

/** What is believed behind a call of a function that is not in this file and, by its name, returns only if all is as it should be. */
export function revalidatedBy(program: Program, call: TSESTree.CallExpression, state: State): State {
  const callee = unwrap(call.callee)
  if (callee.type !== 'MemberExpression' || !mayRevalidate(program, call)) return state
  if (!isOwnObject(callee.object)) return revalidated(state)
  const owner = program.file.owners.ofThis(callee.object)
  return owner ? without(state, [...state.beliefs.keys()].filter(cell => cell.owner === owner)) : state
}

/** Whether a call is one of such a function. */
export function mayRevalidate({ file }: Program, call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee)
  if (callee.type !== 'MemberExpression') return false
  const name = calleeName(call) ?? ''
  const isByName = isOwnObject(callee.object) ? reassuring.test(name) : checks.test(name) && isStatement(call) && isOwned(callee.object)
  return isByName && file.calls.targets(call).length === 0
}

const isOwnObject = (node: TSESTree.Node): node is TSESTree.ThisExpression | TSESTree.Super =>
  node.type === 'ThisExpression' || node.type === 'Super'

/** Whether an object is reached through `this`, or is a local one: no library that asserts what it is given. */
function isOwned(object: TSESTree.Node): boolean {
  const node = unwrap(object)
  return node.type === 'ThisExpression' || (node.type === 'MemberExpression' && isOwned(node.object))
}
