import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Supervisor, type Run, type SuperviseOptions } from '../../../src/supervisor/index.js'

// Keeps a child, and hears signals: hears.ts default|refused|joined|handler|once|hangup|copies|first
const [way = 'default'] = process.argv.slice(2)

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

const ready = async (run: Run): Promise<void> => {
  for await (const line of run.stdout.lines()) if (line === 'ready') return
}

/** A child that ignores the end of its input, and takes a while to obey. */
function options(name: string, seconds: number): SuperviseOptions {
  return {
    command: 'sh',
    args: ['-c', `trap 'sleep ${seconds}; exit 7' TERM; echo ready; while :; do sleep 0.02; done`],
    ready,
    stop: { eofMs: 10 },
    onEvent: (event) => { if (event.type === 'report') say(`${name} ${event.report.cause} ${event.report.step ?? 'none'}`) },
  }
}

const supervisor = new Supervisor(options('child', 0.3))
const other = new Supervisor(options('other', 0))
const run = await supervisor.start()
say(`child ${run.pid}`)

/** Starts the other one, and says what becomes of that. */
function startOther(): void {
  other.start().then(({ pid }) => { say(`other ${pid}`) }, (error: unknown) => { say(`refused: ${String(error)}`) })
}

if (way === 'joined') run.signal.addEventListener('abort', startOther)
if (way === 'refused') run.signal.addEventListener('abort', () => { setTimeout(startOther, 50) })
if (way === 'handler') process.on('SIGTERM', () => { say('mine') })
if (way === 'once') process.once('SIGTERM', () => { say('mine') })
if (way === 'hangup') {
  process.on('SIGHUP', () => { say(`reloads, ${supervisor.state}`) })
}
if (way === 'first') Object.defineProperty(process, 'pid', { value: 1 })
if (way === 'copies') {
  const copy = mkdtempSync(join(tmpdir(), 'teardown-copy-'))
  writeFileSync(join(copy, 'package.json'), '{ "type": "module" }')
  cpSync(fileURLToPath(new URL('../../../src/supervisor', import.meta.url)), copy, { recursive: true })
  const { Supervisor: Copied } = await import(join(copy, 'index.ts')) as { Supervisor: typeof Supervisor }
  rmSync(copy, { recursive: true })
  await new Copied(options('copied', 1)).start()
}
say('all')
