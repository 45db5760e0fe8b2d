import { describe, expect } from 'vitest'
import { JsonRpcError, MalformedMessageError, lspCancellation, mcpCancellation } from '../../../src/supervisor/json-rpc/index.js'
import { test } from '../scene.js'
import { converse, rejection } from './talking.js'

describe.each(['lines', 'content-length'] as const)('requests by %s', (framing) => {
  test('are matched to their answers, in whatever order those come', async ({ scene }) => {
    const { peer, errors } = await converse(scene, { framing })
    const answers = Array.from({ length: 50 }, (_, index) => peer.request('echo', { index, text: 'é€😀\r\n' }))
    expect(await Promise.all(answers)).toEqual(Array.from({ length: 50 }, (_, index) => ({ index, text: 'é€😀\r\n' })))
    expect(errors).toEqual([])
  })

  test('are answered by messages larger than any pipe', async ({ scene }) => {
    const { peer } = await converse(scene, { framing })
    expect(await peer.request('big', { bytes: 3_000_000 })).toBe('x'.repeat(3_000_000))
  })

  test('reject with the error of the answer: its code, message and data', async ({ scene }) => {
    const { peer } = await converse(scene, { framing })
    const error = await rejection(peer.request('fail', { code: -32_001, message: 'no such file', data: { path: 'a.ts' } }))
    expect(error).toBeInstanceOf(JsonRpcError)
    expect(error).toMatchObject({ name: 'JsonRpcError', code: -32_001, message: 'no such file', data: { path: 'a.ts' } })
  })

  test('survive text that is no message: it is reported, and the next answer arrives', async ({ scene }) => {
    const { peer, errors } = await converse(scene, { framing })
    expect(await peer.request('raw', { text: 'listening on port 80\n' })).toBe('written')
    expect(await peer.request('echo', { still: 'here' })).toEqual({ still: 'here' })
    expect(errors).toEqual([expect.any(MalformedMessageError)])
    expect(errors[0]).toMatchObject({ input: 'listening on port 80' })
  })

  test('reject when their answer is none', async ({ scene }) => {
    const { peer, errors } = await converse(scene, { framing })
    expect(await rejection(peer.request('wrong', {}))).toMatchObject({ message: expect.stringContaining('it has neither a result nor an error') as string })
    expect(await rejection(peer.request('wrong', { error: 7 }))).toMatchObject({ message: expect.stringContaining('its error is a number') as string })
    expect(await peer.request('echo', [])).toEqual([])
    expect(errors).toEqual([])
  })

  test('ignore nothing: an answer to no request, and an error without an id, are reported', async ({ scene }) => {
    const { peer, errors } = await converse(scene, { framing })
    await peer.request('raw', { text: frames[framing] })
    expect(errors.map(({ message }) => message)).toEqual(['The child answered request "1", which was never sent.', 'parse error'])
  })
})

const stray = ['{"id":"1","result":0}', '{"id":null,"error":{"code":-32700,"message":"parse error"}}']
const frames = {
  'lines': stray.map((body) => `${body}\n`).join(''),
  'content-length': stray.map((body) => `Content-Length: ${body.length}\r\n\r\n${body}`).join(''),
}

describe('a request that is cancelled', () => {
  test.for([
    ['lsp', lspCancellation, { method: '$/cancelRequest', params: { id: 1 } }],
    ['mcp', mcpCancellation, { method: 'notifications/cancelled', params: { requestId: 1, reason: 'too slow' } }],
  ] as const)('rejects at once with the reason, and the child is told: %s', async ([, cancellation, told], { scene }) => {
    const { peer, errors } = await converse(scene, { cancellation })
    const controller = scene.controller()
    const request = peer.request('never', {}, { signal: controller.signal })
    const reason = new Error('too slow')
    controller.abort(reason)
    expect(await rejection(request)).toBe(reason)
    expect(await peer.request('notifications')).toEqual([told])
    expect(errors).toEqual([])
  })

  test('is given up without a word where the protocol forbids to cancel it, or none is set', async ({ scene }) => {
    const { peer } = await converse(scene, { cancellation: { ...mcpCancellation, except: ['never'] } })
    const controller = scene.controller()
    const request = peer.request('never', {}, { signal: controller.signal })
    controller.abort()
    expect(await rejection(request)).toBe(controller.signal.reason)
    expect(await peer.request('notifications')).toEqual([])
  })

  test('is given up all the same when the notice cannot be made', async ({ scene }) => {
    const broken = new Error('a bug in params()')
    const { peer, errors } = await converse(scene, { cancellation: { ...lspCancellation, params: () => { throw broken } } })
    const controller = scene.controller()
    const request = peer.request('never', {}, { signal: controller.signal })
    controller.abort()
    expect(await rejection(request)).toBe(controller.signal.reason)
    expect(errors).toEqual([broken])
  })

  test('is not sent when its signal has aborted before', async ({ scene }) => {
    const { peer } = await converse(scene)
    const reason = new Error('never mind')
    expect(await rejection(peer.request('echo', {}, { signal: AbortSignal.abort(reason) }))).toBe(reason)
  })

  test('may be answered late without an error', async ({ scene }) => {
    const { peer, errors } = await converse(scene)
    const controller = scene.controller()
    const request = peer.request('echo', { late: true }, { signal: controller.signal })
    controller.abort()
    await rejection(request)
    expect(await peer.request('echo', { next: true })).toEqual({ next: true })
    expect(errors).toEqual([])
  })

  test('shares its signal with many others, and no listener is left when all are answered', async ({ scene }) => {
    const { peer } = await converse(scene)
    const { signal } = scene.controller()
    await Promise.all(Array.from({ length: 30 }, (_, index) => peer.request('echo', { index }, { signal })))
  })
})

describe('what cannot be sent', () => {
  test('rejects with a TypeError, and the next request is sent', async ({ scene }) => {
    const { peer } = await converse(scene)
    const circle: { self?: object } = {}
    circle.self = circle
    expect(await rejection(peer.request('echo', circle))).toBeInstanceOf(TypeError)
    expect(await rejection(peer.notify('echo', circle))).toBeInstanceOf(TypeError)
    expect(await peer.request('echo', { fine: true })).toEqual({ fine: true })
  })
})
