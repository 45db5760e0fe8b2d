import { once } from 'node:events'
import type { Readable } from 'node:stream'

/** The next line of `stream`, or null at its end. Rejects when `signal` aborts before the line is complete. */
export async function readLine(stream: Readable, signal?: AbortSignal): Promise<string | null> {
  let line = ''
  for (;;) {
    signal?.throwIfAborted()
    const read = stream.read(1) as Buffer | null
    if (read === null) {
      if (stream.readableEnded) return line === '' ? null : line
      await nextOf(stream, ['readable', 'end'], signal)
    } else {
      const character = String(read)
      if (character === '\n') return line
      line += character
    }
  }
}

async function nextOf(stream: Readable, events: readonly string[], signal: AbortSignal | undefined): Promise<void> {
  const others = new AbortController()
  const either = signal ? AbortSignal.any([signal, others.signal]) : others.signal
  try {
    await Promise.race(events.map((event) => once(stream, event, { signal: either })))
  } finally {
    others.abort()
  }
}
