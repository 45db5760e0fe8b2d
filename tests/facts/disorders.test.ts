import { describe, expect, it } from 'vitest'
import { disordersOf } from './facts-of.js'

describe('releases that come too early', () => {
  it('in front of the cancel, with nothing in between', () => {
    expect(disordersOf(`
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.link = null
    clearInterval(this.beat)
  }
}
`)).toEqual(['stop: latent link@6 before clearInterval@7 of interval beat@3'])
  })

  it('in front of the cancel, with a yield in between', () => {
    expect(disordersOf(`
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    this.link = null
    await this.log.flush()
    clearInterval(this.beat)
  }
}
`)).toEqual(['stop: race link@6 before clearInterval@8 of interval beat@3'])
  })

  it('in front of a cancel that is put off until a promise has settled', () => {
    expect(disordersOf(`
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.link.end().finally(() => clearInterval(this.beat))
    this.link = null
  }
}
`)).toEqual(['stop: race link@7 before clearInterval@6 of interval beat@3'])
  })

  it('without the cancel that another function has', () => {
    expect(disordersOf(`
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link = null
  }
  drop() {
    this.link = null
  }
}
`)).toEqual(['drop: leak link@10 before clearInterval@6 of interval beat@3'])
  })

  it('behind the cancel there is none', () => {
    expect(disordersOf(`
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    clearInterval(this.beat)
    this.link = null
  }
}
`)).toEqual([])
  })

  it('through own functions: the place is the call in the function that has both', () => {
    expect(disordersOf(`
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.drop()
    this.quiet()
  }
  drop() {
    this.link = null
  }
  quiet() {
    clearInterval(this.beat)
  }
}
`)).toEqual(['stop: latent link@6 before quiet@7 of interval beat@3'])
  })

  it('a stop flag is a cancel', () => {
    expect(disordersOf(`
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
  stop() {
    this.db = null
    this.closed = true
  }
}
`)).toEqual(['stop: latent db@12 before closed@13 of promise task@3'])
  })

  it('closing counts when it is asked for', () => {
    const program = `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  async stop() {
    await this.link.close()
    clearInterval(this.beat)
  }
}
`
    expect(disordersOf(program)).toEqual([])
    expect(disordersOf(program, true)).toEqual(['stop: race link@6 before clearInterval@7 of interval beat@3'])
  })
})

describe('several at once', () => {
  it('one for each release, in the order of the file', () => {
    expect(disordersOf(`
class Client {
  start() {
    this.beat = setInterval(() => this.link.send(this.text.next()), 1000)
  }
  stop() {
    this.text = null
    this.link = null
    clearInterval(this.beat)
  }
  end() {
    this.link = null
    clearInterval(this.beat)
  }
}
`)).toEqual([
      'stop: latent text@6 before clearInterval@8 of interval beat@3',
      'stop: latent link@7 before clearInterval@8 of interval beat@3',
      'end: latent link@11 before clearInterval@12 of interval beat@3',
    ])
  })

  it('of two tasks the one that starts first is named', () => {
    expect(disordersOf(`
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
    this.poll = setInterval(() => this.link.read(), 10)
  }
  stop() {
    this.link = null
    clearInterval(this.poll)
    clearInterval(this.beat)
  }
}
`)).toEqual(['stop: latent link@7 before clearInterval@9 of interval beat@3'])
  })

  it('of two tasks the one in the greater danger is named', () => {
    expect(disordersOf(`
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
    this.poll = setInterval(() => this.link.read(), 10)
  }
  async stop() {
    this.link = null
    clearInterval(this.beat)
    await this.log.flush()
    clearInterval(this.poll)
  }
}
`)).toEqual(['stop: race link@7 before clearInterval@10 of interval poll@4'])
  })

  it('a race goes before a leak', () => {
    expect(disordersOf(`
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
    this.poll = setInterval(() => this.link.read(), 10)
  }
  async stop() {
    this.link = null
    await this.log.flush()
    clearInterval(this.poll)
  }
  end() {
    clearInterval(this.beat)
    clearInterval(this.poll)
    this.link = null
  }
}
`)).toEqual(['stop: race link@7 before clearInterval@9 of interval poll@4'])
  })

  it('a leak goes before an order that is only right by accident', () => {
    expect(disordersOf(`
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
    this.poll = setInterval(() => this.link.read(), 10)
  }
  stop() {
    this.link = null
    clearInterval(this.poll)
  }
  end() {
    clearInterval(this.beat)
    clearInterval(this.poll)
    this.link = null
  }
}
`)).toEqual(['stop: leak link@7 before clearInterval@11 of interval beat@3'])
  })
})
