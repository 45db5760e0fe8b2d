import { once } from 'node:events'
import { describe, expect } from 'vitest'
import { ConnectionClosedError, type Peer } from '../../../src/supervisor/json-rpc/index.js'
import { deferred } from '../deferred.js'
import { test } from '../scene.js'
import { converse, jsonRpc, rejection } from './talking.js'

describe('when the child ends', () => {
  test('open requests reject with its exit code and the end of its stderr', async ({ scene }) => {
    const { peer, run } = await converse(scene)
    const [first, second] = await Promise.all([
      rejection(peer.request('never')),
      rejection(peer.request('crash', { code: 3, words: 'out of ideas\n' })),
    ])
    expect(first).toBeInstanceOf(ConnectionClosedError)
    expect(first).toMatchObject({
      message: 'The child exited with code 3 before it answered "never". The end of its stderr:\nout of ideas',
      exitCode: 3, signal: null, stderrTail: 'out of ideas\n', cause: run.signal.reason as Error, report: await run.exited,
    })
    expect(second).toMatchObject({ exitCode: 3, message: expect.stringContaining('before it answered "crash"') as string })
  })

  test('by a signal, they reject with the signal', async ({ scene }) => {
    const { peer, run } = await converse(scene)
    const request = rejection(peer.request('never'))
    process.kill(run.pid, 'SIGKILL')
    expect(await request).toMatchObject({ message: 'The child was ended by SIGKILL before it answered "never".', exitCode: null, signal: 'SIGKILL' })
  })

  test('by a stop, they reject, and the cause is that of the stop', async ({ scene }) => {
    const { peer, supervisor } = await converse(scene)
    const request = rejection(peer.request('never'))
    await supervisor.stop({ reason: 'enough' })
    expect(await request).toMatchObject({ name: 'ConnectionClosedError', exitCode: 0, cause: { name: 'StoppedError', cause: 'enough' } })
  })

  test('those that come later reject at once, with the same', async ({ scene }) => {
    const { peer, run } = await converse(scene)
    await rejection(peer.request('crash', { code: 4, words: 'bye' }))
    await run.exited
    expect(await rejection(peer.request('echo'))).toMatchObject({ exitCode: 4, stderrTail: 'bye' })
    expect(await rejection(peer.notify('echo'))).toMatchObject({ code: 'EPIPE' })
  })

  test('nothing is unhandled when nobody awaits them', async ({ scene }) => {
    const { peer, run, supervisor } = await converse(scene)
    void peer.request('never')
    await supervisor.stop()
    await run.exited
    void peer.request('never')
    void peer.notify('never')
  })
})

describe('when the child closes its stdout and lives on', () => {
  test('no answer can come: open requests reject, and later ones at once', async ({ scene }) => {
    const { peer, supervisor } = await converse(scene)
    const request = rejection(peer.request('closeStdout'))
    expect(await request).toMatchObject({
      name: 'ConnectionClosedError', exitCode: null, signal: null, report: undefined,
      message: 'The connection to the child was closed (The child closed its stdout) before it answered "closeStdout".',
    })
    expect(await rejection(peer.request('echo'))).toMatchObject({ name: 'ConnectionClosedError' })
    expect(supervisor.state).toBe('ready')
  })
})

describe('when the input of the child has ended', () => {
  test('a request rejects with the error of the write, or with the report', async ({ scene }) => {
    const { peer, run } = await converse(scene)
    run.endInput()
    expect(await rejection(peer.request('echo'))).toBeInstanceOf(ConnectionClosedError)
  })
})

describe('a request in ready', () => {
  test('is answered before start() resolves', async ({ scene }) => {
    const { rpc, child } = jsonRpc()
    const answers: unknown[] = []
    const { supervisor } = scene.supervise('answers-json-rpc.mjs', {
      ...child, ready: rpc.ready(async (peer) => { answers.push(await peer.request('echo', { hello: 1 })) }),
    })
    await supervisor.start()
    expect(answers).toEqual([{ hello: 1 }])
  })

  test('does not hold up the teardown when the child ends', async ({ scene }) => {
    const { rpc, child } = jsonRpc()
    const { supervisor } = scene.supervise('answers-json-rpc.mjs', {
      ...child, stop: { consumerMs: 60_000 }, ready: rpc.ready((peer) => peer.request('crash', { code: 5, words: 'no config\n' })),
    })
    expect(await rejection(supervisor.start())).toMatchObject({ message: 'The child exited with code 5.' })
    expect(supervisor.reports).toMatchObject([{ cause: 'exit', code: 5, stderrTail: 'no config\n' }])
  })

  test('does not hold up a stop', async ({ scene }) => {
    const { rpc, child } = jsonRpc()
    const asked = deferred()
    const { supervisor } = scene.supervise('answers-json-rpc.mjs', {
      ...child, stop: { consumerMs: 60_000 },
      ready: rpc.ready(async (peer) => {
        const request = peer.request<undefined>('never')
        asked.resolve()
        await request
      }),
    })
    const start = rejection(supervisor.start())
    await asked.promise
    expect(await supervisor.stop()).toMatchObject({ cause: 'stop', step: 'eof' })
    expect(await start).toMatchObject({ name: 'StoppedError' })
  })
})

describe('a child that is started again', () => {
  test('has requests and ids of its own, and the old peer does not reach it', async ({ scene }) => {
    const { rpc, child, errors } = jsonRpc()
    const greetings: number[] = []
    const { supervisor } = scene.supervise('answers-json-rpc.mjs', {
      ...child, restart: { on: 'failure', minMs: 0 },
      ready: rpc.ready(async (peer, _, run) => { greetings.push((await peer.request<{ run: number }>('echo', { run: run.id })).run) }),
    })
    const first = await supervisor.start()
    const old = rpc.peer(first)
    expect(await old.request('echo', ['before'])).toEqual(['before'])
    expect(await rejection(old.request('crash', { code: 1, words: '' }))).toMatchObject({ exitCode: 1 })

    const second = await supervisor.start()
    expect(second.id).toBe(2)
    expect(await rpc.peer(second).request('echo', ['after'])).toEqual(['after'])
    expect(await rejection(old.request('echo', ['stale']))).toMatchObject({ exitCode: 1 })
    expect(greetings).toEqual([1, 2])
    expect(errors).toEqual([])
  })
})

describe('a goodbye', () => {
  const shutDown = async (peer: Peer, signal: AbortSignal) => {
    await peer.request('shutdown')
    await peer.notify('exit')
    if (!signal.aborted) await once(signal, 'abort')
  }

  test.for(['lines', 'content-length'] as const)('has requests that are answered: %s', async (framing, { scene }) => {
    const { rpc, child, errors } = jsonRpc({ framing })
    const { supervisor } = scene.supervise('answers-json-rpc.mjs', { ...child, goodbye: rpc.goodbye(shutDown) })
    await supervisor.start()
    expect(await supervisor.stop()).toMatchObject({ code: 0, step: 'goodbye', consumers: [{ name: 'rpc', outcome: 'aborted' }] })
    expect(errors).toEqual([])
  })

  test.for(['lines', 'content-length'] as const)('begins in the middle of a message: %s', async (framing, { scene }) => {
    const { rpc, child, errors } = jsonRpc({ framing })
    const { supervisor } = scene.supervise('answers-json-rpc.mjs', { ...child, goodbye: rpc.goodbye(shutDown) })
    const run = await supervisor.start()
    await rpc.peer(run).request('halve')
    expect(await supervisor.stop()).toMatchObject({ code: 0, step: 'goodbye' })
    expect(errors).toEqual([])
  })

  test('ends with the child when that crashes', async ({ scene }) => {
    const { rpc, child } = jsonRpc()
    const { supervisor } = scene.supervise('answers-json-rpc.mjs', {
      ...child, stop: { goodbyeMs: 60_000, consumerMs: 60_000 },
      goodbye: rpc.goodbye(async (peer) => { await peer.request('crash', { code: 6, words: '' }) }),
    })
    await supervisor.start()
    expect(await supervisor.stop()).toMatchObject({ code: 6, step: 'goodbye' })
  })
})
