import { isUtf8 } from 'node:buffer'
import { JsonRpcError, MalformedMessageError } from './errors.js'

/** The body of a message, or what is wrong with the bytes in its place. */
export type Frame = Buffer | MalformedMessageError

/** Cuts the output of the child into bodies. */
export interface FrameDecoder {
  /** The frames that end in this chunk. */
  push(chunk: Buffer): readonly Frame[]
  /** What is left when the output has ended. */
  end(): readonly Frame[]
}

/** What JSON-RPC allows as the id of a request. */
export type Id = number | string

/** A message of the child. An answer to no request in particular has a null id. */
export type Message =
  | { readonly kind: 'request', readonly id: Id, readonly method: string, readonly params: unknown }
  | { readonly kind: 'notification', readonly method: string, readonly params: unknown }
  | { readonly kind: 'result', readonly id: Id, readonly result: unknown }
  | { readonly kind: 'error', readonly id: Id | null, readonly error: Error }
  | { readonly kind: 'malformed', readonly error: MalformedMessageError }

/**
 * The messages in one body: a batch has several. A missing `jsonrpc` is accepted, since some servers leave it out, and so is an `error`
 * of null beside a result.
 */
export function messagesIn(body: Buffer): readonly Message[] {
  let value: unknown
  try {
    value = parse(body)
  } catch (error) {
    if (error instanceof MalformedMessageError) return [{ kind: 'malformed', error }]
    throw error
  }
  if (!Array.isArray(value)) return [messageOf(value, body)]
  return value.length === 0 ? [malformed('it is an empty batch', body)] : value.map((one) => messageOf(one, body))
}

function parse(body: Buffer): unknown {
  if (!isUtf8(body)) throw new MalformedMessageError('it is not UTF-8', body)
  try {
    return JSON.parse(body.toString()) as unknown
  } catch (error) {
    throw new MalformedMessageError(`it is not JSON (${(error as SyntaxError).message})`, body, { cause: error })
  }
}

function messageOf(value: unknown, body: Buffer): Message {
  if (!isObject(value)) return malformed(`it is ${kindOf(value)}, not an object`, body)
  const { jsonrpc = '2.0', method, params } = value
  if (jsonrpc !== '2.0') return malformed(`its jsonrpc is ${JSON.stringify(jsonrpc)}, not "2.0"`, body)
  if (method === undefined) return answerOf(value, body)
  if (typeof method !== 'string') return malformed(`its method is ${kindOf(method)}, not a string`, body)
  if (value['id'] === undefined) return { kind: 'notification', method, params }
  const id = value['id']
  return isId(id) ? { kind: 'request', id, method, params } : malformed(`its id is ${kindOf(id)}, not a number or a string`, body)
}

function answerOf(value: Record<string, unknown>, body: Buffer): Message {
  const { id, result } = value
  const error = value['error'] ?? undefined
  if (id === undefined) return malformed('it has neither a method nor an id', body)
  if (!isId(id) && id !== null) return malformed(`its id is ${kindOf(id)}, not a number or a string`, body)
  if (error !== undefined && result !== undefined && result !== null) return wrongAnswer(id, 'it has both a result and an error', body)
  if (error !== undefined) return { kind: 'error', id, error: errorOf(error, body) }
  if (id === null) return malformed('its id is null', body)
  if (result === undefined) return wrongAnswer(id, 'it has neither a result nor an error', body)
  return { kind: 'result', id, result }
}

function errorOf(error: unknown, body: Buffer): Error {
  if (!isObject(error)) return new MalformedMessageError(`its error is ${kindOf(error)}, not an object`, body)
  const { code, message, data } = error
  if (typeof code !== 'number') return new MalformedMessageError(`the code of its error is ${kindOf(code)}, not a number`, body)
  if (typeof message !== 'string') return new MalformedMessageError(`the message of its error is ${kindOf(message)}, not a string`, body)
  return new JsonRpcError(code, message, data)
}

/** Its id says whose answer it is, so that request is rejected. */
function wrongAnswer(id: Id | null, what: string, body: Buffer): Message {
  return { kind: 'error', id, error: new MalformedMessageError(what, body) }
}

function malformed(what: string, body: Buffer): Message {
  return { kind: 'malformed', error: new MalformedMessageError(what, body) }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isId(value: unknown): value is Id {
  return typeof value === 'number' || typeof value === 'string'
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'absent'
  if (value === null || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
