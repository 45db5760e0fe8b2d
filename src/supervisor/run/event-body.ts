import type { SupervisorEvent } from '../api/events.js'

/** An event without what every event has. */
export type EventBody = SupervisorEvent extends infer Event ? Event extends SupervisorEvent ? Omit<Event, 'at' | 'run'> : never : never
