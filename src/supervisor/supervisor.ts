import type { ExitReport, Run, SuperviseOptions, SupervisorState } from './types.js'

export class Supervisor implements AsyncDisposable {
  readonly state: SupervisorState = 'idle'
  readonly run: Run | null = null
  readonly reports: readonly ExitReport[] = []

  constructor(options: SuperviseOptions) {
    if (typeof options.command !== 'string') throw new TypeError('command is not a string')
  }

  start(): Promise<Run> {
    return Promise.reject(new Error('not written yet'))
  }

  stop(options: { graceMs?: number, reason?: unknown } = {}): Promise<ExitReport | null> {
    return Promise.reject(new Error('not written yet', { cause: options }))
  }

  restart(reason?: unknown): Promise<Run> {
    return Promise.reject(new Error('not written yet', { cause: reason }))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }
}
