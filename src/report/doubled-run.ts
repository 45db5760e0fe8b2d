import { enclosingFunction, isFunction } from '../source/index.js'
import type { DoubledRun, Facts } from '../facts/index.js'
import { cellText } from './cell-text.js'
import { functionOnLine, lineOf } from './phrase.js'

/** Returns the data of a message about a loop that runs twice after a stop and a start. */
export function doubledRunData(facts: Facts, { flag, test, wait, start, stop }: DoubledRun): Record<string, string> {
  const [starter, stopper] = [start, stop].map(write => {
    const home = enclosingFunction(write)
    return isFunction(home) ? functionOnLine(home, write, test) : `the code on ${lineOf(write, test)}`
  })
  return { flag: cellText(facts, flag, test), starter: starter ?? '', stopper: stopper ?? '', wait: lineOf(wait, test) }
}
