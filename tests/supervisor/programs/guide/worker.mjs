import process from 'node:process'
import { createInterface } from 'node:readline'

// A worker that answers pings until it is given a job that never ends. After that it hears nothing, not even the end of its input.
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'ping') process.stdout.write('pong\n')
  if (line === 'job 7') for (;;) ;
}
