// Says on every descriptor that it has who it is, and answers messages.
import { writeSync } from 'node:fs'
import process from 'node:process'

writeSync(1, 'one\n')
writeSync(2, 'two\n')
if (process.argv[2] === 'three') writeSync(3, 'three\n')
if (process.send) {
  process.send('hello')
  process.on('message', (message) => { process.send({ echo: message }) })
} else process.stdin.resume()
