import { describe, expect, it } from 'vitest'
import { lifetimesOf } from './facts-of.js'

describe('which task consumes which cell', () => {
  it('the callback of a timer consumes what it dereferences', () => {
    expect(lifetimesOf(`
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(this.name), 1000)
  }
  stop() {
    clearInterval(this.beat)
  }
}
`)).toEqual(['interval beat@3 consumes link@3, cancelled@6'])
  })

  it('each callback belongs to its own handle', () => {
    expect(lifetimesOf(`
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
    this.idle = setTimeout(() => this.door.shut(), 9000)
  }
  stop() {
    clearInterval(this.beat)
    clearTimeout(this.idle)
  }
}
`)).toEqual([
      'interval beat@3 consumes link@3, cancelled@7',
      'timeout idle@4 consumes door@4, cancelled@8',
    ])
  })

  it('a task that nothing cancels has no lifetime to keep', () => {
    expect(lifetimesOf(`
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
}
`)).toEqual([])
  })

  it('a callback consumes what the functions that it calls dereference', () => {
    expect(lifetimesOf(`
class Client {
  start() {
    this.beat = setInterval(() => this.tick(), 1000)
  }
  tick() {
    this.send('beat')
  }
  send(text) {
    this.link.write(text)
  }
  stop() {
    clearInterval(this.beat)
  }
}
`)).toEqual(['interval beat@3 consumes link@9, cancelled@12'])
  })

  it('optional chaining does not consume', () => {
    expect(lifetimesOf(`
class Client {
  start() {
    this.beat = setInterval(() => this.link?.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
  }
}
`)).toEqual([])
  })

  it('a test of the cell in front is written down', () => {
    expect(lifetimesOf(`
class Client {
  start() {
    this.beat = setInterval(() => {
      if (this.link) this.link.ping()
    }, 1000)
  }
  stop() {
    clearInterval(this.beat)
  }
}
`)).toEqual(['interval beat@3 consumes link@4, looks first, cancelled@8'])
  })

  it('a reference of its own is not the cell', () => {
    expect(lifetimesOf(`
class Client {
  start() {
    const link = this.link
    this.beat = setInterval(() => link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
  }
}
`)).toEqual([])
  })

  it('a cell that the task fills itself before it looks is not consumed', () => {
    expect(lifetimesOf(`
class Client {
  start() {
    this.beat = setInterval(() => {
      this.link = new Link()
      this.link.ping()
    }, 1000)
  }
  stop() {
    clearInterval(this.beat)
  }
}
`)).toEqual([])
  })
})

describe('when a task consumes', () => {
  it('an async function consumes what it reads behind its first yield', () => {
    expect(lifetimesOf(`
class Agent {
  start() {
    this.abort = new AbortController()
    this.task = this.drain(this.abort.signal)
  }
  async drain(signal) {
    this.early.read()
    await pause(10, signal)
    this.late.read()
  }
  stop() {
    this.abort.abort()
  }
}
`)).toEqual(['promise task@4 consumes late@9, cancelled@12'])
  })

  it('the body of a loop comes behind the yield of its last round', () => {
    expect(lifetimesOf(`
class Agent {
  start() {
    this.abort = new AbortController()
    this.task = this.drain(this.abort.signal)
  }
  async drain(signal) {
    for (;;) {
      this.early.read()
      await pause(10, signal)
    }
  }
  stop() {
    this.abort.abort()
  }
}
`)).toEqual(['promise task@4 consumes early@8, cancelled@13'])
  })

  it('the callback of a timer consumes in front of its first yield only', () => {
    expect(lifetimesOf(`
class Agent {
  start() {
    this.beat = setInterval(async () => {
      this.early.read()
      await pause(10)
      this.late.read()
    }, 1000)
  }
  stop() {
    clearInterval(this.beat)
  }
}
`)).toEqual(['interval beat@3 consumes early@4, cancelled@10'])
  })

  it('for await reads its source when it begins and yields before each round', () => {
    expect(lifetimesOf(`
class Agent {
  start() {
    this.abort = new AbortController()
    this.task = this.drain(this.abort.signal)
  }
  async drain(signal) {
    for await (const line of this.source.lines({ signal })) this.sink.write(line)
  }
  stop() {
    this.abort.abort()
  }
}
`)).toEqual(['promise task@4 consumes sink@7, cancelled@10'])
  })
})

describe('stop flags', () => {
  it('a flag that is tested before each dereference stops the task', () => {
    expect(lifetimesOf(`
class Poller {
  start() {
    this.task = this.poll()
  }
  async poll() {
    while (!this.closed) {
      this.db.query('select 1')
      await pause(1000)
    }
  }
}
`)).toEqual(['promise task@3 consumes db@7, while closed is falsy, never cancelled'])
  })

  it('a flag that is tested on the other side of a yield does not', () => {
    expect(lifetimesOf(`
class Poller {
  start() {
    this.task = this.poll()
  }
  async poll() {
    while (!this.closed) {
      await pause(1000)
      this.db.query('select 1')
    }
  }
}
`)).toEqual(['promise task@3 consumes db@8, never cancelled'])
  })

  it('a flag stops a task only when every dereference comes behind it', () => {
    expect(lifetimesOf(`
class Poller {
  start() {
    this.beat = setInterval(() => {
      if (!this.closed) this.db.query('select 1')
      this.db.query('select 2')
    }, 1000)
  }
  stop() {
    clearInterval(this.beat)
  }
}
`)).toEqual(['interval beat@3 consumes db@4,5, cancelled@9'])
  })

  it('two flags', () => {
    expect(lifetimesOf(`
class Poller {
  start() {
    this.beat = setInterval(() => {
      if (this.closed || this.phase === null) return
      this.db.query('select 1')
    }, 1000)
  }
  stop() {
    clearInterval(this.beat)
  }
}
`)).toEqual(['interval beat@3 consumes db@5, while closed is falsy, while phase is truthy, cancelled@9'])
  })
})
