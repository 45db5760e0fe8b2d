import type { Program } from '../../model/program.js'
import { Children } from './children.js'
import { findLostExits, type LostExit } from './lost-exit.js'
import { findNeverSent, type NeverSent } from './never-sent.js'

/** An end of a child process that does not come: a kill that is never sent, or a wait for an exit that has been. */
export type DeadEscalation = NeverSent | LostExit

/** Whether the text has a test of `killed`, or a kill and a wait for an exit. */
export const mayEscalateInVain = (text: string): boolean => text.includes('.killed')
  || (/['"](?:exit|close)['"]/.test(text) && /\b(?:kill|spawn|fork|exec)/.test(text) && /\bonce\b|\bPromise\b/.test(text))

export function findDeadEscalations(program: Program): readonly DeadEscalation[] {
  const children = new Children(program)
  return [...findNeverSent(program, children), ...findLostExits(program, children)]
}
