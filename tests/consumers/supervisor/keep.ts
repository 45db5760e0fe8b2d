import { createRequire } from 'node:module'
import { Supervisor, type ExitReport, type Run } from 'eslint-plugin-teardown/supervisor'
import { JsonRpc, type JsonRpcError, type Peer } from 'eslint-plugin-teardown/supervisor/json-rpc'

const cat = new Supervisor({
  command: 'cat',
  consumers: {
    async listen(run: Run) {
      for await (const line of run.stdout.lines()) console.log(line)
    },
  },
})

const run = await cat.start()
await run.write('purr\n')
run.endInput()
const report: ExitReport = await run.exited
console.log(report.cause, report.code, cat.run)

await cat.start()
console.log((await cat.stop())?.step)

// What `cat` answers to a request is that request, so it asks us.
const rpc = new JsonRpc({
  framing: 'lines',
  requests: { mirror: ({ text }: { text: string }, { run }) => `${text} ${run.id}` },
  onError: (error) => { console.log(error.message) },
})
const mirror = new Supervisor({ command: 'cat', consumers: { rpc: rpc.consumer } })
const peer: Peer = rpc.peer(await mirror.start())
const answer: string = await peer.request<string>('mirror', { text: 'meow' })
console.log(answer, await peer.request('unheard').catch(({ code }: JsonRpcError) => code))
await mirror.stop()

// ESLint and TypeScript are CommonJS: whatever loads them, they would be in here.
console.log(Object.keys(createRequire(import.meta.url).cache))
