import process from 'node:process'
import { createInterface } from 'node:readline'

// An MCP server on stdio with one tool. It leaves at the end of its input, as the protocol asks.
const answers = {
  'initialize': () => ({ protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 'adder', version: '1.0.0' } }),
  'tools/list': () => ({ tools: [{ name: 'add' }] }),
  'tools/call': ({ arguments: { a, b } }) => ({ content: [{ type: 'text', text: String(a + b) }] }),
}

process.stderr.write('adder is listening\n')
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line)
  const answer = answers[method]
  if (answer) process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result: answer(params) })}\n`)
}
