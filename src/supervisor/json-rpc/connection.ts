import { defer } from '../waiting/deferred.js'
import type { ExitReport, Run } from '../index.js'
import { Cancels } from './cancels.js'
import { ConnectionClosedError } from './errors.js'
import { Handlers, type Answerer } from './handlers.js'
import { messagesIn, type Id, type Message, type Frame } from './message.js'
import type { Settings } from './options.js'
import { OpenRequests } from './requests.js'
import type { Peer } from './types.js'

/** A child that closes a pipe has mostly exited. The report of its run says more than the pipe, so it is awaited: longer than a drain. */
const reportMs = 3000

/** The conversation with the child of one run. */
export class Connection {
  readonly #run: Run
  readonly #settings: Settings
  readonly #requests = new OpenRequests()
  readonly #cancels = new Cancels()
  readonly #handlers: Handlers
  /** Rejects with what onError has thrown. */
  readonly #failed = defer<never>()
  #state: 'not read' | 'reading' | 'ended' = 'not read'
  /** The first messages may be parts of messages whose beginning was dropped. */
  #isMidStream = false
  #report: ExitReport | undefined
  readonly #exited: Promise<ExitReport>

  constructor(run: Run, settings: Settings) {
    this.#run = run
    this.#settings = settings
    this.#handlers = new Handlers(run, settings, this.#answerer)
    // Asked for in a later turn: a consumer that asks for the exit of its run while it is called is taken to await it.
    this.#exited = Promise.resolve().then(() => run.exited)
    void this.#exited.then((report) => {
      this.#report = report
      this.#state = 'ended'
      this.#requests.rejectAll((method) => this.#closedError(method))
    })
  }

  /** Reads to the end of the output, or of the run, and awaits the handlers. */
  async consume(): Promise<void> {
    const { signal } = this.#run
    const abortHandlers = () => { this.#handlers.abort(signal.reason) }
    signal.addEventListener('abort', abortHandlers, { once: true })
    try {
      const handled = this.#read(this.#run.stdout.bytes()).then(() => this.#handlers.settled())
      await Promise.race([handled, this.#failed.promise])
    } catch (error) {
      this.#handlers.abort(error)
      await this.#handlers.settled()
      throw error
    } finally {
      signal.removeEventListener('abort', abortHandlers)
    }
  }

  /** Reads while `talk` runs, in a goodbye: the consumer has ended, and what came since was dropped. */
  async readDuring(talk: () => Promise<void>): Promise<void> {
    this.#isMidStream = true
    this.#read(this.#run.stdout.bytes()).catch(this.#failed.reject)
    try {
      await Promise.race([talk(), this.#failed.promise])
    } finally {
      this.#handlers.abort(new Error('The goodbye is over.'))
      await this.#handlers.settled()
    }
  }

  /** The other side. `bound` cancels every request that is made by this object. */
  peer(bound?: AbortSignal): Peer {
    return {
      request: <Result>(method: string, params?: object, { signal }: { readonly signal?: AbortSignal } = {}) => {
        const result = this.#request(method, params, [bound, signal].filter((one) => one !== undefined))
        result.catch(() => undefined) // A rejection that nobody awaits is not an unhandled rejection.
        return result as Promise<Result>
      },
      notify: (method, params) => {
        const written = this.#send({ method, params })
        written.catch(() => undefined)
        return written
      },
    }
  }

  async #request(method: string, params: object | undefined, signals: readonly AbortSignal[]): Promise<unknown> {
    for (const signal of signals) signal.throwIfAborted()
    if (this.#state !== 'reading') throw await this.#refusal(method)
    const id = this.#requests.nextId()
    const message = this.#encode({ id, method, params })
    const answer = this.#requests.add(id, method)
    const removals = signals.map((signal) => this.#cancels.add(signal, () => { this.#cancel(id, method, signal.reason) }))
    this.#run.write(message).catch((error: unknown) => this.#lose(error, id, method))
    try {
      return await answer
    } finally {
      for (const remove of removals) remove()
    }
  }

  /** Why no request can be sent. During a teardown it is known at once, so that nobody who is awaited there waits for the report. */
  async #refusal(method: string): Promise<Error> {
    const { signal } = this.#run
    if (this.#state === 'not read' && !signal.aborted) {
      return new Error('Nobody reads the answers: list the consumer of this JsonRpc first among the consumers of the supervisor.')
    }
    if (!this.#report && !signal.aborted) await this.#endsSoon()
    return this.#closedError(method)
  }

  /** Tells the other side only what it can still hear and is allowed to hear. */
  #cancel(id: number, method: string, reason: unknown): void {
    const { cancellation } = this.#settings
    if (!this.#requests.reject(id, reason) || !cancellation) return
    if (this.#run.signal.aborted || cancellation.except?.includes(method)) return
    try {
      const notice = this.#encode({ method: cancellation.method, params: cancellation.params(id, reason) })
      this.#run.write(notice).catch(() => undefined) // The child is gone, so there is nothing to cancel.
    } catch (error) {
      this.#tell(error as Error) // A params() of the user's, or what it has returned.
    }
  }

  async #read(chunks: AsyncIterable<Uint8Array>): Promise<void> {
    const decoder = this.#settings.framing.decoder(this.#settings.maxMessageBytes)
    this.#state = 'reading'
    for await (const { buffer, byteOffset, byteLength } of chunks) {
      for (const frame of decoder.push(Buffer.from(buffer, byteOffset, byteLength))) this.#receive(frame)
    }
    this.#state = 'ended'
    if (this.#run.signal.aborted) return
    for (const frame of decoder.end()) this.#receive(frame)
    if (!this.#requests.isEmpty) void this.#lose()
  }

  #receive(frame: Frame): void {
    const messages = frame instanceof Error ? [{ kind: 'malformed', error: frame } as const] : messagesIn(frame)
    for (const message of messages) {
      if (this.#isMidStream && message.kind === 'malformed') continue
      this.#isMidStream = false
      this.#dispatch(message)
    }
  }

  #dispatch(message: Message): void {
    switch (message.kind) {
      case 'request': this.#handlers.request(message); break
      case 'notification': this.#handlers.notification(message); break
      case 'result': if (!this.#requests.resolve(message.id, message.result)) this.#stray(message.id); break
      case 'error':
        if (message.id === null) this.#tell(message.error)
        else if (!this.#requests.reject(message.id, message.error)) this.#stray(message.id)
        break
      case 'malformed': this.#tell(message.error)
    }
  }

  /** An answer to a request that was cancelled is late, and no error. */
  #stray(id: Id): void {
    if (!this.#requests.wasSent(id)) this.#tell(new Error(`The child answered request ${JSON.stringify(id)}, which was never sent.`))
  }

  /** Rejects a request, or all of them, that cannot be answered any more: with the report of the run, if that comes soon. */
  async #lose(cause?: unknown, id?: number, method = ''): Promise<void> {
    if (await this.#endsSoon()) return
    if (id === undefined) this.#requests.rejectAll((each) => this.#closedError(each, cause))
    else this.#requests.reject(id, this.#closedError(method, cause))
  }

  /** Whether the run has ended, within `reportMs` or by a teardown that has begun meanwhile. */
  async #endsSoon(): Promise<boolean> {
    const { signal } = this.#run
    const late = defer<boolean>()
    const timer = setTimeout(() => { late.resolve(false) }, reportMs)
    const stopTimer = () => { clearTimeout(timer) }
    if (signal.aborted) stopTimer()
    signal.addEventListener('abort', stopTimer, { once: true })
    try {
      return await Promise.race([late.promise, this.#exited.then(() => true)])
    } finally {
      stopTimer()
      signal.removeEventListener('abort', stopTimer)
    }
  }

  #closedError(method: string, cause?: unknown): ConnectionClosedError {
    const why = cause ?? (this.#run.signal.reason as unknown) ?? new Error('The child closed its stdout.')
    return new ConnectionClosedError(method, { report: this.#report, cause: why })
  }

  readonly #answerer: Answerer = {
    result: (id, result) => { this.#answer(id, { result: result ?? null }) },
    error: (id, { code, message, data }) => { this.#answer(id, { error: { code, message, data } }) },
    report: (error) => { this.#tell(error) },
  }

  /** An answer that cannot be written as JSON becomes an error. One that does not reach the child is missed by nobody. */
  #answer(id: Id, outcome: object): void {
    let message: string
    try {
      message = this.#encode({ id, ...outcome })
    } catch (error) {
      const { message: why } = error as Error
      message = this.#encode({ id, error: { code: -32_603, message: why } })
      this.#tell(new Error(`The answer to request ${JSON.stringify(id)} of the child cannot be written as JSON: ${why}`, { cause: error }))
    }
    this.#run.write(message).catch(() => undefined)
  }

  #tell(error: Error): void {
    try {
      this.#settings.onError(error, this.#run)
    } catch (thrown) {
      this.#failed.reject(thrown)
    }
  }

  /** Throws a TypeError, in the promise, for what cannot be written as JSON. */
  async #send(message: object): Promise<void> {
    await this.#run.write(this.#encode(message))
  }

  #encode(message: object): string {
    return this.#settings.framing.encode(JSON.stringify({ jsonrpc: '2.0', ...message }))
  }
}
