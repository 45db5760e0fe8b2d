import process from 'node:process'
import { setInterval } from 'node:timers'

// On SIGTERM it writes 400 kB, more than any pipe holds, and exits with 0 when all of it is written; with 9 when the pipe broke.
process.stdout.on('error', () => process.exit(9))
process.once('SIGTERM', () => {
  process.stdout.write('x'.repeat(400_000), () => process.exit(0))
})
setInterval(() => {}, 1000)
process.stdout.write('ready\n')
