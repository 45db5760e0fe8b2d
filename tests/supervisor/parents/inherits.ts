import { Supervisor } from '../../../src/supervisor/index.js'
import { commandOf } from '../command.js'

// The child has the stdout and the stderr of this process, and no input.
const supervisor = new Supervisor({ ...commandOf('stdio.mjs'), stdio: ['ignore', 'inherit', 'inherit'] })
const run = await supervisor.start()
const written = run.write('lost').catch((error: unknown) => (error as NodeJS.ErrnoException).code)
const report = await run.exited
process.stdout.write(`write: ${String(await written)}\nreport ${report.cause} ${report.code ?? 'none'}\n`)
