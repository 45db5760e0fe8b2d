import { Buffer } from 'node:buffer'
import { closeSync } from 'node:fs'
import process from 'node:process'

// A server that speaks JSON-RPC in the framing that its argument names, and does whatever a request asks of it.
const isFramed = process.argv[2] === 'content-length'
const frame = (body) => isFramed ? `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}` : `${body}\n`
const send = (message) => process.stdout.write(frame(JSON.stringify({ jsonrpc: '2.0', ...message })))

const waiting = new Map()
let lastId = 100

function ask(method, params) {
  const id = ++lastId
  return new Promise((resolve) => {
    waiting.set(id, resolve)
    send({ id, method, params })
  })
}

const methods = {
  echo: (params) => params,
  fail: ({ code, message, data }) => { throw Object.assign(new Error(message), { code, data }) },
  never: () => new Promise(() => {}),
  // Text as it is, without a frame; then the answer.
  raw: ({ text }) => {
    process.stdout.write(text)
    return 'written'
  },
  // An answer that is not one: these members instead of a result.
  wrong: (members, id) => {
    process.stdout.write(frame(JSON.stringify({ jsonrpc: '2.0', id, ...members })))
    return new Promise(() => {})
  },
  // What the client answers to this request of ours.
  ask: ({ method, params }) => ask(method, params),
  // A request of ours that is cancelled when the client says that it has it.
  askAndCancel: async ({ method, cancel }) => {
    const answer = ask(method, { id: lastId + 1 })
    await new Promise((resolve) => { waiting.set('started', resolve) })
    send({ method: cancel, params: { id: lastId, requestId: lastId } })
    return answer
  },
  notify: ({ method, params }) => {
    send({ method, params })
    return 'sent'
  },
  crash: ({ code, words }) => process.stderr.write(words, () => process.exit(code)),
  closeStdout: () => {
    closeSync(1)
    return new Promise(() => {})
  },
  // The answer, and the first half of a notification; the second half comes before anything else is done.
  halve: (_, id) => {
    const whole = frame(JSON.stringify({ jsonrpc: '2.0', method: 'halved', params: { text: 'in two pieces' } }))
    process.stdout.write(frame(JSON.stringify({ id, result: null })) + whole.slice(0, -20))
    owed = whole.slice(-20)
    return new Promise(() => {})
  },
  big: ({ bytes }) => 'x'.repeat(bytes),
  notifications: () => notifications,
  shutdown: () => null,
}
const notifications = []
let owed = ''

async function receive(message) {
  const { id, method, params } = message
  if (owed !== '') process.stdout.write(owed)
  owed = ''
  if (method === 'exit') process.exit(0)
  if (method === 'started') waiting.get('started')?.()
  if (method === undefined) {
    waiting.get(id)?.(message)
    return
  }
  if (id === undefined) {
    notifications.push({ method, params })
    return
  }
  try {
    send({ id, result: await methods[method](params, id) })
  } catch ({ code, message: text, data }) {
    send({ id, error: { code, message: text, data } })
  }
}

let unread = ''
process.stdin.setEncoding('latin1').on('data', (chunk) => {
  unread += chunk
  for (let head; (head = (isFramed ? /^Content-Length: (\d+)\r\n\r\n/ : /^(?=.*\n)/).exec(unread)); ) {
    const start = head[0].length
    const end = isFramed ? start + Number(head[1]) : unread.indexOf('\n')
    if (unread.length < end) return
    const body = Buffer.from(unread.slice(start, end), 'latin1').toString()
    unread = unread.slice(isFramed ? end : end + 1)
    void receive(JSON.parse(body))
  }
})
