import { testRule } from '../tester.js'

testRule('state object that functions share', {
  valid: [
    {
      name: 'the timer first',
      code: `
function createPoller(url) {
  const state = { socket: null, timer: undefined }
  function start() {
    state.socket = connect(url)
    state.timer = setInterval(() => state.socket.ping(), 1000)
  }
  function stop() {
    clearInterval(state.timer)
    state.socket = null
  }
  return { start, stop }
}
`,
    },
    {
      name: 'a state object that is made for each call',
      code: `
function createPoller(url) {
  function start() {
    const state = { socket: connect(url) }
    state.timer = setInterval(() => state.socket.ping(), 1000)
    return state
  }
  function stop(state) {
    state.socket = null
    clearInterval(state.timer)
  }
  return { start, stop }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the socket first',
      code: `
function createPoller(url) {
  const state = { socket: null, timer: undefined }
  function start() {
    state.socket = connect(url)
    state.timer = setInterval(() => state.socket.ping(), 1000)
  }
  function stop() {
    state.socket = null
    clearInterval(state.timer)
  }
  return { start, stop }
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'state.socket', released: 'released', task: 'the interval `state.timer` on line 6', cancel: 'line 10 clears it' },
        line: 9, column: 5, endLine: 9, endColumn: 17,
        suggestions: [{ messageId: 'cancelFirst', output: `
function createPoller(url) {
  const state = { socket: null, timer: undefined }
  function start() {
    state.socket = connect(url)
    state.timer = setInterval(() => state.socket.ping(), 1000)
  }
  function stop() {
    clearInterval(state.timer)
    state.socket = null
  }
  return { start, stop }
}
` }],
      }],
    },
  ],
})
