import type { ExitReport, Supervisor, SupervisorEvent } from '../../src/supervisor/index.js'

/** What one supervisor announced, in order, and whether that order is the one its design decided. */
export class Trace {
  readonly events: SupervisorEvent[] = []
  #waiting: { readonly isIt: (event: SupervisorEvent) => boolean, readonly resolve: () => void }[] = []

  push(event: SupervisorEvent): void {
    this.events.push(event)
    this.#waiting = this.#waiting.filter(({ isIt, resolve }) => {
      const found = isIt(event)
      if (found) resolve()
      return !found
    })
  }

  /** Resolves when an event is announced, at once if it already was: `announces((event) => event.type === 'exit')`. */
  async announces(isIt: (event: SupervisorEvent) => boolean): Promise<void> {
    if (this.events.some(isIt)) return
    await new Promise<void>((resolve) => this.#waiting.push({ isIt, resolve }))
  }

  /** Resolves when the supervisor is, or was, in a state. */
  async state(state: Supervisor['state']): Promise<void> {
    await this.announces((event) => event.type === 'state' && event.state === state)
  }

  /** The reports in the order of their announcement. */
  get reports(): ExitReport[] {
    return this.events.flatMap((event) => (event.type === 'report' ? [event.report] : []))
  }

  /** The numbers of the runs that were announced in any way. */
  get runs(): number[] {
    return [...new Set(this.events.map(runOf).filter((run) => run !== undefined))]
  }

  /** The pids, the first run first. */
  get pids(): number[] {
    return this.events.flatMap((event) => (event.type === 'spawned' ? [event.pid] : []))
  }

  get states(): string[] {
    return this.events.flatMap((event) => (event.type === 'state' ? [event.state] : []))
  }

  /** The signals that were sent for a run, or for any. */
  signals(run?: number): NodeJS.Signals[] {
    return this.events.flatMap((event) => (event.type === 'signal' && (run === undefined || event.run === run) ? [event.signal] : []))
  }

  /** One word an event, for comparing a whole course at once: `spawned`, `consumer.settled ear aborted`, `signal SIGTERM`. */
  of(run: number): string[] {
    return this.events.filter((event) => runOf(event) === run).map(phrase)
  }

  /** Every breach of the decided order, in words; none for a right course. */
  breaches(): string[] {
    return [
      ...this.runs.flatMap((run) => breachesOf(this.events.filter((event) => runOf(event) === run)).map((text) => `run ${run}: ${text}`)),
      ...this.#overlaps(),
    ]
  }

  // Never two children at a time: the handle of a run is released before the next one is spawned.
  #overlaps(): string[] {
    const breaches: string[] = []
    let held: number | undefined
    for (const event of this.events) {
      if (event.type === 'spawned') {
        if (held !== undefined) breaches.push(`run ${event.run}: spawned while run ${held} was not released`)
        held = event.run
      }
      if (event.type === 'released' && event.run === held) held = undefined
    }
    return breaches
  }
}

function runOf(event: SupervisorEvent): number | undefined {
  if (event.type === 'state') return undefined
  return event.type === 'report' ? event.report.run : event.run
}

function phrase(event: SupervisorEvent): string {
  switch (event.type) {
    case 'consumer.settled':
      return `consumer.settled ${event.name} ${event.outcome}`
    case 'signal':
      return `signal ${event.signal}`
    case 'exit':
      return `exit ${event.signal ?? event.code ?? 'unknown'}`
    case 'late':
      return `late ${event.name}`
    case 'report':
      return `report ${event.report.cause}`
    default:
      return event.type
  }
}

function breachesOf(events: readonly SupervisorEvent[]): string[] {
  const reports = events.flatMap((event) => (event.type === 'report' ? [event.report] : []))
  const [report] = reports
  if (!report) return ['has no report']
  if (reports.length > 1) return [`has ${reports.length} reports`]
  return report.pid === undefined ? breachesWithoutChild(events) : breachesWithChild(events, report)
}

function breachesWithoutChild(events: readonly SupervisorEvent[]): string[] {
  return events
    .filter(({ type }) => type === 'spawned' || type === 'signal' || type === 'exit' || type === 'consumer.settled')
    .map((event) => `${phrase(event)}, and no child was ever there`)
}

function breachesWithChild(events: readonly SupervisorEvent[], report: ExitReport): string[] {
  const spawned = places(events, 'spawned')
  const settled = places(events, 'consumer.settled')
  const signals = places(events, 'signal')
  const exits = places(events, 'exit')
  const released = places(events, 'released')
  const reported = places(events, 'report')
  const name = (event: SupervisorEvent): string => (event.type === 'consumer.settled' ? event.name : '')
  const settledNames = events.filter((event) => event.type === 'consumer.settled').map(name).sort()
  const byItself = report.cause === 'exit'

  const laws: [holds: boolean, breach: string][] = [
    [spawned.length === 1 && spawned[0] === 0, 'spawned is not the first event, and the only one of its kind'],
    [exits.length === 1, `exit was announced ${exits.length} times`],
    [released.length === 1, `released was announced ${released.length} times`],
    [equal(settledNames, report.consumers.map((consumer) => consumer.name).sort()), 'not every consumer settled exactly once'],
    [before(settled, signals), 'a signal was sent before the last consumer had settled'],
    [before(settled, released), 'the handle was released before the last consumer had settled'],
    [before(exits, released), 'the handle was released before the exit'],
    [before(signals, released), 'a signal was sent after the release'],
    [before(released, reported), 'the report came before the release'],
    [!byItself || before(exits, signals), 'a child that ended by itself was sent a signal before its exit'],
    [!byItself || before(exits, places(events, 'consumer.settled', 'aborted')), 'consumers of a child that ended by itself were aborted before its exit'],
    [!isBySignal(report) || (signals[0] ?? Infinity) < (exits[0] ?? -1), `step is ${report.step ?? 'none'}, and no signal came before the exit`],
    [report.step !== 'eof' && report.step !== 'goodbye' || before(exits, signals), `step is ${report.step ?? 'none'}, and a signal came before the exit`],
    [events.slice((reported[0] ?? 0) + 1).every(({ type }) => type === 'late'), 'something other than a late rejection came after the report'],
  ]
  return laws.filter(([holds]) => !holds).map(([, breach]) => breach)
}

// A group of unknown state may be one that refused the signal: then none is announced.
function isBySignal(report: ExitReport): boolean {
  return (report.step === 'term' || report.step === 'kill') && report.orphans !== 'unknown'
}

/** The indices of the events of a kind; of those with an outcome, only the ones that have it. */
function places(events: readonly SupervisorEvent[], type: SupervisorEvent['type'], outcome?: string): number[] {
  const isWanted = (event: SupervisorEvent): boolean =>
    event.type === type && (outcome === undefined || ('outcome' in event && event.outcome === outcome))
  return events.flatMap((event, index) => (isWanted(event) ? [index] : []))
}

/** Whether all of the first come before all of the second. */
function before(first: readonly number[], second: readonly number[]): boolean {
  return Math.max(-1, ...first) < Math.min(Infinity, ...second)
}

function equal(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name, index) => name === right[index])
}
