import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import type { Facts, Swallow } from '../facts/index.js'
import { calleeName, isFunction, unwrap } from '../source/index.js'
import { lineText } from './cell-text.js'
import { lineOf, withLine, type Placed } from './phrase.js'
import { isThrowCaught } from './suggest/abort/handler-body.js'
import { namedSignal, signalFor } from './suggest/abort/signal-name.js'

/** Returns the narrowest place to underline: the word `catch` or `finally`, or the head of a function. */
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

/** Returns the data of a message about a swallowed abort. */
export function swallowData(facts: Facts, swallow: Swallow): Record<string, string> {
  const { guarded, consequence } = swallow
  const report = { loc: handlerLoc(facts, swallow) }
  const asked = 'asked' in guarded ? guarded.asked : undefined
  return {
    call: 'asked' in guarded ? '' : withLine(`\`${callText(facts.code, guarded.call)}\``, guarded.call, report),
    signal: asked ? `\`${short(facts.code, asked.object)}\`` : '',
    asked: asked ? lineOf(asked, report) : '',
    line: lineOf(consequence, report),
    handler: swallow.attempt.kind === 'finally' ? '`finally` block' : 'handler',
    what: consequenceText(facts.code, swallow, report),
    advice: adviceFor(facts, swallow),
  }
}



/** Says how to fix the handler, with the signal as the code writes it where the handler can name it. */
function adviceFor(facts: Facts, swallow: Swallow): string {
  const { attempt: { kind, handler }, consequence } = swallow
  if (kind === 'finally') return `Do not leave the block with \`${facts.code.getFirstToken(consequence)?.value ?? 'return'}\``
  const isCaught = isThrowCaught(swallow)
  // A `return` in a rejection handler only ends the handler.
  if (!isCaught && kind === 'rejection') return 'Check the signal at the start of the handler'
  const signal = handler.type === 'BlockStatement' ? undefined
    : signalFor(facts, swallow, handler.body) ?? namedSignal(facts, swallow, handler.body)
  if (signal === undefined) return `${isCaught ? 'Rethrow' : 'Return'} on abort: check the signal at the start of the handler`
  return isCaught ? `Rethrow on abort: start the handler with \`${signal}.throwIfAborted()\``
    : `Return on abort: start the handler with \`if (${signal}.aborted) return\``
}

const longest = 40

function callText(code: Readonly<TSESLint.SourceCode>, call: TSESTree.CallExpression | TSESTree.NewExpression): string {
  const callee = lineText(code, call.callee)
  const name = callee.length <= longest ? callee : calleeName(call) ?? 'the call'
  return `${call.type === 'NewExpression' ? 'new ' : ''}${name}()`
}

/** Says what the handler does about the abort: `line 6 calls ...`, `line 6 sets ...`, `line 6 returns ...`. */
function consequenceText(code: Readonly<TSESLint.SourceCode>, { kind, consequence: node }: Swallow, report: Placed): string {
  if (isFunction(node)) {
    const end = node.loc.end.line
    return `the generator ends on ${end === report.loc.start.line ? 'this line' : `line ${end}`}`
  }
  const line = lineOf(node, report)
  if (node.type === 'CallExpression' && kind !== 'fallback') return `${line} calls \`${callText(code, node)}\``
  if (node.type === 'AssignmentExpression') return `${line} sets \`${short(code, node.left)}\``
  if (node.type === 'ReturnStatement') return `${line} returns${node.argument ? ` \`${short(code, node.argument)}\`` : ''}`
  if (node.type === 'BreakStatement' || node.type === 'ContinueStatement') return `${line} leaves with \`${short(code, node)}\``
  return kind === 'fallback' ? `${line} returns \`${short(code, node)}\`` : `${line} runs \`${short(code, node)}\``
}

function short(code: Readonly<TSESLint.SourceCode>, node: TSESTree.Node): string {
  const text = lineText(code, node)
  return text.length <= longest ? text : `${text.slice(0, longest - 2)} …`
}
