import process from 'node:process'
import { createInterface } from 'node:readline'

// An LLM CLI that speaks JSON, an object a line: it answers prompts in tokens and sums up when it is told goodbye.
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`)

let turns = 0
say({ type: 'ready' })
for await (const line of createInterface({ input: process.stdin })) {
  const { type, text } = JSON.parse(line)
  if (type === 'goodbye') {
    say({ type: 'summary', text: `${turns} turns` })
    process.exitCode = 0
    break
  }
  turns++
  for (const token of `You asked: ${text}`.split(' ')) say({ type: 'token', text: `${token} ` })
  say({ type: 'end' })
}
