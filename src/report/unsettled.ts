import type { Facts, Unsettled } from '../facts/index.js'
import { cellText } from './cell-text.js'
import { functionText, lineOf } from './phrase.js'
import { taskText } from './task-text.js'

/** Returns the data of a message about a release that does not wait for a task. */
export function unsettledData(facts: Facts, unsettled: Unsettled): Record<string, string> {
  const { cell, empties, at, entry, cancel, lifetime } = unsettled
  const [use] = lifetime.consumption.uses
  return {
    cell: cellText(facts, cell, at),
    released: lifetime.consumption.removes ? 'removed' : empties ? 'released' : 'closed',
    task: taskText(facts, lifetime.of ?? lifetime.task, at),
    uses: usesText(facts, unsettled),
    use: use ? lineOf(use, at) : 'later',
    asked: cancel ? ` after ${lineOf(cancel, at)} asks it to stop` : '',
    teardown: capitalized(functionText(entry)),
  }
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What the task does to the cell; where the cell holds its promise, what it does to others. */
function usesText(facts: Facts, { at, lifetime: { consumption } }: Unsettled): string {
  if (consumption.removes) return 'writes to it'
  const [use] = consumption.uses
  const written = consumption.writes && use ? facts.program?.file.cells.at(use) : undefined
  return written ? `sets \`${cellText(facts, written, at)}\`` : 'uses it'
}
