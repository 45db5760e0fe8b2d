/**
 * One long-lived child process, its consumer tasks, and one teardown whose order is right by construction. Loads neither ESLint nor
 * TypeScript, and nothing else of this package.
 */
export { SpawnError, StoppedError, StopFailedError } from './errors.js'
export { heartbeat, type HeartbeatOptions } from './heartbeat.js'
export { Supervisor } from './supervisor.js'
export type {
  Consumer, ConsumerOutcome, ExitReport, LineOptions, Output, RestartPolicy, Run, StopPlan, SuperviseOptions, SupervisorEvent,
  SupervisorState,
} from './types.js'
