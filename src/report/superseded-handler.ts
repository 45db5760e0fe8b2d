import type { TSESTree } from '@typescript-eslint/utils'
import type { DoubledRun, Facts, SupersededAnswer, SupersededHandler } from '../facts/index.js'
import { calleeName, enclosingFunction, isFunction, memberName, unwrap } from '../source/index.js'
import { cellText } from './cell-text.js'
import { functionOnLine, lineOf, tight, withLine } from './phrase.js'

/** Returns the data of a message about a handler that takes the next handle for its own. */
export function supersededHandlerData(facts: Facts, { act, handler, refill, succession }: SupersededHandler): Record<string, string> {
  const { at } = act
  return {
    cell: cellText(facts, handler.cell, at),
    handler: handlerText(handler, at),
    handle: handler.kind === 'promise' ? 'promise' : handleText(refill.fill),
    ends: succession.kind === 'dropped' ? 'drops' : 'ends',
    ender: functionOnLine(succession.home, succession.end, at),
    filler: functionOnLine(refill.home, refill.fill, at),
    belongs: handler.event === 'run' ? 'this run has set' : 'this handler was registered on',
  }
}

/** Names a handler by what it waits for, with the line where it is registered. */
function handlerText({ kind, event, registered }: SupersededHandler['handler'], at: TSESTree.Node): string {
  const callee = registered.type === 'CallExpression' ? registered.callee : undefined
  const place = callee?.type === 'MemberExpression' ? callee.property : registered
  if (kind === 'timer') return withLine(`this \`${event}()\` callback`, place, at)
  if (kind === 'event') return withLine(`this '${event}' handler`, place, at)
  return event === 'run' ? `the run that starts on ${lineOf(place, at)}` : withLine(`this \`.${event}()\` callback`, place, at)
}

/** Names what a cell is given by the class that makes it: `WebSocket`, `child process`. */
function handleText({ right }: TSESTree.AssignmentExpression): string {
  const value = unwrap(right)
  const name = value.type === 'NewExpression' ? calleeName(value) : undefined
  return name !== undefined && /^[A-Z]\w+$/.test(name) ? `\`${name}\`` : 'handle'
}

/** Returns the narrowest node to underline: the target of the assignment, or the callee. */
export function tightAct({ act: { at } }: SupersededHandler): TSESTree.Node {
  if (at.type === 'AssignmentExpression') return at.left
  return at.type === 'UnaryExpression' ? at.argument : tight(at)
}

/** Returns the data of a message about an answer that a later run of its effect has superseded. */
export function supersededAnswerData({ effect, show, request, key }: SupersededAnswer): Record<string, string> {
  const { at } = show
  const wait = request.wait.type === 'AwaitExpression' ? 'the `await`' : 'the `.then()`'
  return {
    shown: at.type === 'Identifier' ? at.name : at.type === 'MemberExpression' && at.object.type === 'Identifier'
      ? `${at.object.name}.${memberName(at) ?? ''}` : 'the state',
    key: key.path,
    effect: calleeName(effect.call) === 'watch' ? 'watcher' : 'effect',
    during: `during ${wait} on ${lineOf(request.wait, at)}`,
  }
}

/** Returns the data of a message about a loop that runs twice after a stop and a start. */
export function doubledRunData(facts: Facts, { flag, test, wait, start, stop }: DoubledRun): Record<string, string> {
  const [starter, stopper] = [start, stop].map(write => {
    const home = enclosingFunction(write)
    return isFunction(home) ? functionOnLine(home, write, test) : `the code on ${lineOf(write, test)}`
  })
  return { flag: cellText(facts, flag, test), starter: starter ?? '', stopper: stopper ?? '', wait: lineOf(wait, test) }
}
