import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { expect } from 'vitest'
import { commandOf } from './command.js'
import { deferred } from './deferred.js'
import { gone, isAlive } from './postcondition.js'
import { test } from './scene.js'

const HOLDER = /"pid":(\d+)/

// One program of the world and one of ours: the child of run 1 leaves a grandchild that still holds its pipes, so the 'close' event of
// run 1 comes when run 2 has begun. The listener of @modelcontextprotocol/sdk 1.32.2 sets `_process` to undefined for any 'close':
//
//     this._process.on('close', _code => {
//         this._process = undefined;
//
// Its second child is then nobody's: `pid` is null and close() does nothing. Ours asks each event whose it is, by having one object a run.
test('the stdio client of the MCP SDK loses its new child to the end of the old one', async ({ scene }) => {
  const holders: number[] = []
  let said = deferred()
  const transport = new StdioClientTransport({ ...transportOf('speaks-json-rpc.sh', scene.env), stderr: 'ignore' })
  transport.onmessage = (message) => {
    if (!('method' in message) || message.method !== 'holder') return
    holders.push(Number(message.params?.['pid']))
    said.resolve()
  }
  const closed = deferred()
  transport.onclose = closed.resolve

  await transport.start()
  await said.promise
  await transport.close()
  said = deferred()
  await transport.start()
  await said.promise
  const child = transport.pid
  expect(child).not.toBeNull()

  process.kill(holders[0] ?? 0, 'SIGUSR1')
  await closed.promise

  expect(transport.pid).toBeNull()
  expect(isAlive(child ?? 0)).toBe(true)
  await transport.close()
  expect(isAlive(child ?? 0)).toBe(true)

  process.kill(child ?? 0, 'SIGKILL')
  process.kill(holders[1] ?? 0, 'SIGKILL')
})

test('the supervisor keeps it, and stops it', async ({ scene }) => {
  const { supervisor, ear } = scene.supervise('speaks-json-rpc.sh', { stop: { eofMs: 60_000, drainIdleMs: 20, drainMaxMs: 100 } })
  await supervisor.start()
  const holder = await ear.number(HOLDER, 1)
  await supervisor.stop()
  const run = await supervisor.start()
  const second = await ear.number(HOLDER, 2)

  process.kill(holder, 'SIGUSR1')
  await gone(holder)
  await new Promise((resolve) => setTimeout(resolve, 100))

  expect(supervisor.run).toBe(run)
  expect(isAlive(run.pid)).toBe(true)
  await supervisor.stop()
  expect(isAlive(run.pid)).toBe(false)
  process.kill(second, 'SIGKILL')
})

function transportOf(name: string, env: NodeJS.ProcessEnv): { command: string, args: string[], env: Record<string, string> } {
  const { command, args } = commandOf(name)
  const given = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { command, args: [...args], env: Object.fromEntries(given) }
}
