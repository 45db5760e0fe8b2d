import type { Run } from '../index.js'
import { JsonRpcError } from './errors.js'
import type { Id, Message } from './message.js'
import type { Settings } from './options.js'
import type { HandlerContext } from './types.js'

type Handler = NonNullable<Settings['requests'][string]>
type Received<Kind> = Extract<Message, { readonly kind: Kind }>

/** What the child is told about its requests. */
export interface Answerer {
  result(id: Id, result: unknown): void
  error(id: Id, error: JsonRpcError): void
  /** An error that the child does not need to know about, or that says more than its answer. */
  report(error: Error): void
}

/** Runs the user's handlers for the requests and notifications of one child. */
export class Handlers {
  readonly #run: Run
  readonly #settings: Settings
  readonly #answerer: Answerer
  /** By the id of the child's request, so that the child can cancel it. */
  readonly #requests = new Map<unknown, AbortController>()
  readonly #notifications = new Set<AbortController>()
  readonly #tasks = new Set<Promise<void>>()

  constructor(run: Run, settings: Settings, answerer: Answerer) {
    this.#run = run
    this.#settings = settings
    this.#answerer = answerer
  }

  /** Aborts the signal of every handler. */
  abort(reason: unknown): void {
    for (const controller of [...this.#requests.values(), ...this.#notifications]) controller.abort(reason)
  }

  /** Resolves when every handler that was started has settled. */
  async settled(): Promise<void> {
    while (this.#tasks.size > 0) await Promise.all(this.#tasks)
  }

  request(message: Received<'request'>): void {
    const { id, method, params } = message
    const handler = own(this.#settings.requests, method)
    if (!handler) {
      this.#answerer.error(id, new JsonRpcError(-32_601, `Method not found: ${method}`))
      return
    }
    const controller = new AbortController()
    this.#requests.set(id, controller)
    this.#start(handler, params, controller, {
      done: (result) => { this.#answerer.result(id, result) },
      failed: (error) => { this.#refuse(id, error, controller.signal) },
      over: () => { if (this.#requests.get(id) === controller) this.#requests.delete(id) },
    })
  }

  notification({ method, params }: Received<'notification'>): void {
    const { cancellation, notifications } = this.#settings
    if (method === cancellation?.method) this.#requests.get(cancellation.idOf(params))?.abort(new Error('The child cancelled its request.'))
    const handler = own(notifications, method)
    if (!handler) return
    const controller = new AbortController()
    this.#notifications.add(controller)
    this.#start(handler, params, controller, {
      done: () => undefined,
      failed: (error) => { if (!controller.signal.aborted) this.#answerer.report(error) },
      over: () => { this.#notifications.delete(controller) },
    })
  }

  /** The handler is called before this returns, so handlers are called in the order of their messages. */
  #start(handler: Handler, params: unknown, { signal }: AbortController, then: {
    done: (result: unknown) => void
    failed: (error: Error) => void
    over: () => void
  }): void {
    const context: HandlerContext = { run: this.#run, signal }
    const task = new Promise((resolve) => { resolve(handler(params as never, context)) })
      .then(then.done, (error: unknown) => { then.failed(toError(error)) })
      .finally(() => {
        then.over()
        this.#tasks.delete(task)
      })
    this.#tasks.add(task)
  }

  #refuse(id: Id, error: Error, signal: AbortSignal): void {
    const { answerCode } = this.#settings.cancellation ?? {}
    if (signal.aborted) {
      if (answerCode !== undefined) this.#answerer.error(id, new JsonRpcError(answerCode, 'The request was cancelled.'))
      return
    }
    if (error instanceof JsonRpcError) {
      this.#answerer.error(id, error)
      return
    }
    this.#answerer.error(id, new JsonRpcError(-32_603, error.message))
    this.#answerer.report(error)
  }
}

/** Not what an object inherits: a method may be called `constructor`. */
function own(handlers: Settings['requests'], method: string): Handler | undefined {
  return Object.hasOwn(handlers, method) ? handlers[method] : undefined
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(`A handler threw ${String(error)}, which is not an error.`, { cause: error })
}
