import rule from '../../../rules/no-release-before-cancel.js'
import { inBothLanguages } from '../in-every-language.js'

const testRule = inBothLanguages<'stream' | 'streamLater', readonly [{ readonly strict: true }?]>(rule)

const strict = [{ strict: true }] as const

/** A stream whose source starts on line 4. */
const feed = (start: string, rest = ''): string => `
  export const GET = request => new Response(new ReadableStream({
    start(controller) {
      ${start}
    },
    ${rest}
  }))
`

testRule('a timer or a listener that writes to a stream which its reader has cancelled', {
  valid: [
    {
      name: 'the cancel clears the timer',
      code: `
        let beat
        const stream = new ReadableStream({
          start(controller) { beat = setInterval(() => { controller.enqueue('ping') }, 1000) },
          cancel() { clearInterval(beat) },
        })
      `,
    },
    {
      name: 'the cancel runs what the start has left for it',
      code: `
        let end
        const stream = new ReadableStream({
          start(controller) {
            const beat = setInterval(() => controller.enqueue('ping'), 1000)
            end = () => clearInterval(beat)
          },
          cancel() { end() },
        })
      `,
    },
    {
      name: 'the cancel runs something unknown',
      code: feed("const beat = setInterval(() => controller.enqueue('ping'), 1000)", 'cancel() { end() },'),
    },
    {
      name: 'the abort of the request clears the timer, and is told by name',
      code: feed(`const beat = setInterval(() => controller.enqueue('ping'), 1000)
        const end = () => { clearInterval(beat); controller.close() }
        request.signal.addEventListener('abort', end)`),
    },
    { name: 'a function that others run clears the timer', code: feed("const beat = setInterval(() => controller.enqueue('ping'), 1000); hand(() => { clearInterval(beat) })") },
    { name: 'it may close a stream that was cancelled', code: feed("const beat = setInterval(() => controller.enqueue('ping'), 1000); hand(() => { clearInterval(beat); try { controller.close() } catch {} })") },
    { name: 'what is thrown is caught', code: feed("setInterval(() => { try { controller.enqueue('ping') } catch { end() } }, 1000)") },
    {
      name: 'what is thrown is caught in the helper',
      code: feed('const send = text => { try { controller.enqueue(text) } catch {} }; setInterval(() => send(1), 1000)'),
    },
    { name: 'a flag is checked', code: feed("let over = false; setInterval(() => { if (!over) controller.enqueue('ping') }, 1000); stop(() => { over = true })") },
    { name: 'the state of the stream is checked', code: feed("setInterval(() => { if (controller.desiredSize === null) return; controller.enqueue('ping') }, 1000)") },
    { name: 'the timer is over at once', code: feed('setTimeout(() => { controller.close() }, 0)') },
    { name: 'an error does nothing to a stream that was cancelled', code: feed("source.on('error', error => { controller.error(error) })") },
    { name: 'what an async start throws is dropped with the stream', code: feed('return', "async pull(controller) { await more(); controller.enqueue('x') },") },
    { name: 'the signal of the request removes the listener', code: feed("bus.addEventListener('news', e => controller.enqueue(e), { signal: request.signal })") },
    {
      name: 'the cancel takes the listener off',
      code: `
        const stream = new ReadableStream({
          start(controller) { bus.on('news', text => { controller.enqueue(text) }) },
          cancel() { bus.removeAllListeners('news') },
        })
      `,
    },
    {
      name: 'what was destroyed sends no data and no end',
      code: feed("file.on('data', part => controller.enqueue(part)); file.on('end', () => controller.close())", 'cancel() { file.destroy() },'),
    },
    {
      name: 'the abort of the request closes the stream',
      code: feed("request.signal.addEventListener('abort', () => { controller.close() })"),
    },
    {
      name: 'the cancel takes the listeners off before it kills',
      code: feed("child.stdout.on('end', () => controller.close())", 'cancel() { child.stdout.removeAllListeners(); child.kill() },'),
    },
    { name: 'a stream that nobody can read', code: 'new ReadableStream({ start(controller) { setInterval(() => controller.enqueue(1), 1000) } })' },
    { name: 'a stream of which the file does not show the cancel', code: feed('setInterval(() => controller.enqueue(1), 1000)', 'cancel: end,') },
  ],
  invalid: [
    {
      name: 'nothing stops the timer',
      code: feed("setInterval(() => { controller.enqueue('ping') }, 1000)"),
      errors: [{ messageId: 'stream', line: 4, column: 7, endLine: 4, endColumn: 18 }],
    },
    {
      name: 'the timer is cleared when the work has ended, but the reader may have gone before',
      code: `
        const stream = new ReadableStream({
          async start(controller) {
            const beat = setInterval(() => controller.enqueue('ping'), 1000)
            try {
              await work()
            } finally {
              clearInterval(beat)
              controller.close()
            }
          },
        })
      `,
      errors: [{ messageId: 'stream', line: 4, column: 26, endLine: 4, endColumn: 37 }],
    },
    {
      name: 'what start() returns is no clean-up',
      code: feed("const beat = setInterval(() => { controller.enqueue('ping') }, 1000); return () => { clearInterval(beat) }"),
      errors: [{ messageId: 'stream', line: 4, column: 20, endLine: 4, endColumn: 31 }],
    },
    {
      name: 'who finishes the stream clears the timer, but the reader may have gone before',
      code: feed("const beat = setInterval(() => controller.enqueue('ping'), 1000); hand(() => { clearInterval(beat); controller.close() })"),
      errors: [{ messageId: 'stream', line: 4, column: 20, endLine: 4, endColumn: 31 }],
    },
    {
      name: 'the cancel clears another timer',
      code: `
        let beat, tick
        const stream = new ReadableStream({
          start(controller) {
            const send = text => controller.enqueue(text)
            beat = setInterval(() => send('ping'), 1000)
            tick = setInterval(() => send('tick'), 5000)
          },
          cancel() { clearInterval(beat) },
        })
      `,
      errors: [{ messageId: 'stream', line: 7, column: 20, endLine: 7, endColumn: 31 }],
    },
    {
      name: 'the cancel takes a subscription off, and leaves the timer',
      code: feed(
        "const off = bus.listen(text => controller.enqueue(text)); setInterval(() => controller.enqueue('ping'), 1000)",
        'cancel() { console.log(1) },',
      ),
      errors: [
        { messageId: 'stream', line: 4, column: 19, endLine: 4, endColumn: 29 },
        { messageId: 'stream', line: 4, column: 65, endLine: 4, endColumn: 76 },
      ],
    },
    {
      name: 'a timeout closes the stream',
      code: feed('setTimeout(() => { controller.close() }, 60_000)'),
      errors: [{ messageId: 'stream', line: 4, column: 7, endLine: 4, endColumn: 17 }],
    },
    {
      name: 'nothing takes the listeners off: one report for all of them',
      code: feed("bus.on('news', text => { controller.enqueue(text) }); bus.on('end', () => controller.close())"),
      errors: [{ messageId: 'stream', line: 4, column: 7, endLine: 4, endColumn: 13 }],
    },
    {
      name: 'the cancel kills the child, which ends its pipe',
      code: feed("child.stdout.on('end', () => controller.close())", 'cancel() { child.kill() },'),
      errors: [{ messageId: 'stream', line: 4, column: 7, endLine: 4, endColumn: 22 }],
    },
    {
      name: 'the cancel closes the socket, which says so later',
      code: `
        export function open(url) {
          const socket = new WebSocket(url)
          return new ReadableStream({
            start(controller) { socket.onclose = () => { controller.close() } },
            cancel() { socket.close() },
          })
        }
      `,
      errors: [{ messageId: 'stream', line: 5, column: 33, endLine: 5, endColumn: 47 }],
    },
    {
      name: 'the cancel closes what is given, which has a handler for its close',
      code: `
        export const read = socket => new ReadableStream({
          start(controller) { socket.onclose = () => { controller.close() } },
          cancel() { socket.close() },
        })
      `,
      errors: [{ messageId: 'stream', line: 3, column: 31, endLine: 3, endColumn: 45 }],
    },
    {
      name: 'the controller is kept outside',
      code: `
        let sink
        const stream = new ReadableStream({ start(controller) { sink = controller } })
        bus.on('news', text => { sink.enqueue(text) })
      `,
      errors: [{ messageId: 'stream', line: 4, column: 9, endLine: 4, endColumn: 15 }],
    },
  ],
})

testRule('a promise that nobody waits for, and that a cancelled stream rejects', {
  valid: [
    { name: 'without the option', code: feed('work().finally(() => { controller.close() })') },
    { name: 'start() waits', options: strict, code: feed('return work().finally(() => { controller.close() })') },
    { name: 'the rejection is handled', options: strict, code: feed('work().finally(() => { controller.close() }).catch(log)') },
    { name: 'the rejection is handled by the second function', options: strict, code: feed('work().then(() => { controller.close() }).then(go, log)') },
    { name: 'the call is in a try', options: strict, code: feed('work().finally(() => { try { controller.close() } catch {} })') },
    { name: 'a flag is checked', options: strict, code: feed('let over = false; work().finally(() => { if (!over) controller.close() }); end(() => { over = true })') },
    { name: 'the first write runs in the turn of start()', options: strict, code: feed('const run = async () => { controller.enqueue(1); await work() }; run()') },
    {
      name: 'the async function catches what it throws',
      options: strict,
      code: feed('const run = async () => { try { await work(); controller.close() } catch (error) { controller.error(error) } }; run()'),
    },
    {
      name: 'the cancel may end what the loop reads',
      options: strict,
      code: feed('const run = async () => { for await (const part of parts) controller.enqueue(part) }; run()', 'cancel() { parts.return() },'),
    },
  ],
  invalid: [
    {
      name: 'in a finally',
      options: strict,
      code: feed('work().finally(() => { controller.close() })'),
      errors: [{ messageId: 'streamLater', line: 4, column: 30, endLine: 4, endColumn: 46 }],
    },
    {
      name: 'in a finally, also where a cancel ends the work',
      options: strict,
      code: feed('work(signal).finally(() => { controller.close() })', 'cancel() { abort.abort() },'),
      errors: [{ messageId: 'streamLater', line: 4, column: 36, endLine: 4, endColumn: 52 }],
    },
    {
      name: 'behind the await of a function that start() does not wait for',
      options: strict,
      code: feed('const run = async () => { await work(); controller.close() }; void run()'),
      errors: [{ messageId: 'streamLater', line: 4, column: 47, endLine: 4, endColumn: 63 }],
    },
    {
      name: 'in a loop of a function that runs where it stands, by a helper',
      options: strict,
      code: feed(`const send = text => controller.enqueue(text);
        (async () => { for await (const part of parts) send(part) })()`),
      errors: [{ messageId: 'streamLater', line: 4, column: 28, endLine: 4, endColumn: 46 }],
    },
    {
      name: 'in the finally of a try that catches',
      options: strict,
      code: feed('const run = async () => { try { await work() } catch { log() } finally { controller.close() } }; run()'),
      errors: [{ messageId: 'streamLater', line: 4, column: 80, endLine: 4, endColumn: 96 }],
    },
    {
      name: 'in a handler of the promise',
      options: strict,
      code: feed('function push() { reader.read().then(({ done }) => { if (done) controller.close(); else push() }) } push()'),
      errors: [{ messageId: 'streamLater', line: 4, column: 70, endLine: 4, endColumn: 86 }],
    },
  ],
})
