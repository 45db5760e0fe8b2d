import { channel } from 'node:diagnostics_channel'
import type { SupervisorEvent } from '../api/events.js'

const events = channel('eslint-plugin-teardown:supervisor')

/** Tells the user's function and the subscribers of the channel. What the function throws, or rejects with, changes nothing. */
export function publish(supervisor: object, onEvent: ((event: SupervisorEvent) => void) | undefined, event: SupervisorEvent): void {
  Object.freeze(event)
  void (async () => { await (onEvent?.(event) as unknown) })().catch(() => undefined)
  if (events.hasSubscribers) events.publish({ supervisor, event })
}
