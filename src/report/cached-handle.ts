import type { CachedHandle, Facts } from '../facts/index.js'
import { cellText } from './cell-text.js'
import { functionOnLine, lineOf } from './phrase.js'

/** Returns the data of a message about a handle that was copied before a loop. */
export function cachedHandleData(facts: Facts, { copy, round, writer }: CachedHandle): Record<string, string> {
  const name = round.task === undefined ? 'loop' : round.task.kind === 'interval' ? 'interval' : 'timer'
  const isDeletion = writer.node.type === 'UnaryExpression'
  return {
    copy: copy.name.name,
    cell: cellText(facts, copy.cell, copy.name.parent),
    round: name,
    line: lineOf(round.place, copy.name),
    turn: round.task === undefined ? 'iteration' : 'callback',
    writer: functionOnLine(writer.home, writer.node, copy.name),
    clear: writer.kind === 'replaces' ? 'replace' : isDeletion ? 'delete' : 'clear',
  }
}
