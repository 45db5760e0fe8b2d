import type { CachedHandle } from '../facts/index.js'

/** The words of a message about a handle that was copied before a loop. */
export function cachedHandleData({ copy, round, writer }: CachedHandle): Record<string, string> {
  return {
    copy: copy.name.name,
    cell: copy.cell.name,
    round: round.task === undefined ? 'the loop' : round.task.kind === 'interval' ? 'the interval' : 'the timer',
    roundLine: String(round.place.loc.start.line),
    writerLine: String(writer.node.loc.start.line),
    writes: writer.kind === 'replaces' ? `has put another object into \`${copy.cell.name}\``
      : writer.node.type === 'UnaryExpression' ? `has deleted \`${copy.cell.name}\`` : `has emptied \`${copy.cell.name}\``,
  }
}
