import type { Program } from '../../model/program.js'
import { leakOf, type LeakedListener } from './leaked.js'
import { findAbortListeners, type AbortListener } from './listeners.js'
import { Unheard, type UnheardAbort } from './unheard.js'

/** Whether the text has a listener for an abort. */
export const mayListenForAborts = (text: string): boolean =>
  /\.onabort\b|addAbort(?:Listener|Callback)\b/.test(text) || (/['"]abort['"]/.test(text) && /addEventListener|\bonce\b/.test(text))

const known = new WeakMap<Program, readonly AbortListener[]>()

function listenersOf(program: Program): readonly AbortListener[] {
  const found = known.get(program) ?? findAbortListeners(program)
  known.set(program, found)
  return found
}

/** Listeners for an abort that nobody takes off when their work ends. */
export const findLeakedListeners = (program: Program): readonly LeakedListener[] =>
  listenersOf(program).flatMap(listener => leakOf(program, listener) ?? [])

/** Listeners for an abort that may have been before. */
export function findUnheardAborts(program: Program): readonly UnheardAbort[] {
  const unheard = new Unheard(program)
  return listenersOf(program).flatMap(listener => unheard.of(listener) ?? [])
}
