import { describe, expect, it } from 'vitest'
import { factsOf } from './facts-of.js'

/** How many functions one question has solved. */
function solvesOf(question: string, code: string): number {
  const facts = factsOf(code)
  for (const ask of [() => facts.lateAcquisitions, () => facts.staleGuards, () => facts.disorders(true)]) ask()
  return facts.works.get(question)?.solves ?? 0
}

describe('a late acquisition is looked for along the control flow', () => {
  it('where a store comes behind a wait', () => {
    expect(solvesOf('late acquisitions', `
class Feed {
  async open() { const socket = await connect(); this.socket = socket }
  close() { this.socket?.close() }
}`)).toBe(1)
  })

  it('where a helper that stores is called behind a wait', () => {
    expect(solvesOf('late acquisitions', `
class Feed {
  async open() { await ready(); this.start() }
  start() { this.socket = connect() }
  close() { this.socket?.close() }
}`)).toBeGreaterThan(0)
  })

  it('where both stand in one loop', () => {
    expect(solvesOf('late acquisitions', `
class Feed {
  async open() { for (;;) { this.socket = connect(); await turn() } }
  close() { this.socket?.close() }
}`)).toBe(1)
  })

  it('nowhere where the text stores before it waits', () => {
    expect(solvesOf('late acquisitions', `
class Feed {
  async open() { this.socket = connect(); await turn() }
  close() { this.socket?.close() }
}`)).toBe(0)
  })
})

describe('a stale guard is looked for along the control flow', () => {
  it('where somebody may empty the cell during a wait', () => {
    expect(solvesOf('stale guards', `
class Feed {
  async send() { if (!this.socket) return; await turn(); this.socket.send() }
  close() { this.socket = null }
}`)).toBe(1)
  })

  it('nowhere where nobody has the function that empties it before the wait is over', () => {
    expect(solvesOf('stale guards', `
async function open() {
  let socket = connect()
  if (!socket) return
  await turn()
  socket.send()
  return () => { socket = null }
}`)).toBe(0)
  })

  it('nowhere where an optional chain alone has looked', () => {
    expect(solvesOf('stale guards', `
class Feed {
  async send() { this.socket?.ping(); await turn(); this.socket.send() }
  close() { this.socket = null }
}`)).toBe(0)
  })

  it('where the chain waits itself before it goes on', () => {
    expect(solvesOf('stale guards', `
class Feed {
  async send() { this.socket?.send(await text(), this.socket.id) }
  close() { this.socket = null }
}`)).toBe(1)
  })
})

describe('a stale guard is judged once, in the function that has it whole', () => {
  const sending = 'async send() { if (!this.socket) return; await turn(); this.socket.send() }'

  it('and not in those who call it', () => {
    expect(solvesOf('stale guards', `
class Feed {
  async run() { await ready(); await this.send() }
  async start() { await this.run() }
  ${sending}
  close() { this.socket = null }
}`)).toBe(1)
  })

  it('but in a caller that has looked before', () => {
    expect(solvesOf('stale guards', `
class Feed {
  async run() { if (!this.socket) return; await this.send() }
  ${sending}
  close() { this.socket = null }
}`)).toBeGreaterThan(1)
  })

  it('and in a caller in whose loop one round looks and the next one uses', () => {
    expect(solvesOf('stale guards', `
class Feed {
  async run() { for (;;) await this.send() }
  ${sending}
  close() { this.socket = null }
}`)).toBeGreaterThan(1)
  })

  it('nowhere where only a call of itself comes behind the wait', () => {
    expect(solvesOf('stale guards', `
class Feed {
  async send() { if (!this.socket) return; this.socket.send(); await turn(); await this.send() }
  close() { this.socket = null }
}`)).toBe(0)
  })

  it('nowhere where more calls lead to the use than are followed', () => {
    expect(solvesOf('stale guards', `
class Feed {
  async run() { if (!this.socket) return; await turn(); this.one() }
  one() { this.two() }
  two() { this.three() }
  three() { this.four() }
  four() { this.socket.send() }
  close() { this.socket = null }
}`)).toBe(0)
  })
})

describe('of a task it is read what it does with cells that are released', () => {
  it('in what it calls', () => {
    expect(solvesOf('consumption', `
class Feed {
  start() { this.timer = setInterval(() => this.poll(), 1000) }
  poll() { this.socket.ping() }
  stop() { this.socket = null; clearInterval(this.timer) }
}`)).toBe(2)
  })

  it('but not in calls that name no such cell', () => {
    expect(solvesOf('consumption', `
class Feed {
  start() { this.timer = setInterval(() => { this.log(); this.socket.ping() }, 1000) }
  log() { console.log(this.name) }
  stop() { this.socket = null; clearInterval(this.timer) }
}`)).toBe(1)
  })

  it('and in those that end by an error, which tell what holds behind them', () => {
    expect(solvesOf('consumption', `
class Feed {
  start() { this.timer = setInterval(() => { this.check(); this.socket.ping() }, 1000) }
  check() { if (this.closed) throw new Error('closed') }
  stop() { this.socket = null; clearInterval(this.timer) }
}`)).toBe(2)
  })

  it('nowhere where the teardown cancels the task first', () => {
    expect(solvesOf('consumption', `
class Feed {
  start() { this.timer = setInterval(() => this.poll(), 1000) }
  poll() { this.socket.ping() }
  stop() { clearInterval(this.timer); this.socket = null }
}`)).toBe(0)
  })

  it('but where that stands in a loop, so that the next round cancels behind the release', () => {
    expect(solvesOf('consumption', `
class Feed {
  start() { this.timer = setInterval(() => this.poll(), 1000) }
  poll() { this.socket.ping() }
  stop() { do { clearInterval(this.timer); this.socket = null } while (this.again) }
}`)).toBe(2)
  })

  it('where a flag that the task tests is written behind the release', () => {
    expect(solvesOf('consumption', `
class Feed {
  start() { this.run = this.read() }
  async read() { while (!this.closed) { await turn(); this.socket.read() } }
  stop() { this.socket = null; this.closed = true }
}`)).toBe(1)
  })

  it('nowhere where it is written before the release', () => {
    expect(solvesOf('consumption', `
class Feed {
  start() { this.run = this.read() }
  async read() { while (!this.closed) { await turn(); this.socket.read() } }
  stop() { this.closed = true; this.socket = null }
}`)).toBe(0)
  })

  it('nowhere where what is written behind the release is no flag of the task', () => {
    expect(solvesOf('consumption', `
class Feed {
  start() { this.run = this.read() }
  async read() { while (!this.closed) { await turn(); const next = this.count; this.socket.read(next) } }
  stop() { this.closed = true; this.socket = null; this.count = 0 }
}`)).toBe(0)
  })
})

/** How many functions are solved for the order of a release and a cancel. */
const teardownSolves = (code: string): number => solvesOf('teardown', code)

describe('a teardown is followed', () => {
  // It looks first: no release of its socket would be a leak.
  const task = 'start() { this.timer = setInterval(() => { if (this.socket) this.socket.ping() }, 1000) }'

  it('where one call releases, and a later one cancels', () => {
    expect(teardownSolves(`
class Feed {
  ${task}
  stop() { this.drop(); this.halt() }
  drop() { this.socket = null }
  halt() { clearInterval(this.timer) }
}`)).toBeGreaterThan(0)
  })

  it('nowhere where the later call releases as well: each of them is a teardown of its own', () => {
    expect(teardownSolves(`
class Feed {
  ${task}
  stop() { this.drop(); this.end() }
  drop() { this.socket = null }
  end() { clearInterval(this.timer); this.socket = null }
}`)).toBe(0)
  })

  it('nowhere where calls go round between a release and a cancel', () => {
    expect(teardownSolves(`
class Feed {
  ${task}
  stop() { clearInterval(this.timer); this.socket = null; if (this.again) this.retry() }
  retry() { this.again = false; this.stop() }
}`)).toBe(0)
  })

  it('but where a function of such a round has both in this order', () => {
    expect(teardownSolves(`
class Feed {
  ${task}
  stop() { this.socket = null; clearInterval(this.timer); if (this.again) this.retry() }
  retry() { this.again = false; this.stop() }
}`)).toBeGreaterThan(0)
  })
})

/** How many functions of tasks and runs are solved to answer whether a release comes too early. */
function consumptionSolves(code: string): number {
  const facts = factsOf(code)
  for (const ask of [() => facts.disorders(true), () => facts.unsettled]) ask()
  return facts.works.get('consumption')?.solves ?? 0
}

describe('the code of a task or of a run is followed', () => {
  it('where the run would rely on what a teardown releases', () => {
    expect(consumptionSolves(`
class Feed {
  open() { this.run = this.read() }
  async read() { await turn(); this.socket.read() }
  close() { this.abort.abort(); this.socket = null }
}`)).toBeGreaterThan(0)
  })

  it('where a task comes by a released cell', () => {
    expect(consumptionSolves(`
class Feed {
  open() { this.timer = setInterval(() => { this.beat() }, 10) }
  beat() { this.log(); this.socket.ping() }
  log() { this.count = this.count + 1 }
  close() { this.socket = null; clearInterval(this.timer) }
}`)).toBe(3)
  })

  it('nowhere where a task comes by the cell only in the function that releases it', () => {
    expect(consumptionSolves(`
class Feed {
  open() { this.timer = setInterval(() => { this.close() }, 10) }
  close() { this.socket.end(); this.socket = null; clearInterval(this.timer) }
}`)).toBe(0)
  })

  it('nowhere where each place that the run comes by is asked about first', () => {
    expect(consumptionSolves(`
class Feed {
  start() { setTimeout(async () => { await turn(); if (this.closed) return; this.socket.read() }, 10) }
  close() { this.closed = true; this.socket = null }
}`)).toBe(0)
  })
})
