import { describe, expect } from 'vitest'
import { runParent, type Parent } from './parent.js'
import { gone, isAlive } from './postcondition.js'
import { test, type Scene } from './scene.js'

async function hearing(scene: Scene, way: string): Promise<{ parent: Parent, child: number }> {
  const parent = runParent(scene, 'hears.ts', { args: [way] })
  await parent.says(/^all$/)
  return { parent, child: Number(/\d+/.exec(await parent.says(/^child \d+$/))?.[0]) }
}

describe('a signal to the parent', () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    test(`F51: ${signal} stops the child by default, and then ends the parent as it would have`, async ({ scene }) => {
      const { parent, child } = await hearing(scene, 'default')

      parent.kill(signal)

      expect(await parent.says(/^child stop/)).toBe('child stop term')
      expect(await parent.ended).toEqual({ code: null, signal })
      expect(isAlive(child)).toBe(false)
    })
  }

  test('F50: ends a parent that is process 1, to which the system delivers none that it does not hear', async ({ scene }) => {
    const { parent, child } = await hearing(scene, 'first')

    parent.kill('SIGTERM')

    expect(await parent.ended).toEqual({ code: 143, signal: null })
    expect(parent.lines).toContain('child stop term')
    expect(isAlive(child)).toBe(false)
  })

  test('F52: is no time to start anything: start() is refused', async ({ scene }) => {
    const { parent } = await hearing(scene, 'refused')

    parent.kill('SIGTERM')

    expect(await parent.says(/^refused/)).toBe('refused: StoppedError: This process is handling SIGTERM: nothing is started any more.')
    expect(await parent.ended).toEqual({ code: null, signal: 'SIGTERM' })
  })

  test('F52: what is started in the turn of the signal is stopped before the parent ends', async ({ scene }) => {
    const { parent } = await hearing(scene, 'joined')

    parent.kill('SIGTERM')

    const other = Number(/\d+/.exec(await parent.says(/^other \d+$/))?.[0])
    expect(await parent.says(/^other stop/)).toBe('other stop term')
    expect(await parent.ended).toEqual({ code: null, signal: 'SIGTERM' })
    expect(isAlive(other)).toBe(false)
  })

  for (const way of ['handler', 'once']) {
    test(`F53: calls a listener of the user's once, and leaves the end to it: ${way}`, async ({ scene }) => {
      const { parent, child } = await hearing(scene, way)

      parent.kill('SIGTERM')

      expect(await parent.ended).toEqual({ code: 0, signal: null })
      expect(parent.lines.filter((line) => line === 'mine')).toHaveLength(1)
      expect(parent.lines).toContain('child stop term')
      await gone(child)
    })
  }

  test('F53: SIGHUP is for a program that reloads on it', async ({ scene }) => {
    const { parent, child } = await hearing(scene, 'hangup')

    parent.kill('SIGHUP')

    expect(await parent.says(/^reloads/)).toBe('reloads, ready')
    expect(isAlive(child)).toBe(true)
    parent.kill('SIGTERM')
    expect(await parent.ended).toEqual({ code: null, signal: 'SIGTERM' })
  })

  test('F54: is heard once by two copies of the package, and the faster one does not force the other', async ({ scene }) => {
    const { parent } = await hearing(scene, 'copies')

    parent.kill('SIGTERM')

    expect(await parent.ended).toEqual({ code: null, signal: 'SIGTERM' })
    expect(parent.lines.filter((line) => line.includes(' stop '))).toEqual(['child stop term', 'copied stop term'])
  })
})
