import type { Facts, Forgotten, ForgottenTask } from '../facts/index.js'
import { calleeName, enclosingFunction, isFunction, receiver } from '../source/index.js'
import { cellText } from './cell-text.js'
import { functionOnLine, functionText, lineOf } from './phrase.js'

type Found<Kind> = Extract<Forgotten, { readonly kind: Kind }>

/** Returns the data of a message about a timer that a teardown forgets: where nobody keeps its handle, from the place that starts it. */
export function forgottenTaskData(facts: Facts, found: ForgottenTask): Record<string, string> {
  const { kind, task, handle, cell, release, use, teardown } = found
  if (!handle) {
    return {
      teardown: functionOnLine(teardown, release, task.start),
      cell: cellText(facts, cell, task.start),
      does: doings[kind],
      use: lineOf(use, task.start),
    }
  }
  return {
    teardown: sentenceStart(functionText(teardown)),
    cell: cellText(facts, cell, release),
    start: lineOf(task.start, release),
    use: lineOf(use, release),
    ...kind === 'uses' ? {} : { does: doings[kind] },
    handle: cellText(facts, handle, release),
  }
}

/** Returns the data of a message about a timer that is started over another one. */
export function overwrittenData(facts: Facts, { cell, fill, home, events }: Found<'overwritten'>): Record<string, string> {
  const [first, second] = events
  return { cell: cellText(facts, cell, fill), home: functionText(home), first, second }
}

/** Returns the data of a message about a timer whose later rounds nobody can clear. */
export const unkeptRoundData = (facts: Facts, { arm, home, handle, first, teardown }: Found<'unkeptRound'>): Record<string, string> => ({
  home: functionText(home),
  handle: cellText(facts, handle, arm),
  first: lineOf(first, arm),
  teardown: functionOnLine(teardown, teardown, arm),
})

/** Returns the data of a message about a listener that a teardown leaves, or of which nobody keeps what removes it. */
export function forgottenListenerData({ code }: Facts, { call, like, teardown }: Found<'listener'>): Record<string, string> {
  const on = receiver(call)
  const source = on ? code.getText(on).replace(/\s+/g, ' ') : 'window'
  if (!teardown) return { event: `${source}.${calleeName(call) ?? ''}`, like: lineOf(like, call) }
  const [event] = like.arguments
  const other = event?.type === 'Literal' ? String(event.value) : ''
  return { teardown: sentenceStart(functionOnLine(teardown, like, call)), source, other }
}

/** Returns the data of a message about a removal that is given a new function. */
export const voidRemovalData = ({ call }: Found<'removesNothing'>): Record<string, string> => ({ remove: calleeName(call) ?? '' })

/** Returns the data of a message about a timer or a controller that a teardown spares. */
export function sparedData(facts: Facts, { handle, is, start, end, sibling, place, teardown }: Found<'spared'>): Record<string, string> {
  const ender = enclosingFunction(end)
  return {
    teardown: sentenceStart(functionText(teardown)),
    sibling: cellText(facts, sibling, place),
    handle: cellText(facts, handle, place),
    what: is === 'timer' ? 'the timer' : 'the controller',
    start: lineOf(start, place),
    goes: is === 'timer' ? 'still fires' : 'leaves its operation running',
    ender: sentenceStart(isFunction(ender) ? functionOnLine(ender, end, place) : lineOf(end, place)),
  }
}

/** Returns the data of a message about a clear that is given a function. */
export const voidClearData = ({ call, argument }: Found<'clearsNothing'>): Record<string, string> =>
  ({ clear: calleeName(call) ?? '', name: argument.name })

const doings = { refills: 'fills it again', reopens: 'opens it again', uses: 'uses it' } as const

const sentenceStart = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
