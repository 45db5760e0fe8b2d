import { spawn, type SpawnOptions } from 'node:child_process'
import { constants } from 'node:os'
import { anything, boolean, check, count, duration, func, type Kind, object, oneOf, signal, size, string, strings } from './checks.js'
import type { Consumer, LineOptions, RestartPolicy, StopPlan, SuperviseOptions } from './types.js'

/** The options with their defaults. */
export interface Settings {
  readonly command: string
  readonly args: readonly string[]
  readonly spawn: SpawnOptions
  readonly group: boolean
  readonly consumers: readonly (readonly [name: string, consumer: Consumer])[]
  readonly ready: SuperviseOptions['ready'] | undefined
  readonly goodbye: SuperviseOptions['goodbye'] | undefined
  readonly plan: StopPlan
  readonly restart: Required<RestartPolicy>
  readonly tailBytes: number
  readonly signal: AbortSignal | undefined
  readonly parentSignals: readonly NodeJS.Signals[]
  readonly onEvent: SuperviseOptions['onEvent'] | undefined
  readonly spawnFn: typeof spawn
}

const defaultPlan: StopPlan = {
  readyMs: 30_000,
  consumerMs: 2000,
  goodbyeMs: 5000,
  eofMs: 1000,
  termMs: 5000,
  killMs: 5000,
  drainIdleMs: 250,
  drainMaxMs: 2000,
  termTarget: 'group',
}

const defaultRestart: Required<RestartPolicy> = { on: 'never', minMs: 500, maxMs: 30_000, max: 5, withinMs: 60_000 }

const reservedSpawnOptions = ['stdio', 'signal', 'detached', 'timeout', 'killSignal']

/** SIGKILL and SIGSTOP cannot be caught. */
const parentSignals: Kind = {
  is: (value) => Array.isArray(value) && value.every((name) => name in constants.signals && name !== 'SIGKILL' && name !== 'SIGSTOP'),
  words: 'an array of names of signals that a process can catch',
}

const optionKinds: Record<keyof SuperviseOptions, Kind> = {
  command: string,
  args: strings,
  spawn: object,
  group: boolean,
  consumers: object,
  ready: func,
  goodbye: func,
  stop: object,
  restart: object,
  tailBytes: size,
  signal,
  parentSignals,
  onEvent: func,
  spawnFn: func,
}

const planKinds: Record<keyof StopPlan, Kind> = {
  readyMs: duration,
  consumerMs: duration,
  goodbyeMs: duration,
  eofMs: duration,
  termMs: duration,
  killMs: duration,
  drainIdleMs: duration,
  drainMaxMs: duration,
  termTarget: oneOf('leader', 'group'),
}

const restartKinds: Record<keyof RestartPolicy, Kind> = {
  on: oneOf('never', 'failure', 'always'),
  minMs: duration,
  maxMs: duration,
  max: count,
  withinMs: duration,
}

/** @throws {TypeError} when an option is missing, unknown or of the wrong kind; the message names it */
export function settingsOf(options: SuperviseOptions): Settings {
  check('', { options: object }, { options }, ['options'])
  check('', optionKinds, options, ['command'])
  const { consumers = {}, stop = {}, restart, spawn: spawnOptions = {} } = options
  check('consumers.', Object.fromEntries(Object.keys(consumers).map((name) => [name, func])), consumers, Object.keys(consumers))
  check('stop.', planKinds, stop)
  if (restart) check('restart.', restartKinds, restart, ['on'])
  const reserved = reservedSpawnOptions.find((key) => key in spawnOptions)
  if (reserved) throw new TypeError(`spawn.${reserved} is not an option: it is for the supervisor to choose.`)
  return {
    command: options.command,
    args: [...options.args ?? []],
    spawn: { ...spawnOptions },
    group: options.group ?? process.platform !== 'win32',
    consumers: Object.entries(consumers),
    ready: options.ready,
    goodbye: options.goodbye,
    plan: { ...defaultPlan, ...given(stop) },
    restart: { ...defaultRestart, ...given(restart ?? {}) },
    tailBytes: options.tailBytes ?? 16 * 1024,
    signal: options.signal,
    parentSignals: [...new Set(options.parentSignals)],
    onEvent: options.onEvent,
    spawnFn: options.spawnFn ?? spawn,
  }
}

/** @throws {TypeError} when `graceMs` is no duration */
export function checkStopOptions(options: { readonly graceMs?: number, readonly reason?: unknown }): void {
  check('', { options: object }, { options }, ['options'])
  check('', { graceMs: duration, reason: anything }, options)
}

/** @throws {TypeError} when an option is unknown or of the wrong kind; the message names it */
export function checkLineOptions(options: LineOptions = {}): LineOptions {
  check('', { options: object }, { options }, ['options'])
  check('', { maxLineBytes: count, tooLong: oneOf('truncate', 'skip', 'fail') }, options)
  return options
}

/** Without the keys whose value is undefined: those stand for the default. */
function given<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>
}
