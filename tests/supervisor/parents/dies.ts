import { Supervisor } from '../../../src/supervisor/index.js'
import { commandOf } from '../command.js'
import { Ear } from '../ear.js'

// Supervises a child and ends in the way it is told: dies.ts PROGRAM exit|throw|wait [SIGNAL ...]. The signals are parentSignals.
const [program = '', way = '', ...signals] = process.argv.slice(2)
const ear = new Ear()
const supervisor = new Supervisor({
  ...commandOf(program),
  consumers: { ear: ear.consumer },
  stop: { eofMs: 20, termMs: 60_000 },
  parentSignals: signals as NodeJS.Signals[],
  onEvent: (event) => {
    if (event.type === 'signal') say(`sent ${event.signal}`)
    if (event.type === 'report') say(`report ${event.report.cause} ${event.report.step ?? 'none'}`)
  },
})

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

const run = await supervisor.start()
const [greeting] = await ear.hears(/^(?:ready|holder \d+)/)
say(`child ${run.pid}`)
say(greeting)
if (way === 'exit') process.exit(7)
if (way === 'throw') setImmediate(() => { throw new Error('the parent is broken') })
