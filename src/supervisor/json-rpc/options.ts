import { check, count, func, object, oneOf, string, strings } from '../settings/checks.js'
import { framings, type Framing } from './framing.js'
import type { Cancellation, JsonRpcOptions } from './types.js'

/** The options with their defaults. */
export interface Settings {
  readonly framing: Framing
  readonly onError: JsonRpcOptions['onError']
  readonly requests: NonNullable<JsonRpcOptions['requests']>
  readonly notifications: NonNullable<JsonRpcOptions['notifications']>
  readonly cancellation: Cancellation | undefined
  readonly maxMessageBytes: number
}

const kinds = {
  framing: oneOf('lines', 'content-length'),
  onError: func,
  requests: object,
  notifications: object,
  cancellation: object,
  maxMessageBytes: count,
}

const cancellationKinds = {
  method: string,
  params: func,
  idOf: func,
  except: strings,
  answerCode: { is: Number.isSafeInteger, words: 'a whole number' },
}

/** @throws {TypeError} when an option is missing, unknown or of the wrong kind; the message names it */
export function settingsOf(options: JsonRpcOptions): Settings {
  check('', { options: object }, { options }, ['options'])
  check('', kinds, options, ['framing', 'onError'])
  const { framing, onError, requests = {}, notifications = {}, cancellation, maxMessageBytes = 64 * 1024 * 1024 } = options
  checkHandlers('requests.', requests)
  checkHandlers('notifications.', notifications)
  if (cancellation) check('cancellation.', cancellationKinds, cancellation, ['method', 'params', 'idOf'])
  const handlers = { requests: { ...requests }, notifications: { ...notifications } }
  return { framing: framings[framing], onError, ...handlers, cancellation, maxMessageBytes }
}

function checkHandlers(path: string, handlers: object): void {
  const methods = Object.keys(handlers)
  check(path, Object.fromEntries(methods.map((method) => [method, func])), handlers, methods)
}
