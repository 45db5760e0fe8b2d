import type { ExitReport } from '../index.js'

/** An error in an answer: the child's to our request, or ours to its request when a handler throws one. */
export class JsonRpcError extends Error {
  override readonly name = 'JsonRpcError'
  /** -32601: no such method; -32602: wrong params; -32603: internal error. Others are the protocol's. */
  readonly code: number
  /** What the other side added, as it was sent; undefined when there was nothing. */
  readonly data: unknown

  constructor(code: number, message: string, data?: unknown) {
    super(message)
    this.code = code
    this.data = data
  }
}

/** The run ended, or closed a pipe, before a request was answered. `cause` is the reason of `run.signal`, or the error of the write. */
export class ConnectionClosedError extends Error {
  override readonly name = 'ConnectionClosedError'
  /** The exit code of the child. Null when a signal ended it, or when it has not exited. */
  readonly exitCode: number | null
  /** The signal that ended the child. Null when it exited by itself, or has not exited. */
  readonly signal: NodeJS.Signals | null
  /** The end of its stderr: the last `tailBytes` bytes of it. Empty while the child has not exited. */
  readonly stderrTail: string
  /** How the run ended. Undefined while it has not. */
  readonly report: ExitReport | undefined

  constructor(method: string, { report, cause }: { report?: ExitReport | undefined, cause: unknown }) {
    super(`${howItEnded(report, cause)} before it answered ${JSON.stringify(method)}.${shownTail(report)}`, { cause })
    this.exitCode = report?.code ?? null
    this.signal = report?.signal ?? null
    this.stderrTail = report?.stderrTail ?? ''
    this.report = report
  }
}

/** What the child sent is not a message. */
export class MalformedMessageError extends Error {
  override readonly name = 'MalformedMessageError'
  /** The beginning of what was received: 200 characters at most. */
  readonly input: string

  constructor(what: string, input: string | Buffer, options?: ErrorOptions) {
    const text = typeof input === 'string' ? input : input.toString('utf8', 0, 4 * shownCharacters)
    const shown = text.slice(0, shownCharacters)
    super(`Malformed message from the child: ${what}. It begins with ${JSON.stringify(shown)}.`, options)
    this.input = shown
  }
}

const shownCharacters = 200
const shownTailCharacters = 500

function howItEnded(report: ExitReport | undefined, cause: unknown): string {
  if (!report) return `The connection to the child was closed${cause instanceof Error ? ` (${cause.message.replace(/\.$/, '')})` : ''}`
  return report.signal === null ? `The child exited with code ${report.code ?? 'unknown'}` : `The child was ended by ${report.signal}`
}

function shownTail(report: ExitReport | undefined): string {
  const tail = report?.stderrTail.trim() ?? ''
  return tail === '' ? '' : ` The end of its stderr:\n${tail.slice(-shownTailCharacters)}`
}
