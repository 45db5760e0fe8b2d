import process from 'node:process'
import { setInterval } from 'node:timers'

// Neither the end of its input nor SIGTERM moves it.
process.on('SIGTERM', () => {})
setInterval(() => {}, 1000)
process.stdout.write('ready\n')
