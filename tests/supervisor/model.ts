import type { AsyncCommand } from 'fast-check'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { ExitReport, Run } from '../../src/supervisor/index.js'
import { deferred, type Deferred } from './deferred.js'
import { isAlive } from './postcondition.js'
import { Scene, type Supervised } from './scene.js'

/** All that has to be known to say what a supervisor does next. */
export interface Model {
  /** Whether a child is to be there once everything asked for has happened. */
  wanted: boolean
  /** Whether options.signal was aborted: then nothing starts any more. */
  aborted: boolean
  /** Whether a run that ended by itself, or by its consumer, is followed by another. */
  readonly restarts: boolean
}

/** The supervisor of one course of commands, with what is needed to ask it for trouble. */
export class Real {
  readonly scene = new Scene()
  readonly controller = this.scene.controller()
  readonly supervised: Supervised
  /** What was asked for and not waited for. */
  readonly pending: Promise<unknown>[] = []
  readonly holders: number[] = []
  #fuse: Deferred<void> = deferred()
  #next = 1

  constructor({ restarts }: Model) {
    this.supervised = this.scene.supervise('on-command.sh', {
      signal: this.controller.signal,
      restart: { on: restarts ? 'always' : 'never', minMs: 2, maxMs: 8, max: 1000 },
      stop: { eofMs: 10, termMs: 10_000, drainIdleMs: 20, drainMaxMs: 100 },
      consumers: {
        fuse: async (_run, signal) => {
          this.#fuse = deferred()
          const blow = () => { this.#fuse.resolve() }
          signal.addEventListener('abort', blow)
          if (signal.aborted) blow()
          await this.#fuse.promise
          signal.removeEventListener('abort', blow)
        },
      },
    })
  }

  /** The run as it is when nothing asked for is outstanding, its child listening. */
  async settled(): Promise<Run> {
    await Promise.all(this.pending.splice(0))
    await this.supervised.trace.announces((event) => event.type === 'spawned' && event.run >= this.#next)
    const run = this.supervised.supervisor.run
    if (!run) throw new Error('The model wants a child and there is none.')
    await this.supervised.ear.hears(/^ready/, run.id)
    return run
  }

  /** This run is over: when a child is wanted, it is that of a later one. */
  over(run: Run): void {
    this.#next = run.id + 1
  }

  blow(error: Error): void {
    this.#fuse.reject(error)
  }

  async end(model: Model): Promise<void> {
    await (model.wanted ? this.settled() : Promise.all(this.pending.splice(0)))
    expect(this.supervised.supervisor.state).toBe(model.wanted ? 'ready' : 'idle')
    await this.scene.end()
    expect(this.holders.filter(isAlive)).toEqual([])
  }
}

type Step = (model: Model, real: Real) => Promise<void>

function command(name: string, check: (model: Model) => boolean, run: Step): AsyncCommand<Model, Real> {
  return { check, run, toString: () => name }
}

const always = (): boolean => true
const running = ({ wanted }: Model): boolean => wanted

/** The run ends by what was done to it, is reported as such, and leaves no child. */
async function ends(model: Model, real: Real, run: Run, report: Partial<ExitReport>): Promise<void> {
  model.wanted = model.restarts && report.cause !== 'stop'
  real.over(run)
  expect(await run.exited).toMatchObject({ run: run.id, pid: run.pid, ...report })
  expect(isAlive(run.pid)).toBe(false)
}

const start = command('start', always, async (model, { supervised, controller }) => {
  if (model.aborted) {
    await expect(supervised.supervisor.start()).rejects.toBe(controller.signal.reason)
    return
  }
  model.wanted = true
  const run = await supervised.supervisor.start()
  expect(supervised.supervisor.run).toBe(run)
  expect(supervised.supervisor.state).toBe('ready')
})

const startUnawaited = command('start, not awaited', ({ aborted }) => !aborted, (model, { supervised, pending }) => {
  model.wanted = true
  pending.push(supervised.supervisor.start().catch(() => {}))
  return Promise.resolve()
})

const stop = command('stop', always, async (model, { supervised }) => {
  model.wanted = false
  const report = await supervised.supervisor.stop()
  expect(report).toBe(supervised.supervisor.reports.at(-1) ?? null)
  expect(supervised.supervisor.run).toBeNull()
  expect(supervised.supervisor.state).toBe('idle')
})

const stopUnawaited = command('stop, not awaited', always, (model, { supervised, pending }) => {
  model.wanted = false
  pending.push(supervised.supervisor.stop().catch(() => {}))
  return Promise.resolve()
})

const abort = command('abort', running, async (model, real) => {
  const run = await real.settled()
  model.aborted = true
  real.controller.abort(new Error('aborted by the model'))
  await ends(model, real, run, { cause: 'stop' })
})

const crash = command('crash', running, async (model, real) => {
  const run = await real.settled()
  await run.write('crash\n')
  await ends(model, real, run, { cause: 'exit', signal: 'SIGKILL' })
})

const throwInConsumer = command('throw in a consumer', running, async (model, real) => {
  const run = await real.settled()
  const error = new Error('thrown by the model')
  real.blow(error)
  await ends(model, real, run, { cause: 'consumer-failed', error })
})

const flood = command('flood', running, async (_model, real) => {
  const run = await real.settled()
  await run.write('flood 400000\n')
})

const holder = command('holder', running, async (_model, real) => {
  const run = await real.settled()
  const known = real.holders.length
  await run.write(`holder ${known}\n`)
  real.holders.push(await real.supervised.ear.number(new RegExp(`^holder ${known} (\\d+)$`), run.id))
})

/** Courses of commands, starts twice as likely as the others. */
export const courses = fc.commands(
  [start, start, startUnawaited, stop, stopUnawaited, abort, crash, throwInConsumer, flood, holder].map((each) => fc.constant(each)),
  { maxCommands: 14, size: 'max' },
)
