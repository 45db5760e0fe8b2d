import type { Facts, LateEffect } from '../facts/index.js'
import { enclosingFunction, isFunction } from '../source/index.js'
import { functionOnLine, lineOf } from './phrase.js'

/** Returns the data of a message about what a function does although it may have been told to stop. */
export function lateEffectData({ code }: Facts, { effect, check, wait, set }: LateEffect): Record<string, string> {
  const setter = set && enclosingFunction(set)
  return {
    flag: code.getText(check.read),
    check: lineOf(check.statement, effect),
    wait: lineOf(wait, effect),
    setter: set && isFunction(setter) ? functionOnLine(setter, set, effect) : 'somebody',
    done: set ? 'set it' : 'aborted',
  }
}
