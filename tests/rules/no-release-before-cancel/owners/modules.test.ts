import { testRule } from '../tester.js'

testRule('module', {
  valid: [
    {
      name: 'the timer first',
      code: `
let socket: Socket | null = null
let timer: Timer | undefined

export function start(url: string) {
  socket = connect(url)
  timer = setInterval(() => socket!.ping(), 1000)
}

export function stop() {
  clearInterval(timer)
  socket = null
}
`,
    },
    {
      name: 'the loop of the module is stopped before',
      code: `
let socket: Socket | null = null
let controller = new AbortController()

async function pump(signal: AbortSignal) {
  while (!signal.aborted) await socket!.flush()
}

export function start(url: string) {
  socket = connect(url)
  controller = new AbortController()
  void pump(controller.signal)
}

export async function stop() {
  controller.abort()
  await saved()
  socket = null
}
`,
    },
  ],
  invalid: [
    {
      name: 'the socket first',
      code: `
let socket: Socket | null = null
let timer: Timer | undefined

export function start(url: string) {
  socket = connect(url)
  timer = setInterval(() => socket!.ping(), 1000)
}

export function stop() {
  socket = null
  clearInterval(timer)
}
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'socket', released: 'released', task: 'the interval `timer` on line 7', cancel: 'line 12 clears it' },
        line: 11, column: 3, endLine: 11, endColumn: 9,
        suggestions: [{ messageId: 'cancelFirst', output: `
let socket: Socket | null = null
let timer: Timer | undefined

export function start(url: string) {
  socket = connect(url)
  timer = setInterval(() => socket!.ping(), 1000)
}

export function stop() {
  clearInterval(timer)
  socket = null
}
` }],
      }],
    },
    {
      name: 'the timer is started when the module is loaded',
      code: `
let socket = connect()
const timer = setInterval(() => socket.ping(), 1000)

process.on('exit', () => {
  socket = null
  clearInterval(timer)
})
`,
      errors: [{
        messageId: 'latent',
        data: { cell: 'socket', released: 'released', task: 'the interval `timer` on line 3', cancel: 'line 7 clears it' },
        line: 6, column: 3, endLine: 6, endColumn: 9,
        suggestions: [{ messageId: 'cancelFirst', output: `
let socket = connect()
const timer = setInterval(() => socket.ping(), 1000)

process.on('exit', () => {
  clearInterval(timer)
  socket = null
})
` }],
      }],
    },
    {
      name: 'a loop of the module, stopped by a controller',
      code: `
let socket: Socket | null = null
let controller = new AbortController()

async function pump(signal: AbortSignal) {
  while (!signal.aborted) await socket!.flush()
}

export function start(url: string) {
  socket = connect(url)
  controller = new AbortController()
  void pump(controller.signal)
}

export async function stop() {
  socket = null
  await saved()
  controller.abort()
}
`,
      errors: [{
        messageId: 'race',
        data: { cell: 'socket', released: 'released', task: '`pump()` on line 12', cancel: 'line 18 aborts it' },
        line: 16, column: 3, endLine: 16, endColumn: 9,
        suggestions: [{ messageId: 'cancelFirst', output: `
let socket: Socket | null = null
let controller = new AbortController()

async function pump(signal: AbortSignal) {
  while (!signal.aborted) await socket!.flush()
}

export function start(url: string) {
  socket = connect(url)
  controller = new AbortController()
  void pump(controller.signal)
}

export async function stop() {
  controller.abort()
  socket = null
  await saved()
}
` }],
      }],
    },
  ],
})
