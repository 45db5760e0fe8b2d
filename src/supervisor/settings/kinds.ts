import { constants } from 'node:os'
import { Writable } from 'node:stream'
import type { Stdio, StopPlan } from '../api/options.js'
import { duration, type Kind, object } from './checks.js'

/** Where one descriptor of the child goes. */
export type StdioEntry = 'pipe' | 'ignore' | 'inherit' | 'ipc' | number | Writable

/** A signal that asks the child to end, and how long it has to obey, in milliseconds. */
export interface SignalStep {
  readonly signal: NodeJS.Signals
  readonly waitMs: number
}

/** Whether there is a signal of that name on this system. */
export function isSignal(name: unknown): name is NodeJS.Signals {
  return typeof name === 'string' && Object.hasOwn(constants.signals, name)
}

/** SIGKILL and SIGSTOP cannot be caught. */
function isCatchable(name: unknown): name is NodeJS.Signals {
  return isSignal(name) && name !== 'SIGKILL' && name !== 'SIGSTOP'
}

export const catchableSignals: Kind = {
  is: (value) => Array.isArray(value) && value.every(isCatchable),
  words: 'an array of names of signals that a process can catch',
}

export const signalSteps: Kind = {
  is: (value) => Array.isArray(value) && value.every((step) => isCatchable(step) || isSignalStep(step)),
  words: 'an array of names of signals that a process can catch, or of { signal, waitMs }',
}

function isSignalStep(value: unknown): boolean {
  if (!object.is(value)) return false
  const { signal, waitMs, ...rest } = value as Record<string, unknown>
  return isCatchable(signal) && duration.is(waitMs) && Object.keys(rest).length === 0
}

/** The signals of a plan, each with its wait. */
export function stepsOf({ signals, termMs }: StopPlan): readonly SignalStep[] {
  return signals.map((step) => typeof step === 'string' ? { signal: step, waitMs: termMs } : { ...step })
}

const stdioWords: readonly unknown[] = ['pipe', 'ignore', 'inherit']

export const stdio: Kind = {
  is: (value) => stdioWords.includes(value) || (Array.isArray(value) && value.every(isStdioEntry) && hasOneChannel(value)),
  words: `'pipe', 'ignore', 'inherit', or an array of these, of descriptors, of Writables (1 and 2) and of one 'ipc' (from 3 on)`,
}

function hasOneChannel(entries: readonly unknown[]): boolean {
  return entries.indexOf('ipc') === entries.lastIndexOf('ipc')
}

function isStdioEntry(entry: unknown, descriptor: number): boolean {
  if (entry instanceof Writable) return descriptor === 1 || descriptor === 2
  if (entry === 'ipc') return descriptor > 2
  return stdioWords.includes(entry) || (Number.isSafeInteger(entry) && Number(entry) >= 0)
}

/** One entry for each descriptor, at least three. */
export function stdioOf(stdio: Stdio = 'pipe'): readonly StdioEntry[] {
  if (typeof stdio === 'string') return [stdio, stdio, stdio]
  return [...stdio, ...Array<'pipe'>(Math.max(0, 3 - stdio.length)).fill('pipe')]
}
