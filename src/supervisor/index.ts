/**
 * One long-lived child process, its consumer tasks, and one teardown whose order is right by construction. Loads neither ESLint nor
 * TypeScript, and nothing else of this package.
 */
export { SpawnError, StoppedError, StopFailedError } from './api/errors.js'
export { heartbeat, type HeartbeatOptions } from './heartbeat.js'
export { Supervisor } from './supervisor.js'
export type { RestartPolicy, Stdio, StopPlan, SuperviseOptions } from './api/options.js'
export type { Consumer, LineOptions, Output, Run } from './api/run.js'
export type { ConsumerOutcome, ExitReport, Survivor } from './api/report.js'
export type { SupervisorEvent, SupervisorState } from './api/events.js'
