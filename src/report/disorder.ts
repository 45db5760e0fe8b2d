import type { TSESTree } from '@typescript-eslint/utils'
import type { Disorder, EndedStream, Facts } from '../facts/index.js'
import { unwrap } from '../source/index.js'
import { cellText } from './cell-text.js'
import { functionOnLine, lineOf, tight, withLine } from './phrase.js'
import { cancelVerb, taskName, taskText } from './task-text.js'

/** Returns the data of a message about a release that comes too early. */
export function disorderData(facts: Facts, { kind, cell, empties, at, lifetime: { task }, cancel }: Disorder): Record<string, string> {
  const isBehind = kind !== 'leak' && cancel.range[0] >= at.range[1] && cancel.loc.start.line === at.loc.start.line
  return {
    cell: cellText(facts, cell, at),
    released: empties ? 'released' : 'closed',
    task: taskText(facts, task, at),
    cancel: `${isBehind ? 'the rest of this line' : lineOf(cancel, at)} ${cancelVerb(cancel)} it`,
  }
}

/** Returns the data of a message about a write to a stream that the reader has cancelled. */
export function endedStreamData(facts: Facts, ended: EndedStream): Record<string, string> {
  const { task, write, cancel, end } = ended
  const at = tightEnded(ended)
  const data = { write: facts.code.getText(unwrap(write.callee)), place: lineOf(write, at) }
  if (!task) return data
  const name = taskName(facts, task)
  if (cancel && end) {
    const why = `${withLine(`\`${facts.code.getText(unwrap(end.callee))}()\` in \`cancel()\``, end, at)} is what brings ${name}`
    const remedy = 'Remove the listener there, or check here whether the stream was cancelled'
    return { ...data, why, remedy }
  }
  const why = cancel ? `${functionOnLine(cancel, cancel, at)} does not stop ${name}` : `nothing stops ${name} then`
  return { ...data, why, remedy: cancel ? 'Stop it there' : 'Give the stream a `cancel()` that stops it' }
}

/** Returns the narrowest node to underline: the function that starts the task, or the property that holds the handler. */
export function tightEnded({ task, write }: Pick<EndedStream, 'task' | 'write'>): TSESTree.Node {
  if (!task) return tight(write)
  const { kind, start, start: { parent } } = task
  return kind === 'listener' && parent?.type === 'AssignmentExpression' && parent.right === start ? parent.left : tight(start)
}
