import { Buffer } from 'node:buffer'
import process from 'node:process'

// A language server: frames with a Content-Length, shutdown and exit, and one document that it cannot bear.
const answers = {
  'initialize': () => ({ capabilities: { hoverProvider: true } }),
  'textDocument/hover': ({ textDocument: { uri } }) => {
    if (uri.endsWith('/broken.ts')) throw new Error('the parser gave up')
    return { contents: `What ${uri} is about` }
  },
  'shutdown': () => null,
}

let buffer = ''
process.stdin.setEncoding('latin1').on('data', (chunk) => {
  buffer += chunk
  for (let head; (head = /^Content-Length: (\d+)\r\n\r\n/.exec(buffer)); ) {
    const end = head[0].length + Number(head[1])
    if (buffer.length < end) return
    const body = Buffer.from(buffer.slice(head[0].length, end), 'latin1').toString()
    buffer = buffer.slice(end)
    receive(JSON.parse(body))
  }
})

function receive({ id, method, params }) {
  if (method === 'exit') process.exit(0)
  const body = JSON.stringify({ jsonrpc: '2.0', id, result: answers[method](params) })
  process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
}
