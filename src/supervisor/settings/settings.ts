import { spawn, type SpawnOptions } from 'node:child_process'
import type { RestartPolicy, StopPlan, SuperviseOptions } from '../api/options.js'
import type { Consumer, LineOptions } from '../api/run.js'
import {
  anything, boolean, check, count, duration, func, type Kind, limit, object, oneOf, signal, size, string, strings,
} from './checks.js'
import { catchableSignals, type SignalStep, signalSteps, stdio, type StdioEntry, stdioOf, stepsOf } from './kinds.js'

/** The options with their defaults. */
export interface Settings {
  readonly command: string
  readonly args: readonly string[]
  readonly spawn: SpawnOptions
  readonly stdio: readonly StdioEntry[]
  readonly group: boolean
  readonly marker: boolean
  readonly onParentDeath: 'kill' | 'leave'
  readonly consumers: readonly (readonly [name: string, consumer: Consumer])[]
  readonly ready: SuperviseOptions['ready'] | undefined
  readonly goodbye: SuperviseOptions['goodbye'] | undefined
  readonly plan: Plan
  readonly restart: Required<RestartPolicy>
  readonly history: number
  readonly tailBytes: number
  readonly signal: AbortSignal | undefined
  readonly parentSignals: readonly NodeJS.Signals[]
  /** The user named `parentSignals`: then a listener of the user's own is no reason to leave one out. */
  readonly areParentSignalsGiven: boolean
  readonly onEvent: SuperviseOptions['onEvent'] | undefined
  readonly spawnFn: typeof spawn
}

/** A StopPlan in which every signal has its wait. */
export interface Plan extends Omit<StopPlan, 'signals'> {
  readonly signals: readonly SignalStep[]
}

const defaultPlan: StopPlan = {
  readyMs: 30_000,
  consumerMs: 2000,
  goodbyeMs: 5000,
  eof: true,
  eofMs: 1000,
  signals: ['SIGTERM'],
  termMs: 5000,
  killMs: 5000,
  drainIdleMs: 250,
  drainMaxMs: 2000,
  termTarget: 'group',
}

const defaultRestart: Required<RestartPolicy> = { on: 'never', minMs: 500, maxMs: 30_000, max: 5, withinMs: 60_000 }

const defaultParentSignals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']

const reservedSpawnOptions = ['stdio', 'signal', 'detached', 'timeout', 'killSignal']

const optionKinds: Record<keyof SuperviseOptions, Kind> = {
  command: string,
  args: strings,
  spawn: object,
  stdio,
  group: boolean,
  marker: boolean,
  onParentDeath: oneOf('kill', 'leave'),
  consumers: object,
  ready: func,
  goodbye: func,
  stop: object,
  restart: object,
  history: size,
  tailBytes: size,
  signal,
  parentSignals: catchableSignals,
  onEvent: func,
  spawnFn: func,
}

const planKinds: Record<keyof StopPlan, Kind> = {
  readyMs: duration,
  consumerMs: duration,
  goodbyeMs: duration,
  eof: boolean,
  eofMs: duration,
  signals: signalSteps,
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
  max: limit,
  withinMs: duration,
}

/** @throws {TypeError} when an option is missing, unknown or of the wrong kind; the message names it */
export function settingsOf(options: SuperviseOptions): Settings {
  check('', { options: object }, { options }, ['options'])
  check('', optionKinds, options, ['command'])
  const { consumers = {}, stop = {}, restart, spawn: spawnOptions = {}, onParentDeath = 'kill', parentSignals } = options
  check('consumers.', Object.fromEntries(Object.keys(consumers).map((name) => [name, func])), consumers, Object.keys(consumers))
  check('stop.', planKinds, stop)
  if (restart) check('restart.', restartKinds, restart, ['on'])
  const reserved = reservedSpawnOptions.find((key) => key in spawnOptions)
  if (reserved) throw new TypeError(`spawn.${reserved} is not an option: it is for the supervisor to choose.`)
  const plan = { ...defaultPlan, ...given(stop) }
  return {
    command: options.command,
    args: [...options.args ?? []],
    spawn: { ...spawnOptions },
    stdio: stdioOf(options.stdio),
    group: options.group ?? process.platform !== 'win32',
    marker: options.marker ?? true,
    onParentDeath,
    consumers: Object.entries(consumers),
    ready: options.ready,
    goodbye: options.goodbye,
    plan: { ...plan, signals: stepsOf(plan) },
    restart: { ...defaultRestart, ...given(restart ?? {}) },
    history: options.history ?? 5,
    tailBytes: options.tailBytes ?? 16 * 1024,
    signal: options.signal,
    parentSignals: [...new Set(parentSignals ?? (onParentDeath === 'kill' ? defaultParentSignals : []))],
    areParentSignalsGiven: parentSignals !== undefined,
    onEvent: options.onEvent,
    spawnFn: options.spawnFn ?? spawn,
  }
}

/** @throws {TypeError} when `graceMs` is no duration */
export function checkStopOptions(options: { readonly graceMs?: number, readonly reason?: unknown }): void {
  check('', { options: object }, { options }, ['options'])
  check('', { graceMs: duration, reason: anything }, options)
}

/** @throws {TypeError} when `signal` is no AbortSignal */
export function checkWaitOptions(options: { readonly signal?: AbortSignal }): void {
  check('', { options: object }, { options }, ['options'])
  check('', { signal }, options)
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
