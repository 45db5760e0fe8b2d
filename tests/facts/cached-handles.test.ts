import { describe, expect, it } from 'vitest'
import { cachedHandlesOf } from './facts-of.js'

describe('a handle that was copied before a loop', () => {
  it('is tested there', () => {
    expect(cachedHandlesOf(`
class Agent {
  kill() { this.#proc = null }
  async drain() {
    const proc = this.#proc
    while (proc) await readLine(proc.stderr)
  }
  #proc = spawn('agent')
}
`)).toEqual(['proc@4 of #proc: guard of the loop@5, emptied@2'])
  })

  it('is used there, where the cell is tested', () => {
    expect(cachedHandlesOf(`
class Agent {
  kill() { this.proc = null }
  async drain() {
    const { proc } = this
    while (this.proc) await readLine(proc.stderr)
  }
}
`)).toEqual(['proc@4 of proc: mixed of the loop@5, emptied@2'])
  })

  it('is called there, by a timer as well', () => {
    expect(cachedHandlesOf(`
let socket = connect()
function reconnect() { socket = connect() }
function start() {
  const current = socket
  setInterval(() => current.ping(), 1000)
}
`)).toEqual(['current@4 of socket: call of the interval@5, replaced@2'])
  })

  it('is written to there, where its owner goes on with a copy', () => {
    expect(cachedHandlesOf(`
class Chat {
  state = { cursor: 0 }
  close() { this.state = { ...this.state, open: false } }
  async read(stream) {
    const { state } = this
    for await (const part of stream) state.cursor = part.id
  }
}
`)).toEqual(['state@5 of state: lost of the loop@6, replaced@3'])
  })

  it('counts once, by its first loop', () => {
    expect(cachedHandlesOf(`
class Agent {
  kill() { this.proc = null }
  async drain() {
    const { proc } = this
    while (proc) await readLine(proc.stderr)
    while (proc) await readLine(proc.stdout)
  }
}
`)).toEqual(['proc@4 of proc: guard of the loop@5, emptied@2'])
  })
})

describe('no handle is cached', () => {
  it('where the loop compares what it has with what there is', () => {
    expect(cachedHandlesOf(`
class Agent {
  kill() { this.proc = null }
  async drain() {
    const { proc } = this
    while (this.proc === proc) await readLine(proc.stderr)
  }
}
`)).toEqual([])
  })

  it('where whoever takes it away stops the loop', () => {
    expect(cachedHandlesOf(`
class Agent {
  kill() {
    this.isGone = true
    this.proc = null
  }
  async drain() {
    const { proc } = this
    while (!this.isGone) await proc.readLine()
  }
}
`)).toEqual([])
  })

  it('where the loop took it over', () => {
    expect(cachedHandlesOf(`
class Agent {
  kill() { this.proc = null }
  async drain() {
    const { proc } = this
    this.proc = null
    while (proc) await readLine(proc.stderr)
  }
}
`)).toEqual([])
  })
})
