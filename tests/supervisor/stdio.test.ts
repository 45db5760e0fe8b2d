import { once } from 'node:events'
import { mkdtempSync, openSync, closeSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { describe, expect, vi } from 'vitest'
import { Copy } from '../../src/supervisor/output/copy.js'
import { program } from './command.js'
import { deferred } from './deferred.js'
import { runParent } from './parent.js'
import { test } from './scene.js'

describe('stdio', () => {
  test('F60: a Writable gets a copy of stderr, is not ended, and the tail is kept', async ({ scene }) => {
    const copy = new PassThrough()
    const { supervisor, ear } = scene.supervise('stdio.mjs', { stdio: ['pipe', 'pipe', copy] })
    await supervisor.start()
    await ear.hears(/^one$/)

    expect(await supervisor.stop()).toMatchObject({ step: 'eof', code: 0, stderrTail: 'two\n' })

    expect(String(copy.read())).toBe('two\n')
    expect(copy.writable).toBe(true)
  })

  test('F60: a Writable that takes nothing slows the child down, and a stop does not wait for it', async ({ scene }) => {
    const full = new Writable({ highWaterMark: 1, write: () => undefined })
    const { supervisor } = scene.supervise('floods-stderr.sh', { stdio: ['pipe', 'pipe', full], stop: { eofMs: 20 } })
    await supervisor.start()

    expect(await supervisor.stop()).toMatchObject({ cause: 'stop' })

    expect(full.writableLength).toBeLessThan(12_000_000)
    full.destroy()
  })

  test('F60: a Writable that is closed while it is full holds nobody up', async ({ scene }) => {
    const full = new Writable({ highWaterMark: 1, write: () => { setImmediate(() => { full.destroy() }) } })
    const { supervisor, ear } = scene.supervise('floods-stderr.sh', { stdio: ['pipe', 'pipe', full], stop: { eofMs: 20 } })
    await supervisor.start()

    await ear.hears(/^done$/)

    expect(full.destroyed).toBe(true)
  })

  test('F60: a Writable has room when it has drained, and when it was closed', async () => {
    let drain = (): void => undefined
    const writable = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => { drain = done } })
    const onRoom = vi.fn()
    const copy = new Copy(writable, onRoom)
    copy.write(Buffer.from('one'))
    expect(copy.hasRoom()).toBe(false)
    drain()
    expect(onRoom).toHaveBeenCalledTimes(1)
    copy.write(Buffer.from('two'))
    expect(copy.hasRoom()).toBe(false)

    writable.destroy()
    await once(writable, 'close')

    expect(onRoom).toHaveBeenCalledTimes(2)
    expect(copy.hasRoom()).toBe(true)
  })

  test('F60: a Writable that throws hears of it, and the output is read on', async ({ scene }) => {
    const thrown = new Error('this Writable is broken')
    const broken = new Writable({ write: () => { throw thrown } })
    const heard = deferred<Error>()
    broken.on('error', heard.resolve)
    const { supervisor, ear } = scene.supervise('floods-stderr.sh', { stdio: ['pipe', 'pipe', broken], stop: { eofMs: 20 } })
    await supervisor.start()

    await ear.hears(/^done$/)

    expect(await heard.promise).toBe(thrown)
  })

  test('F60: a Writable that is full at the end keeps no listener of ours', async ({ scene }) => {
    const full = new Writable({ highWaterMark: 1, write: () => undefined })
    const { supervisor } = scene.supervise('floods-stderr.sh', { stdio: ['pipe', 'pipe', full], stop: { eofMs: 20 } })
    for (let starts = 0; starts < 3; starts++) {
      await supervisor.start()
      await vi.waitUntil(() => full.writableNeedDrain)
      await supervisor.stop()
    }

    expect([full.listenerCount('drain'), full.listenerCount('close')]).toEqual([0, 0])
    full.destroy()
  })

  test('F60: a descriptor of this process', async ({ scene }) => {
    const folder = mkdtempSync(join(tmpdir(), 'teardown-stdio-'))
    const descriptor = openSync(join(folder, 'errors'), 'w')
    const { supervisor, ear } = scene.supervise('stdio.mjs', { stdio: ['pipe', 'pipe', descriptor] })
    const run = await supervisor.start()
    await ear.hears(/^one$/)

    expect(await supervisor.stop()).toMatchObject({ step: 'eof', code: 0, stderrTail: '' })

    closeSync(descriptor)
    expect(readFileSync(join(folder, 'errors'), 'utf8')).toBe('two\n')
    expect(run.stdio).toEqual([null, null, null])
    rmSync(folder, { recursive: true })
  })

  test('F60: what is inherited goes where that of this process goes, and what is not piped cannot be written', async ({ scene }) => {
    const parent = runParent(scene, 'inherits.ts')

    expect(await parent.ended).toEqual({ code: 0, signal: null })

    expect(parent.lines).toEqual(['one', 'write: EPIPE', 'report exit 0'])
  })

  test('F60: a pipe of its own from descriptor 3 on', async ({ scene }) => {
    const { supervisor } = scene.supervise('stdio.mjs', {
      args: [program('stdio.mjs'), 'three'], stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    })
    const run = await supervisor.start()
    const [text] = await new Promise<[string]>((resolve) => run.stdio[3]?.once('data', (chunk) => { resolve([String(chunk)]) }))

    expect(text).toBe('three\n')
    expect(await supervisor.stop()).toMatchObject({ step: 'eof', code: 0 })
    expect(run.stdio[3]?.destroyed).toBe(true)
  })

  test('F60: an IPC channel, which is closed with the input', async ({ scene }) => {
    const messages: unknown[] = []
    const { supervisor, trace } = scene.supervise('stdio.mjs', {
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      consumers: {
        listen: async (run) => {
          for await (const message of run.messages()) {
            messages.push(message)
            if (message === 'hello') await run.send({ number: 42 })
            else run.requestStop()
          }
        },
      },
    })
    const run = await supervisor.start()

    expect(await run.exited).toMatchObject({ step: 'eof', code: 0, consumers: [{ name: 'ear' }, { name: 'listen', outcome: 'aborted' }] })

    expect(messages).toEqual(['hello', { echo: { number: 42 } }])
    expect(trace.signals()).toEqual([])
    await expect(run.send('late')).rejects.toMatchObject({ code: 'ERR_IPC_CHANNEL_CLOSED' })
  })

  test('F60: without a channel there are no messages', async ({ scene }) => {
    const { supervisor } = scene.supervise('exits-on-eof.sh', { stop: { eofMs: 60_000 } })
    const run = await supervisor.start()

    expect(() => run.messages()).toThrow('There is no open IPC channel to the child.')
    await expect(run.send('hello')).rejects.toMatchObject({ code: 'ERR_IPC_CHANNEL_CLOSED' })
  })
})
