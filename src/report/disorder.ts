import type { Disorder, Facts } from '../facts/index.js'
import { cellText } from './cell-text.js'
import { lineOf } from './phrase.js'
import { cancelVerb, taskText } from './task-text.js'

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
