import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { runInNewContext } from 'node:vm'
import { describe, expect, vi } from 'vitest'
import { SpawnError, StoppedError, type ExitReport, type Supervisor, type SupervisorEvent } from '../../src/supervisor/index.js'
import { aborted, deferred } from './deferred.js'
import { test } from './scene.js'

/** Of any value, as nothing stops anybody from throwing one. */
function thrower(value: unknown): () => never {
  return () => { throw value }
}

describe('what spawnFn throws', () => {
  const revoked = Proxy.revocable({}, {})
  revoked.revoke()
  const thrown: [unknown, string][] = [
    [null, 'null'], [undefined, 'undefined'], ['the reason', 'the reason'], [42, '42'], [Object.create(null), 'a value without a text was thrown'],
    [revoked.proxy, 'a value without a text was thrown'], [{ message: 'in an object', code: 'EODD' }, 'in an object'],
  ]
  for (const [value, text] of thrown) {
    test(`F58: becomes a SpawnError with its text: ${text}`, async ({ scene }) => {
      const { supervisor } = scene.supervise('obeys.sh', { command: 'x', spawnFn: thrower(value) })
      const error = await supervisor.start().catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(SpawnError)
      expect((error as Error).message).toBe(`Could not start "x": ${text}`)
    })
  }

  test('F58: and what is no child is no crash', async ({ scene }) => {
    const { supervisor } = scene.supervise('obeys.sh', { spawnFn: (() => null) as never })
    await expect(supervisor.start()).rejects.toBeInstanceOf(SpawnError)
  })
})

describe('a report', () => {
  test('F58: is frozen, as are the events, and its JSON keeps the errors', async ({ scene }) => {
    const cause = Object.assign(new Error('the cause'), { code: 'ECAUSE' })
    const { supervisor, trace } = scene.supervise('obeys.sh', {
      stop: { eofMs: 10 },
      consumers: { broken: () => Promise.reject(new Error('broken', { cause })) },
    })
    await supervisor.start().catch(() => undefined)
    await trace.announces(({ type }) => type === 'report')
    const [report] = supervisor.reports

    const frozen = [report, report?.consumers, report?.consumers[1], report?.survivors, ...trace.events]
    expect(frozen.filter((each) => !Object.isFrozen(each))).toEqual([])
    const error = { name: 'Error', message: 'broken', cause: { name: 'Error', message: 'the cause', code: 'ECAUSE' } }
    expect(JSON.parse(JSON.stringify({ report }))).toMatchObject({
      report: { cause: 'consumer-failed', error, consumers: [{ name: 'ear' }, { name: 'broken', outcome: 'failed', error }] },
    })
  })

  const circular: { self?: unknown } = {}
  circular.self = circular
  const odd: { what: string, thrown: unknown, json: unknown }[] = [
    { what: 'an error of another realm', thrown: runInNewContext('new TypeError("from there")'), json: { name: 'TypeError', message: 'from there' } },
    { what: 'a BigInt', thrown: 5n, json: '5' },
    { what: 'a symbol', thrown: Symbol('odd'), json: 'Symbol(odd)' },
    { what: 'a circle', thrown: circular, json: '[object Object]' },
    { what: 'a plain object', thrown: { status: 503 }, json: { status: 503 } },
    { what: 'a toJSON that throws', thrown: { toJSON: thrower(new Error('no')) }, json: '[object Object]' },
    { what: 'an odd code', thrown: Object.assign(new Error('text'), { code: 5n }), json: { name: 'Error', message: 'text' } },
    { what: 'an odd cause', thrown: new Error('text', { cause: 5n }), json: { name: 'Error', message: 'text', cause: '5' } },
    {
      what: 'an AggregateError',
      thrown: new AggregateError([new Error('one'), 'two'], 'both'),
      json: { name: 'AggregateError', message: 'both', errors: [{ name: 'Error', message: 'one' }, 'two'] },
    },
  ]
  for (const { what, thrown, json } of odd) {
    test(`F58: has a JSON whatever was thrown: ${what}`, async ({ scene }) => {
      const { supervisor } = scene.supervise('obeys.sh', { stop: { eofMs: 10 }, ready: () => Promise.resolve().then(thrower(thrown)) })
      await supervisor.start().catch(() => undefined)
      const [report] = supervisor.reports

      expect(report?.error).toBe(thrown)
      expect(JSON.parse(JSON.stringify(report))).toMatchObject({ cause: 'not-ready', error: json })
    })
  }

  test('F58: is one of as many as history says, whatever restart.max is', async ({ scene }) => {
    const end = deferred()
    const { supervisor } = scene.supervise('obeys.sh', {
      command: 'x', spawnFn: thrower(new Error('no')), history: 3,
      restart: { on: 'always', minMs: 0, maxMs: 0, max: Infinity },
      onEvent: ({ type, run }) => { if (type === 'report' && run === 50) end.resolve() },
    })
    supervisor.start().catch(() => undefined)
    await end.promise

    await supervisor.stop()

    expect(supervisor.reports.map(({ run }) => run)).toEqual([48, 49, 50])
    expect(supervisor.state).toBe('idle')
  })

  test('F58: is kept by stop() when there is no history', async ({ scene }) => {
    const { supervisor } = scene.supervise('exits-on-eof.sh', { history: 0, stop: { eofMs: 60_000 } })
    await supervisor.start()
    const report = await supervisor.stop()
    expect(report).toMatchObject({ run: 1, step: 'eof' })
    expect(await supervisor.stop()).toBe(report)
    expect(supervisor.reports).toEqual([])
  })
})

describe('whenReady()', () => {
  test('F59: gives the run that is ready, or the next one, after restarts too', async ({ scene }) => {
    let tries = 0
    const { supervisor, ear } = scene.supervise('on-command.sh', {
      restart: { on: 'failure', minMs: 1, maxMs: 1 },
      ready: async () => {
        if (++tries < 3) throw new Error('not yet')
        return Promise.resolve()
      },
      stop: { eofMs: 20 },
    })
    const ready = supervisor.whenReady()
    await expect(supervisor.start()).rejects.toThrow('not yet')

    expect((await ready).id).toBe(3)
    expect(await supervisor.whenReady()).toBe(supervisor.run)
    await ear.hears(/^ready/, 3)
    await (await ready).write('exit 1\n')
    await (await ready).exited
    expect((await supervisor.whenReady()).id).toBe(4)
  })

  test('F59: rejects at a stop, a dispose, the end of all restarts, and an abort', async ({ scene }) => {
    const { supervisor } = scene.supervise('obeys.sh', { ready: async (_, signal) => aborted(signal), stop: { eofMs: 10 } })
    const failing = scene.supervise('crashes.sh', { restart: { on: 'failure', minMs: 1, maxMs: 1, max: 2 } }).supervisor
    const controller = scene.controller()
    const reason = new Error('no more patience')
    const given = expect(supervisor.whenReady({ signal: controller.signal })).rejects.toBe(reason)
    controller.abort(reason)
    await given
    await expect(supervisor.whenReady({ signal: controller.signal })).rejects.toBe(reason)
    await expect(supervisor.whenReady({ signal: 1 as never })).rejects.toThrow(TypeError)

    const over = scene.supervise('obeys.sh', { signal: controller.signal }).supervisor
    await expect(over.whenReady()).rejects.toBe(reason)

    const stopped = expect(supervisor.whenReady()).rejects.toMatchObject({ name: 'StoppedError', cause: 'enough' })
    supervisor.start().catch(() => undefined)
    await supervisor.stop({ reason: 'enough' })
    await stopped

    await failing.start().catch(() => undefined)
    await vi.waitUntil(() => failing.state === 'failed')
    const disposed = expect(failing.whenReady()).rejects.toBeInstanceOf(StoppedError)
    await failing[Symbol.asyncDispose]()
    await disposed
    await expect(failing.whenReady()).rejects.toBeInstanceOf(StoppedError)
  })
})

describe('an event', () => {
  test('F59: says when, and of which run, and is published', async ({ scene }) => {
    const published: { supervisor: Supervisor, event: SupervisorEvent }[] = []
    const listen = (message: unknown): void => { published.push(message as typeof published[number]) }
    subscribe('eslint-plugin-teardown:supervisor', listen)
    const { supervisor, trace } = scene.supervise('exits-on-eof.sh', { stop: { eofMs: 60_000 } })
    const before = performance.now()
    await supervisor.start()
    await supervisor.stop()
    unsubscribe('eslint-plugin-teardown:supervisor', listen)

    expect(published.map(({ event }) => event)).toEqual(trace.events)
    expect(new Set(published.map((message) => message.supervisor))).toEqual(new Set([supervisor]))
    const times = trace.events.map(({ at }) => at)
    expect(times).toEqual(times.toSorted((one, other) => one - other))
    expect(times[0]).toBeGreaterThanOrEqual(before)
    expect(new Set(trace.events.map(({ run }) => run))).toEqual(new Set([1]))
  })
})

describe('a consumer that awaits the exit', () => {
  const waits = {
    'at once': async (run: { exited: Promise<ExitReport> }) => run.exited,
    'when its loop has ended': async (run: { exited: Promise<ExitReport>, stdout: { lines(): AsyncIterable<string> } }) => {
      for await (const line of run.stdout.lines()) expect(line).toMatch(/^ready/)
      return run.exited
    },
  }
  for (const [when, wait] of Object.entries(waits)) {
    for (const end of ['stop', 'exit'] as const) {
      test(`F59: ${when} gets the report of an ${end}, and nobody waits for it`, async ({ scene }) => {
        const reported = deferred<ExitReport>()
        const { supervisor, trace } = scene.supervise('on-command.sh', {
          deaf: true,
          stop: { consumerMs: 60_000, eofMs: 60_000 },
          consumers: { waiter: async (run) => { reported.resolve(await wait(run)) } },
        })
        const run = await supervisor.start()
        if (end === 'stop') await supervisor.stop()
        else run.endInput()

        expect(await reported.promise).toBe(await run.exited)
        expect(await run.exited).toMatchObject({ cause: end, code: 0, consumers: [{ name: 'waiter', outcome: 'done' }] })
        expect(trace.signals()).toEqual([])
      })
    }
  }

  test('F59: when there are no more messages is not waited for', async ({ scene }) => {
    const { supervisor } = scene.supervise('stdio.mjs', {
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      stop: { consumerMs: 60_000, eofMs: 60_000 },
      consumers: {
        waiter: async (run) => {
          for await (const message of run.messages()) expect(message).toBe('hello')
          await run.exited
        },
      },
    })
    const run = await supervisor.start()
    process.kill(run.pid, 'SIGKILL')

    expect(await run.exited).toMatchObject({ cause: 'exit', consumers: [{ name: 'ear' }, { name: 'waiter', outcome: 'done' }] })
  })

  test('F59: does not keep the teardown from waiting for another one', async ({ scene }) => {
    const order: string[] = []
    const { supervisor } = scene.supervise('exits-on-eof.sh', {
      deaf: true,
      stop: { consumerMs: 60_000, eofMs: 60_000 },
      onEvent: ({ type }) => { if (type === 'exit') order.push('exit') },
      consumers: {
        waiter: async (run) => { await run.exited },
        slow: async (_, signal) => {
          await aborted(signal)
          await new Promise((resolve) => setTimeout(resolve, 50))
          order.push('slow')
        },
      },
    })
    await supervisor.start()

    expect((await supervisor.stop())?.consumers).toEqual([{ name: 'waiter', outcome: 'done' }, { name: 'slow', outcome: 'aborted' }])

    expect(order).toEqual(['slow', 'exit'])
  })
})
