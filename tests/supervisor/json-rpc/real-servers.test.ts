import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, onTestFinished, vi } from 'vitest'
import { JsonRpc, lspCancellation, mcpCancellation, type JsonRpcOptions, type Peer } from '../../../src/supervisor/json-rpc/index.js'
import type { Run } from '../../../src/supervisor/index.js'
import { deferred } from '../deferred.js'
import { test, type Scene } from '../scene.js'
import { rejection } from './talking.js'

// Servers that other people have written, as they are published. For the long suite: each takes seconds to start.
const kills = Number(process.env['SUPERVISOR_SERVER_KILLS'])

vi.setConfig({ testTimeout: 120_000 })

const bin = (name: string) => fileURLToPath(new URL(`../../../node_modules/.bin/${name}`, import.meta.url))

type Handlers = Pick<JsonRpcOptions, 'requests' | 'notifications'>

interface ToolResult {
  readonly content: readonly { readonly text: string }[]
  readonly isError?: boolean
}

function everything(scene: Scene, handlers: Handlers = {}) {
  const errors: Error[] = []
  const rpc = new JsonRpc({ framing: 'lines', cancellation: mcpCancellation, onError: (error) => { errors.push(error) }, ...handlers })
  const { supervisor } = scene.supervise('an MCP server', {
    deaf: true,
    command: bin('mcp-server-everything'),
    args: ['stdio'],
    consumers: { rpc: rpc.consumer },
    ready: rpc.ready(async (peer) => {
      const clientInfo = { name: 'tests', version: '1.0.0' }
      await peer.request('initialize', { protocolVersion: '2025-06-18', capabilities: { roots: {}, sampling: {} }, clientInfo })
      await peer.notify('notifications/initialized')
    }),
    restart: { on: 'failure', minMs: 0, max: kills + 2 },
  })
  return { rpc, supervisor, errors }
}

const call = (peer: Peer, name: string, args: object, options?: { signal: AbortSignal }) =>
  peer.request<ToolResult>('tools/call', { name, arguments: args, _meta: { progressToken: 1 } }, options)

describe('@modelcontextprotocol/server-everything', () => {
  const handlers: Handlers = {
    requests: {
      'roots/list': () => ({ roots: [{ uri: 'file:///project', name: 'project' }] }),
      'sampling/createMessage': ({ messages }: { messages: readonly { content: { text: string } }[] }) => ({
        role: 'assistant', model: 'none', content: { type: 'text', text: `You said: ${messages[0]?.content.text ?? ''}` },
      }),
    },
  }

  test('answers many requests at once, and large ones', async ({ scene }) => {
    const { rpc, supervisor, errors } = everything(scene, handlers)
    const peer = rpc.peer(await supervisor.start())
    const sums = await Promise.all(Array.from({ length: 100 }, (_, a) => call(peer, 'get-sum', { a, b: 1 })))
    expect(sums.map(({ content }) => content[0]?.text)).toEqual(sums.map((_, a) => `The sum of ${a} and 1 is ${a + 1}.`))
    const message = 'é€😀\n'.repeat(100_000)
    expect((await call(peer, 'echo', { message })).content[0]?.text).toBe(`Echo: ${message}`)
    expect(errors).toEqual([])
  })

  test('asks us in turn, and gets our answers', async ({ scene }) => {
    const { rpc, supervisor, errors } = everything(scene, handlers)
    const peer = rpc.peer(await supervisor.start())
    const { content } = await call(peer, 'trigger-sampling-request', { prompt: 'hello', maxTokens: 10 })
    expect(content[0]?.text).toContain('You said: Resource trigger-sampling-request context: hello')
    expect(errors).toEqual([])
  })

  test('answers an unknown method with an error', async ({ scene }) => {
    const { rpc, supervisor } = everything(scene, handlers)
    const peer = rpc.peer(await supervisor.start())
    expect(await rejection(peer.request('tools/burn'))).toMatchObject({ name: 'JsonRpcError', code: -32_601, message: 'Method not found' })
  })

  test('is told that a request was cancelled, and is of use afterwards', async ({ scene }) => {
    const controller = scene.controller()
    const { rpc, supervisor, errors } = everything(scene, {
      ...handlers, notifications: { 'notifications/progress': () => { controller.abort(new Error('enough')) } },
    })
    const peer = rpc.peer(await supervisor.start())
    const operation = call(peer, 'trigger-long-running-operation', { duration: 60, steps: 200 }, { signal: controller.signal })
    expect(await rejection(operation)).toMatchObject({ message: 'enough' })
    expect((await call(peer, 'get-sum', { a: 1, b: 2 })).content[0]?.text).toBe('The sum of 1 and 2 is 3.')
    expect(errors).toEqual([])
  })

  test('is killed between two requests and started again', async ({ scene }) => {
    const { rpc, supervisor, errors } = everything(scene, handlers)
    for (let killed = 0; killed < kills; killed++) {
      const run = await supervisor.start()
      expect((await call(rpc.peer(run), 'get-sum', { a: killed, b: 0 })).isError).toBeUndefined()
      const open = rejection(call(rpc.peer(run), 'trigger-long-running-operation', { duration: 60, steps: 200 }))
      process.kill(run.pid, 'SIGKILL')
      expect(await open).toMatchObject({ signal: 'SIGKILL', stderrTail: 'Starting default (STDIO) server...\n' })
    }
    const last = await supervisor.start()
    expect(last.id).toBe(kills + 1)
    expect((await call(rpc.peer(last), 'get-sum', { a: 1, b: 2 })).content[0]?.text).toBe('The sum of 1 and 2 is 3.')
    expect(errors).toEqual([])
  })
})

function typescript(scene: Scene, handlers: Handlers = {}) {
  const errors: Error[] = []
  const rpc = new JsonRpc({ framing: 'content-length', cancellation: lspCancellation, onError: (error) => { errors.push(error) }, ...handlers })
  const { supervisor } = scene.supervise('a language server', {
    deaf: true,
    command: bin('typescript-language-server'),
    args: ['--stdio'],
    consumers: { rpc: rpc.consumer },
    ready: rpc.ready(async (peer) => {
      const capabilities = { window: { workDoneProgress: true }, textDocument: { publishDiagnostics: {} } }
      await peer.request('initialize', { processId: process.pid, rootUri: null, capabilities })
      await peer.notify('initialized', {})
    }),
    goodbye: rpc.goodbye(async (peer, signal) => {
      await peer.request('shutdown')
      await peer.notify('exit')
      if (!signal.aborted) await once(signal, 'abort')
    }),
    restart: { on: 'failure', minMs: 0, max: kills + 2 },
  })
  return { rpc, supervisor, errors }
}

async function hover(rpc: JsonRpc, run: Run, text = 'const answer = 42', uri = 'file:///answer.ts') {
  const peer = rpc.peer(run)
  await peer.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', version: 1, text } })
  const request = { textDocument: { uri }, position: { line: 0, character: 6 } }
  return (await peer.request<{ contents: { value: string } }>('textDocument/hover', request)).contents.value
}

describe('typescript-language-server', () => {
  test('answers, asks and notifies, with a document that is large and not in ASCII', async ({ scene }) => {
    const asked = deferred()
    const diagnostics = deferred<readonly { message: string }[]>()
    const { rpc, supervisor, errors } = typescript(scene, {
      requests: { 'window/workDoneProgress/create': () => { asked.resolve() } },
      notifications: {
        'textDocument/publishDiagnostics': (params: { diagnostics: readonly { message: string }[] }) => {
          if (params.diagnostics.length > 0) diagnostics.resolve(params.diagnostics)
        },
      },
    })
    const run = await supervisor.start()
    // The server shows its progress while it loads a project, so there is one.
    const folder = mkdtempSync(join(tmpdir(), 'teardown-project-'))
    onTestFinished(() => { rmSync(folder, { recursive: true }) })
    writeFileSync(join(folder, 'tsconfig.json'), '{}')
    writeFileSync(join(folder, 'answer.ts'), '')
    const library = readFileSync(new URL('../../../node_modules/typescript/lib/lib.es5.d.ts', import.meta.url), 'utf8')
    const text = `const é: string = 42 // €😀\n/*${library.replaceAll('*/', '')}*/\n`
    expect(await hover(rpc, run, text, pathToFileURL(join(folder, 'answer.ts')).href)).toContain('const é')
    expect(await diagnostics.promise).toContainEqual(expect.objectContaining({ message: "Type 'number' is not assignable to type 'string'." }))
    await asked.promise
    expect(await supervisor.stop()).toMatchObject({ code: 0, step: 'goodbye' })
    expect(errors).toEqual([])
  })

  test('is killed between two requests and started again', async ({ scene }) => {
    const { rpc, supervisor, errors } = typescript(scene)
    for (let killed = 0; killed < kills; killed++) {
      const run = await supervisor.start()
      expect(await hover(rpc, run)).toContain('const answer: 42')
      process.kill(run.pid, 'SIGKILL')
      expect(await rejection(hover(rpc, run))).toBeInstanceOf(Error)
      await run.exited
    }
    expect(await hover(rpc, await supervisor.start())).toContain('const answer: 42')
    expect(await supervisor.stop()).toMatchObject({ run: kills + 1, code: 0, step: 'goodbye' })
    expect(errors).toEqual([])
  })
})
