import { abort } from 'node:process'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { Supervisor, type SuperviseOptions } from '../../../src/supervisor/index.js'
import { commandOf, program } from '../command.js'
import { Ear } from '../ear.js'

// Keeps COUNT children, each with a tool in a session of its own, and ends in the way it is told:
// keeps.ts COUNT wait|abort|removed|throws|worker|pathless [kill|leave]
const [count = '1', way = 'wait', onParentDeath = 'kill'] = process.argv.slice(2)

const { env } = process
if (way === 'pathless') process.env = { ...env, PATH: '' }

/** What a worker writes to stdout is lost when it is terminated, so the main thread says it. */
function say(line: string): void {
  if (parentPort) parentPort.postMessage(line)
  else process.stdout.write(`${line}\n`)
}

/** Starts a child, and says its pid and that of its tool. */
async function keep(): Promise<void> {
  const ear = new Ear()
  const supervisor = new Supervisor({
    ...commandOf('starts-tool.sh'),
    args: [program('starts-tool.sh'), 'deaf'],
    spawn: { env },
    consumers: { ear: ear.consumer },
    onParentDeath: onParentDeath as NonNullable<SuperviseOptions['onParentDeath']>,
  })
  const run = await supervisor.start()
  const tool = await ear.number(/^tool (\d+)$/)
  say(`pid ${run.pid}`)
  say(`pid ${tool}`)
}

if (isMainThread && way === 'worker') {
  // The loader of this program does not reach into a worker.
  const file = JSON.stringify(import.meta.url)
  const code = `import('tsx/esm/api').then(({ tsImport }) => tsImport(${file}, ${file}))`
  const worker = new Worker(code, { eval: true, argv: process.argv.slice(2) })
  worker.on('message', (line: string) => {
    say(line)
    if (line === 'all') void worker.terminate()
  })
  setInterval(() => undefined, 60_000)
} else {
  await Promise.all(Array.from({ length: Number(count) }, keep))
  say('all')
  if (way === 'abort') abort()
  if (way === 'removed') process.removeAllListeners('exit').exit(0)
  if (way === 'pathless') process.kill(process.pid, 'SIGKILL')
  if (way === 'throws') process.prependListener('exit', () => { throw new Error('an exit listener is broken') }).exit(0)
  setInterval(() => undefined, 60_000)
}
