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
        data: { cell: 'socket', released: 'released', task: '`timer`', taskLine: '7', cancelLine: '12', cancels: 'clears' },
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
        data: { cell: 'socket', released: 'released', task: '`timer`', taskLine: '3', cancelLine: '7', cancels: 'clears' },
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
        data: { cell: 'socket', released: 'released', task: '`pump()`', taskLine: '12', cancelLine: '18', cancels: 'aborts' },
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
