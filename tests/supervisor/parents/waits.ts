import { Supervisor } from '../../../src/supervisor/index.js'
import { commandOf, program } from '../command.js'

// Has nothing to do but to wait for a report, and nothing that holds the process but the wait: the child is gone, its pipes have ended,
// and the consumer never settles.
const supervisor = new Supervisor({
  ...commandOf('counts.sh'),
  args: [program('counts.sh'), '1'],
  stop: { consumerMs: 200 },
  consumers: { stubborn: async () => new Promise(() => {}) },
})
const run = await supervisor.start()
const { cause, consumers } = await run.exited
process.stdout.write(`${JSON.stringify({ cause, consumers })}\n`)
