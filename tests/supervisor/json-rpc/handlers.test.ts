import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import {
  JsonRpc, JsonRpcError, lspCancellation, mcpCancellation, type HandlerContext, type JsonRpcOptions,
} from '../../../src/supervisor/json-rpc/index.js'
import { Supervisor } from '../../../src/supervisor/index.js'
import { test } from '../scene.js'
import { converse, jsonRpc, rejection } from './talking.js'

const circle: { self?: object } = {}
circle.self = circle

describe('a request of the child', () => {
  const requests: JsonRpcOptions['requests'] = {
    sum: ({ a, b }: { a: number, b: number }) => a + b,
    later: async () => Promise.resolve({ done: true }),
    nothing: () => undefined,
    refuse: () => { throw new JsonRpcError(-32_602, 'no such root', { root: '/' }) },
    break: () => { throw new Error('a bug in the handler') },
    circle: () => circle,
    refuseInCircles: () => { throw new JsonRpcError(-1, 'no', circle) },
  }
  const ask = async (scene: Parameters<typeof converse>[0], method: string, params = {}) => {
    const { peer, errors } = await converse(scene, { requests })
    const { jsonrpc, id, ...answer } = await peer.request<Record<string, unknown>>('ask', { method, params })
    expect({ jsonrpc, id }).toEqual({ jsonrpc: '2.0', id: 101 })
    return { answer, errors: errors.map(({ message }) => message) }
  }

  test.for([
    ['is answered with what its handler returns', 'sum', { result: 5 }, []],
    ['is answered with what its handler resolves to', 'later', { result: { done: true } }, []],
    ['is answered with null when its handler returns nothing', 'nothing', { result: null }, []],
    ['is answered with the JsonRpcError that its handler throws', 'refuse',
      { error: { code: -32_602, message: 'no such root', data: { root: '/' } } }, []],
    ['is answered with an internal error when its handler throws another, which is reported', 'break',
      { error: { code: -32_603, message: 'a bug in the handler' } }, ['a bug in the handler']],
    ['is refused when there is no handler', 'unheard', { error: { code: -32_601, message: 'Method not found: unheard' } }, []],
    ['is refused when the name is that of something inherited', 'constructor',
      { error: { code: -32_601, message: 'Method not found: constructor' } }, []],
  ] as const)('%s', async ([, method, expected, reported], { scene }) => {
    const { answer, errors } = await ask(scene, method, { a: 2, b: 3 })
    expect(answer).toEqual(expected)
    expect(errors).toEqual(reported)
  })

  test.for(['circle', 'refuseInCircles'])('is answered with an internal error when the answer cannot be written: %s', async (method, { scene }) => {
    const { answer, errors } = await ask(scene, method)
    expect(answer).toMatchObject({ error: { code: -32_603, message: expect.stringContaining('circular') as string } })
    expect(errors).toEqual([expect.stringContaining('The answer to request 101 of the child cannot be written as JSON: ')])
  })
})

describe('a request that the child cancels', () => {
  const waiting = (started: (context: HandlerContext) => void) => ({
    wait: async (_params: unknown, context: HandlerContext) => {
      started(context)
      if (!context.signal.aborted) await once(context.signal, 'abort')
      context.signal.throwIfAborted()
    },
  })

  test('aborts the signal of its handler, and is answered as LSP asks', async ({ scene }) => {
    const { rpc, child, errors } = jsonRpc({
      cancellation: lspCancellation, requests: waiting(({ run }) => { void rpc.peer(run).request('started') }),
    })
    const { supervisor } = scene.supervise('answers-json-rpc.mjs', child)
    const peer = rpc.peer(await supervisor.start())
    const answer = await peer.request('askAndCancel', { method: 'wait', cancel: '$/cancelRequest' })
    expect(answer).toMatchObject({ id: 101, error: { code: -32_800, message: 'The request was cancelled.' } })
    expect(errors).toEqual([])
  })

  test('is not answered under MCP', async ({ scene }) => {
    const started: HandlerContext[] = []
    const { rpc, child, errors } = jsonRpc({
      cancellation: mcpCancellation,
      requests: waiting((context) => {
        started.push(context)
        void rpc.peer(context.run).request('started')
      }),
    })
    const { supervisor } = scene.supervise('answers-json-rpc.mjs', child)
    const peer = rpc.peer(await supervisor.start())
    const asked = rejection(peer.request('askAndCancel', { method: 'wait', cancel: 'notifications/cancelled' }))
    while (!started.some(({ signal }) => signal.aborted)) await peer.request('echo', [])
    await supervisor.stop()
    expect(await asked).toMatchObject({ name: 'ConnectionClosedError' })
    expect(errors).toEqual([])
  })
})

describe('a handler that still runs', () => {
  test('is aborted when the run ends, and awaited', async ({ scene }) => {
    const ended: string[] = []
    const { rpc, child } = jsonRpc({
      notifications: {
        work: async (_params: unknown, { run, signal }: HandlerContext) => {
          run.requestStop()
          if (!signal.aborted) await once(signal, 'abort')
          await new Promise(setImmediate)
          ended.push('handler')
        },
      },
    })
    const { supervisor } = scene.supervise('answers-json-rpc.mjs', {
      ...child, onEvent: ({ type }) => { if (type === 'consumer.settled' || type === 'released') ended.push(type) },
    })
    const run = await supervisor.start()
    void rpc.peer(run).request('notify', { method: 'work' })
    await run.exited
    expect(ended).toEqual(['handler', 'consumer.settled', 'released'])
  })
})

describe('a notification of the child', () => {
  test('reaches its handler, in order; one without a handler is ignored', async ({ scene }) => {
    const heard: unknown[] = []
    const { peer, errors, run } = await converse(scene, {
      notifications: { log: (params: unknown, context) => { heard.push([params, context.run.id]) } },
    })
    for (const n of [1, 2, 3]) await peer.request('notify', { method: 'log', params: { n } })
    await peer.request('notify', { method: 'unheard' })
    expect(heard).toEqual([1, 2, 3].map((n) => [{ n }, run.id]))
    expect(errors).toEqual([])
  })

  test('is reported when its handler throws, also what is no error', async ({ scene }) => {
    const { peer, errors } = await converse(scene, {
      // A handler may throw anything.
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- see above
      notifications: { log: () => { throw 'a string' } },
    })
    await peer.request('notify', { method: 'log' })
    expect(await peer.request('echo', [1])).toEqual([1])
    expect(errors).toMatchObject([{ message: 'A handler threw a string, which is not an error.', cause: 'a string' }])
  })
})

describe('an onError that throws', () => {
  test.for([['a message that is malformed', 'raw'], ['a handler that throws', 'notify']] as const)('fails the run at %s', async ([, how], { scene }) => {
    const { rpc, child } = jsonRpc({
      onError: (error) => { throw error },
      notifications: { log: () => { throw new Error('a bug in the handler') } },
    })
    const { supervisor } = scene.supervise('answers-json-rpc.mjs', child)
    const run = await supervisor.start()
    void rpc.peer(run).request(how, { text: 'noise\n', method: 'log' })
    const report = await run.exited
    expect(report).toMatchObject({ cause: 'consumer-failed', consumers: [{ name: 'rpc', outcome: 'failed' }] })
    expect(String(report.error)).toMatch(how === 'raw' ? /^MalformedMessageError: .* is not JSON/ : /^Error: a bug/)
  })
})

describe('a JsonRpc whose consumer is not listed', () => {
  test('says so at the first request', async ({ scene }) => {
    const { supervisor } = scene.supervise('exits-on-eof.sh')
    const rpc = new JsonRpc({ framing: 'lines', onError: () => undefined })
    expect(await rejection(rpc.peer(await supervisor.start()).request('echo'))).toMatchObject({
      message: 'Nobody reads the answers: list the consumer of this JsonRpc first among the consumers of the supervisor.',
    })
  })
})

describe('the options', () => {
  it.each([
    [undefined, 'options must be an object, not undefined.'],
    [{ onError: Date }, "framing must be 'lines' or 'content-length', not undefined."],
    [{ framing: 'line', onError: Date }, "framing must be 'lines' or 'content-length', not \"line\"."],
    [{ framing: 'lines' }, 'onError must be a function, not undefined.'],
    [{ framing: 'lines', onError: Date, requests: { a: 1 } }, 'requests.a must be a function, not 1.'],
    [{ framing: 'lines', onError: Date, notifications: { a: undefined } }, 'notifications.a must be a function, not undefined.'],
    [{ framing: 'lines', onError: Date, maxMessageBytes: 0 }, 'maxMessageBytes must be a whole number, 1 or more, not 0.'],
    [{ framing: 'lines', onError: Date, cancellation: {} }, 'cancellation.method must be a string, not undefined.'],
    [{ framing: 'lines', onError: Date, cancellation: { ...lspCancellation, answerCode: 0.5 } }, 'cancellation.answerCode must be a whole number, not 0.5.'],
    [{ framing: 'lines', onError: Date, timeoutMs: 1 },
      'timeoutMs is not an option. There are: framing, onError, requests, notifications, cancellation, maxMessageBytes.'],
  ])('%j: %s', (options, message) => {
    expect(() => new JsonRpc(options as unknown as JsonRpcOptions)).toThrow(new TypeError(message))
  })

  it('are those of a supervisor, too', () => {
    const { rpc, child } = jsonRpc()
    const talk = () => Promise.resolve()
    const { consumers = {} } = child
    expect(() => new Supervisor({ command: 'true', consumers, ready: rpc.ready(talk), goodbye: rpc.goodbye(talk) })).not.toThrow()
  })
})
