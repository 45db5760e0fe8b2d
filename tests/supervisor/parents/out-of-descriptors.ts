import { closeSync, openSync } from 'node:fs'
import { SpawnError, Supervisor } from '../../../src/supervisor/index.js'
import { commandOf } from '../command.js'

// Starts a child when no descriptor is left, then again when there are some.
const supervisor = new Supervisor({ ...commandOf('obeys.sh'), stop: { eofMs: 5 } })
const open: number[] = []
try {
  for (;;) open.push(openSync('/dev/null', 'r'))
}
catch {
  // EMFILE: as wanted.
}
const error: unknown = await supervisor.start().then(() => 'started', (reason: unknown) => reason)
for (const descriptor of open) closeSync(descriptor)

await supervisor.start()
const report = await supervisor.stop()
process.stdout.write(`${JSON.stringify({
  name: error instanceof Error ? error.name : error,
  code: error instanceof SpawnError ? error.code : undefined,
  later: report?.step,
})}\n`)
