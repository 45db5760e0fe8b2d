import type { Run } from '../index.js'

/** How a {@link JsonRpc} talks to the child; checked when it is constructed. */
export interface JsonRpcOptions {
  /** `'lines'`: one message per line, as in MCP. `'content-length'`: messages behind a `Content-Length` header, as in LSP. */
  readonly framing: 'lines' | 'content-length'
  /**
   * Called with everything that belongs to no request: a {@link MalformedMessageError}, an answer to no request, an error that a handler
   * threw. Reading goes on after it returns. If it throws, the run fails with what it threw.
   */
  readonly onError: (error: Error, run: Run) => void
  /**
   * Answers the child's requests, by method. Declare the type of the params: it is not checked. The value returned is the result
   * (`undefined` is sent as null). A {@link JsonRpcError} that is thrown is sent as it is, any other error as code -32603. A method
   * without a handler is answered with -32601.
   */
  readonly requests?: Readonly<Record<string, (params: never, context: HandlerContext) => unknown>>
  /** Receives the child's notifications, by method. A notification without a handler is ignored. */
  readonly notifications?: Readonly<Record<string, (params: never, context: HandlerContext) => unknown>>
  /** How to tell the other side that a request was cancelled. Default: it is not told, and its answer is ignored. */
  readonly cancellation?: Cancellation
  /** The longest message accepted, in bytes. A longer one is skipped and reported to `onError`. Default: 64 MiB. */
  readonly maxMessageBytes?: number
}

/** What a handler gets beside the params of the message. */
export interface HandlerContext {
  /** The run whose child sent the message. */
  readonly run: Run
  /** Aborts when the run ends, and when the child cancels its request. */
  readonly signal: AbortSignal
}

/** The child of one run, as the other side of a conversation. It never reaches the child of another run. */
export interface Peer {
  /**
   * Sends a request and resolves to its result. The type `Result` is not checked.
   *
   * Rejects with
   * - {@link JsonRpcError} when the answer is an error
   * - {@link ConnectionClosedError} when the run ends before the answer
   * - {@link MalformedMessageError} when the answer has neither a result nor a valid error
   * - the reason of `options.signal` when that aborts first
   * - TypeError when `params` cannot be written as JSON
   *
   * A rejection that nobody awaits is not an unhandled rejection.
   */
  request<Result = unknown>(method: string, params?: object, options?: RequestOptions): Promise<Result>
  /** Sends a notification. Resolves and rejects as `run.write()` does. */
  notify(method: string, params?: object): Promise<void>
}

/** Options of one request. */
export interface RequestOptions {
  /** Its abort rejects the request at once and tells the other side, if `cancellation` says how. */
  readonly signal?: AbortSignal
}

/** What to say in `ready` or `goodbye`. Requests to this `peer` are cancelled by `signal`. */
export type Talk = (peer: Peer, signal: AbortSignal, run: Run) => Promise<void>

/** How a protocol cancels requests. */
export interface Cancellation {
  /** The notification that says so, in both directions. */
  readonly method: string
  /** The params of that notification. */
  params(id: number, reason: unknown): object
  /** The id in the params of a notification from the child. */
  idOf(params: unknown): unknown
  /** Requests that the protocol forbids to cancel: they are given up without telling the other side. */
  readonly except?: readonly string[]
  /** The error code that answers a request which the child cancelled. Default: such a request is not answered. */
  readonly answerCode?: number
}
