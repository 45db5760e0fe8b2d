import type { Facts, Unsettled } from '../facts/index.js'
import { cellText } from './cell-text.js'
import { functionText, lineOf } from './phrase.js'
import { taskText } from './task-text.js'

/** Returns the data of a message about a release that does not wait for a task. */
export function unsettledData(facts: Facts, { cell, empties, at, entry, cancel, lifetime }: Unsettled): Record<string, string> {
  const [use] = lifetime.consumption.uses
  return {
    cell: cellText(facts, cell, at),
    released: empties ? 'released' : 'closed',
    task: taskText(facts, lifetime.of ?? lifetime.task, at),
    use: use ? lineOf(use, at) : 'later',
    asked: cancel ? ` after ${lineOf(cancel, at)} asks it to stop` : '',
    teardown: capitalized(functionText(entry)),
  }
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
