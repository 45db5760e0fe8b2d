import type { TSESTree } from '@typescript-eslint/utils'
import { enders } from '../../catalog/releases.js'
import type { Vocabulary } from '../../catalog/settings.js'
import { calleeName, isInside, memberName, receiver, wrapped, type FunctionNode } from '../../source/index.js'
import type { Copy } from '../../model/cells/copies.js'
import type { Program } from '../../model/program.js'
import type { Round } from './rounds.js'
import { isNamed } from '../../model/vocabulary.js'

/** Whether a round ends when its handle does: it goes over the handle, or it looks at the state of the handle. */
export function endsWithHandle(copy: Copy, round: Round, callsIt: boolean): boolean {
  return goesOver(copy, round, callsIt) || looksAtState(copy, round)
}

/** Whether a function, or one that it calls, ends what the cell holds: `this.socket.close()`, or a release that settings name. */
export function endsHandle(program: Program, home: FunctionNode, { cell }: Copy, vocabulary: Vocabulary): boolean {
  const { file } = program
  return [...program.closureOf(home)].flatMap(part => file.callsIn(part)).some(call => {
    program.budget.spend()
    const named = isNamed(file, call, vocabulary.release)
    if (!named && !enders.has(calleeName(call) ?? '')) return false
    const on = receiver(call)
    const handled = [...on ? [on] : [], ...named ? call.arguments : []]
    return handled.some(node => file.cells.carriedBy(node) === cell)
  })
}

/** `for await (const line of proc.stdout)`, and by hand: `const { done } = await reader.read()`. */
function goesOver({ variable }: Copy, { place }: Round, callsIt: boolean): boolean {
  if (place.type === 'ForOfStatement') return variable.references.some(({ identifier }) => isInside(identifier, place.right))
  return callsIt && variable.references.some(({ identifier }) => {
    const member = identifier.parent
    const call = member.parent
    if (member.type !== 'MemberExpression' || call?.type !== 'CallExpression' || call.callee !== member) return false
    return isInside(identifier, place) && ['read', 'next'].includes(memberName(member) ?? '')
      && wrapped(call).parent?.type === 'AwaitExpression'
  })
}

/** `while (!socket.destroyed)`, `if (!socket.isOpen()) break` */
function looksAtState({ variable }: Copy, { turns }: Round): boolean {
  return variable.references.some(({ identifier }) => {
    if (identifier.parent.type !== 'MemberExpression' || identifier.parent.object !== identifier) return false
    return turns.some(turn => isInside(identifier, turn)) && isTested(identifier.parent)
  })
}

/** Whether a test is made of it, without waiting for it. */
function isTested(node: TSESTree.Node): boolean {
  for (let at = node; at.parent && !/Statement$|Declaration$/.test(at.type); at = at.parent) {
    if (at.type === 'AwaitExpression' || at.type === 'AssignmentExpression') return false
    if ('test' in at.parent && at.parent.test === at) return true
    if (at.parent.type === 'LogicalExpression' && at.parent.left === at) return true
  }
  return false
}
