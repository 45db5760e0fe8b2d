import { testRule } from '../tester.js'

testRule('what is no release', {
  valid: [
    {
      name: 'a local',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    let link = this.link
    link.close()
    link = null
    clearInterval(this.beat)
  }
}
`,
    },
    {
      name: 'clear() of a collection',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.links.forEach((link) => link.ping()), 1000)
  }
  stop() {
    this.links.clear()
    clearInterval(this.beat)
  }
}
`,
    },
    {
      name: 'a cell that the task only tests',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => {
      if (this.link) log('up')
    }, 1000)
  }
  stop() {
    this.link = null
    clearInterval(this.beat)
  }
}
`,
    },
    {
      name: 'kill, stop, end and disconnect are neither release nor cancel',
      code: `
class Client {
  start() {
    this.beat = setInterval(() => this.link.ping(), 1000)
  }
  stop() {
    this.link.end()
    this.link.disconnect()
    this.link.stop()
    this.link.kill()
    clearInterval(this.beat)
  }
}
`,
    },
  ],
  invalid: [],
})
