import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { aborted } from './deferred.js'
import { gone, Postcondition } from './postcondition.js'

const BOUND_MS = 50

// Each kind of leftover, so that a test that passes can be believed.
describe('the postcondition', () => {
  it('holds where nothing happened', async () => {
    expect(await new Postcondition(mark(), []).leftovers(BOUND_MS)).toEqual([])
  })

  it('names a child that lives, and its pipes', async () => {
    const marker = mark()
    const postcondition = new Postcondition(marker, [])
    const child = spawn('sleep', ['1000'], { env: env(marker) })
    const closed = once(child, 'close')
    await once(child, 'spawn')

    const left = await postcondition.leftovers(BOUND_MS)

    expect(left).toContain(`process ${child.pid ?? 0} (sleep 1000) is alive`)
    expect(left).toContain('a handle is active: ProcessWrap')
    expect(left).toContain('a handle is active: PipeWrap')
    expect(left.filter((text) => text.startsWith('descriptor'))).toHaveLength(3)
    child.kill('SIGKILL')
    await closed
  })

  it('names a grandchild that left its session and its parent', async () => {
    const marker = mark()
    const postcondition = new Postcondition(marker, [])
    const child = spawn('sh', ['-c', 'setsid sleep 1000 & echo $!'], { env: env(marker), stdio: ['ignore', 'pipe', 'ignore'] })
    const [pid] = await once(child.stdout, 'data') as [Buffer]
    child.stdout.destroy()
    await once(child, 'close')

    const left = await postcondition.leftovers(BOUND_MS)

    expect(left).toContainEqual(expect.stringContaining(`process ${Number(String(pid))} (`))
    process.kill(Number(String(pid)), 'SIGKILL')
    await gone(Number(String(pid)))
  })

  it('names timers', async () => {
    const postcondition = new Postcondition(mark(), [])
    // More than the test runner's own, which come and go.
    const timers = Array.from({ length: 10 }, () => setTimeout(() => {}, 60_000))
    expect(await postcondition.leftovers(BOUND_MS)).toEqual(['a handle is active: Timeout'])
    timers.forEach((timer) => { clearTimeout(timer) })
  })

  it('names a listener on process', async () => {
    const postcondition = new Postcondition(mark(), [])
    const listener = (): void => {}
    process.on('SIGUSR2', listener)
    expect(await postcondition.leftovers(BOUND_MS)).toContain('process has more listeners: SIGUSR2')
    process.off('SIGUSR2', listener)
  })

  it('names a second exit listener, but not the first', async () => {
    const postcondition = new Postcondition(mark(), [])
    const listener = (): void => {}
    process.on('exit', listener)
    expect(await postcondition.leftovers(BOUND_MS)).toEqual([])
    const other = new Postcondition(mark(), [])
    process.on('exit', () => { listener() })
    expect(await other.leftovers(BOUND_MS)).toEqual(['process has a second listener: exit'])
    process.listeners('exit').slice(-2).forEach((each) => { process.off('exit', each) })
  })

  it('names a listener on a signal', async () => {
    const { signal } = new AbortController()
    const postcondition = new Postcondition(mark(), [signal])
    void aborted(signal)
    expect(await postcondition.leftovers(BOUND_MS)).toEqual(["a signal of the test's has a listener: abort"])
  })

  it('names a warning', async () => {
    const postcondition = new Postcondition(mark(), [])
    process.emit('warning', Object.assign(new Error('11 abort listeners added'), { name: 'MaxListenersExceededWarning' }))
    expect(await postcondition.leftovers(BOUND_MS)).toEqual(['warning: MaxListenersExceededWarning: 11 abort listeners added'])
  })

  it('names a rejection that nobody handled', async () => {
    const postcondition = new Postcondition(mark(), [])
    process.listeners('unhandledRejection').at(-1)?.call(process, new Error('lost'), Promise.resolve())
    expect(await postcondition.leftovers(BOUND_MS)).toEqual(['unhandled rejection: Error: lost'])
  })
})

function mark(): string {
  return `TEARDOWN_SCENE=${randomUUID()}`
}

function env(marker: string): NodeJS.ProcessEnv {
  const [name = '', value] = marker.split('=')
  return { ...process.env, [name]: value }
}
