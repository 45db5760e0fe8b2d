import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Facts, Swallow } from '../facts/index.js'
import { calleeName, isFunction, unwrap } from '../source/index.js'

/** The narrowest place to underline: the word `catch` or `finally`, the head of a function. */
export function handlerLoc({ code }: Facts, { attempt }: Swallow): TSESTree.SourceLocation {
  const { handler, at, kind } = attempt
  const word = kind === 'rejection' ? undefined : kind === 'catch' ? code.getFirstToken(handler) : code.getTokenBefore(handler)
  if (word) return word.loc
  const inline = at.type === 'CallExpression' && at.arguments.some(argument => unwrap(argument) === handler)
  if (!inline && at.type === 'CallExpression') return at.arguments.at(-1)?.loc ?? at.loc
  const body = (handler as TSESTree.ArrowFunctionExpression).body
  const end = code.getTokenBefore(body) ?? handler
  return { start: handler.loc.start, end: end.loc.end }
}

/** The words of a message about a swallowed abort. */
export function swallowData(code: Readonly<TSESLint.SourceCode>, { guarded, consequence }: Swallow): Record<string, string> {
  return {
    call: callText(code, guarded.call),
    callLine: String(guarded.call.loc.start.line),
    line: String(isFunction(consequence) ? consequence.loc.end.line : consequence.loc.start.line),
    what: consequenceText(code, consequence),
  }
}

const longest = 40

function callText(code: Readonly<TSESLint.SourceCode>, call: TSESTree.CallExpression | TSESTree.NewExpression): string {
  const callee = code.getText(call.callee).replace(/\s+/g, ' ')
  const name = callee.length <= longest ? callee : calleeName(call) ?? 'the call'
  return `${call.type === 'NewExpression' ? 'new ' : ''}${name}()`
}

function consequenceText(code: Readonly<TSESLint.SourceCode>, node: TSESTree.Node): string {
  if (isFunction(node)) return 'the end of the sequence'
  if (node.type === 'CallExpression') return `\`${callText(code, node)}\``
  const text = code.getText(node.type === 'AssignmentExpression' ? node.left : node).replace(/\s+/g, ' ')
  return `\`${text.length <= longest ? text : `${text.slice(0, longest - 2)} …`}\``
}
