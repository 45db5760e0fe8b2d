import { testMessages } from './messages.js'

const importer = (stop: string): string => `
  class Importer {
    start() { this.loop = this.run(this.abort.signal) }
    async run(signal) { while (!signal.aborted) { const job = await next(); this.db.put(job) } }
    ${stop}
  }
`

testMessages('no-release-before-settle', [
  {
    id: 'kept',
    code: importer('async stop() { this.abort.abort(); this.db = null }'),
    message: '`this.db` is released here, but the task `this.loop` on line 2 may still be running after this line asks it to stop and uses it '
      + 'on line 3. Wait until the task has settled, then release `this.db`.',
    suggestions: [['settleFirst', 'Add `await Promise.allSettled([this.loop])` before the release.']],
  },
  {
    id: 'skipped',
    code: importer('async stop(isFast) { this.abort.abort(); if (!isFast) await this.loop; this.db = null }'),
    message: '`this.db` is released here, but the task `this.loop` on line 2 may still be running and uses it on line 3: this function waits '
      + 'for it, but not on every path. Wait for it on this path too.',
  },
  {
    id: 'late',
    code: importer('async stop() { this.abort.abort(); this.db = null; await this.loop }'),
    message: '`this.db` is released here, but the task `this.loop` on line 2 may still be running after this line asks it to stop and uses it '
      + 'on line 3: `stop()` waits for it only after the release. Wait first, then release `this.db`.',
  },
  {
    id: 'synchronous',
    code: importer('stop() { this.abort.abort(); this.db = null }'),
    message: '`this.db` is released here, but the task `this.loop` on line 2 may still be running after this line asks it to stop and uses it '
      + 'on line 3. `stop()` cannot wait for it: make it async and wait, or check `this.db` after each `await` of the task.',
  },
  {
    id: 'neverKept',
    code: `
      class Presence {
        start() { this.timer = setInterval(async () => { const users = await load(); this.db.put(users) }, 9) }
        stop() { clearInterval(this.timer); this.db = null }
      }
    `,
    message: '`this.db` is released here, but the interval `this.timer` on line 2 may still be running after this line asks it to stop and uses '
      + 'it on line 2. Nothing can wait for it: keep its promise, and wait for that before the release.',
  },
  // What the task does where it does not use the cell itself.
  {
    id: 'neverKept',
    code: `
      class Lock {
        start(path) { this.path = path; this.timer = setInterval(async () => { const held = await read(); await writeFile(this.path, held) }, 9) }
        async release() { clearInterval(this.timer); await rm(this.path) }
      }
    `,
    message: '`this.path` is removed here, but the interval `this.timer` on line 2 may still be running after this line asks it to stop and '
      + 'writes to it on line 2. Nothing can wait for it: keep its promise, and wait for that before the release.',
  },
  {
    id: 'synchronous',
    code: `
      class Server {
        start() { return this.starting = this.listen() }
        async listen() { const socket = await open(); this.socket = socket }
        stop() { this.controller.abort(); this.starting = null }
      }
    `,
    message: '`this.starting` is released here, but the task `this.starting` on line 2 may still be running and sets `this.socket` on line 3. '
      + '`stop()` cannot wait for it: make it async and wait, or check `this.starting` after each `await` of the task.',
  },
])
