import { testRule } from '../tester.js'

testRule('factory with captured variables', {
  valid: [
    {
      name: 'the timer first',
      code: `
export function createPoller(url: string) {
  let socket: Socket | null = connect(url)
  const timer = setInterval(() => socket!.ping(), 1000)
  return {
    stop() {
      clearInterval(timer)
      socket = null
    },
  }
}
`,
    },
    {
      name: 'the inner variable of the same name is another one',
      code: `
function createPoller(url) {
  let socket = connect(url)
  const timer = setInterval(() => socket.ping(), 1000)
  return {
    replace() {
      socket = connect(url)
    },
    stop() {
      let socket = take()
      use(socket)
      socket = null
      clearInterval(timer)
    },
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the socket first',
      code: `
export function createPoller(url: string) {
  let socket: Socket | null = connect(url)
  const timer = setInterval(() => socket!.ping(), 1000)
  return {
    stop() {
      socket = null
      clearInterval(timer)
    },
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'socket', released: 'released', task: 'the interval `timer` on line 4', cancel: 'line 8 clears it' },
        line: 7, column: 7, endLine: 7, endColumn: 13,
        suggestions: [{ messageId: 'cancelFirst', output: `
export function createPoller(url: string) {
  let socket: Socket | null = connect(url)
  const timer = setInterval(() => socket!.ping(), 1000)
  return {
    stop() {
      clearInterval(timer)
      socket = null
    },
  }
}
` }],
      }],
    },
    {
      name: 'named functions inside the factory',
      code: `
function createPoller(url) {
  var socket, timer
  function start() {
    socket = connect(url)
    timer = setInterval(ping, 1000)
  }
  function ping() {
    socket.ping()
  }
  function stop() {
    socket = undefined
    clearInterval(timer)
  }
  return { start: start, stop: stop }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'socket', released: 'released', task: 'the interval `timer` on line 6', cancel: 'line 13 clears it' },
        line: 12, column: 5, endLine: 12, endColumn: 11,
        suggestions: [{ messageId: 'cancelFirst', output: `
function createPoller(url) {
  var socket, timer
  function start() {
    socket = connect(url)
    timer = setInterval(ping, 1000)
  }
  function ping() {
    socket.ping()
  }
  function stop() {
    clearInterval(timer)
    socket = undefined
  }
  return { start: start, stop: stop }
}
` }],
      }],
    },
    {
      name: 'a stop function that the factory returns',
      code: `
const watch = (url) => {
  let socket = connect(url)
  const timer = setInterval(() => { socket.ping() }, 1000)
  return () => {
    socket = null
    clearInterval(timer)
  }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'socket', released: 'released', task: 'the interval `timer` on line 4', cancel: 'line 7 clears it' },
        line: 6, column: 5, endLine: 6, endColumn: 11,
        suggestions: [{ messageId: 'cancelFirst', output: `
const watch = (url) => {
  let socket = connect(url)
  const timer = setInterval(() => { socket.ping() }, 1000)
  return () => {
    clearInterval(timer)
    socket = null
  }
}
` }],
      }],
    },
  ],
})
