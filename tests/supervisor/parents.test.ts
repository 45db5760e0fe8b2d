import { describe, expect } from 'vitest'
import { runParent, type Parent } from './parent.js'
import { gone, isAlive } from './postcondition.js'
import { test } from './scene.js'

async function number(parent: Parent, pattern: RegExp): Promise<number> {
  return Number(pattern.exec(await parent.says(pattern))?.[1])
}

describe('the death of the parent', () => {
  test('F28: by process.exit() the group is gone', async ({ scene }) => {
    const parent = runParent(scene, 'dies.ts', { args: ['holder-ignores-term.sh', 'exit'] })
    const child = await number(parent, /^child (\d+)/)
    const holder = await number(parent, /^holder (\d+)/)

    expect(await parent.ended).toEqual({ code: 7, signal: null })

    await Promise.all([gone(child), gone(holder)])
  })

  test('F28: by an uncaught exception the group is gone', async ({ scene }) => {
    const parent = runParent(scene, 'dies.ts', { args: ['holder-ignores-term.sh', 'throw'] })
    const child = await number(parent, /^child (\d+)/)
    const holder = await number(parent, /^holder (\d+)/)

    expect(await parent.ended).toEqual({ code: 1, signal: null })

    await Promise.all([gone(child), gone(holder)])
  })

  test('F28: by SIGTERM, when it is one of parentSignals, the child is stopped first', async ({ scene }) => {
    const parent = runParent(scene, 'dies.ts', { args: ['obeys.sh', 'wait', 'SIGTERM'] })
    const child = await number(parent, /^child (\d+)/)

    parent.kill('SIGTERM')

    expect(await parent.says(/^report/)).toBe('report stop term')
    expect(await parent.ended).toEqual({ code: null, signal: 'SIGTERM' })
    expect(isAlive(child)).toBe(false)
  })

  test('F28: by SIGKILL the child sees the end of its stdin, and nothing else', async ({ scene }) => {
    const parent = runParent(scene, 'dies.ts', { args: ['exits-on-eof.sh', 'wait', 'SIGTERM'] })
    const child = await number(parent, /^child (\d+)/)

    parent.kill('SIGKILL')

    expect(await parent.ended).toEqual({ code: null, signal: 'SIGKILL' })
    await gone(child)
  })
})

describe('a signal to the parent', () => {
  test('F31: the first SIGINT stops, the second forces', async ({ scene }) => {
    const parent = runParent(scene, 'dies.ts', { args: ['ignores-term.sh', 'wait', 'SIGINT'] })
    const child = await number(parent, /^child (\d+)/)

    parent.kill('SIGINT')
    await parent.says(/^sent SIGTERM$/)
    expect(isAlive(child)).toBe(true)
    parent.kill('SIGINT')

    expect(await parent.says(/^report/)).toBe('report stop kill')
    expect(await parent.ended).toEqual({ code: null, signal: 'SIGINT' })
    expect(isAlive(child)).toBe(false)
  })
})

describe('a parent that only waits', () => {
  test('F16: stays until the deadline of a consumer that never settles', async ({ scene }) => {
    const parent = runParent(scene, 'waits.ts')

    expect(JSON.parse(await parent.says(/^\{/))).toEqual({ cause: 'exit', consumers: [{ name: 'stubborn', outcome: 'stuck' }] })

    expect(await parent.ended).toEqual({ code: 0, signal: null })
  })
})
