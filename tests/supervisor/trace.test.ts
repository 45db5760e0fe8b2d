import { describe, expect, it } from 'vitest'
import type { ExitReport, SupervisorEvent } from '../../src/supervisor/index.js'
import { Trace } from './trace.js'

// The faults trust the trace, so the trace is tested: each wrong course beside the right one.
describe('the order of a run that was stopped', () => {
  it('is right: settled, signal, exit, released, report', () => {
    expect(breaches([spawned, settled, signal, exit, released, reported({ cause: 'stop', step: 'term' })])).toEqual([])
  })

  it('is wrong with a signal before the consumer settled', () => {
    expect(breaches([spawned, signal, settled, exit, released, reported({ cause: 'stop', step: 'term' })]))
      .toEqual(['run 1: a signal was sent before the last consumer had settled'])
  })

  it('is wrong with a release before the consumer settled', () => {
    expect(breaches([spawned, exit, released, settled, reported({ cause: 'stop' })]))
      .toEqual(['run 1: the handle was released before the last consumer had settled'])
  })

  it('is wrong with a release before the exit', () => {
    expect(breaches([spawned, settled, signal, released, exit, reported({ cause: 'stop', step: 'term' })]))
      .toEqual(['run 1: the handle was released before the exit'])
  })

  it('is wrong with a report before the release', () => {
    expect(breaches([spawned, settled, exit, reported({ cause: 'stop' }), released])).toEqual([
      'run 1: the report came before the release',
      'run 1: something other than a late rejection came after the report',
    ])
  })

  it('is wrong with a step by signal and no signal', () => {
    expect(breaches([spawned, settled, exit, released, reported({ cause: 'stop', step: 'term' })]))
      .toEqual(['run 1: step is term, and no signal came before the exit'])
  })

  it('is wrong with the step eof and a signal before the exit', () => {
    expect(breaches([spawned, settled, signal, exit, released, reported({ cause: 'stop', step: 'eof' })]))
      .toEqual(['run 1: step is eof, and a signal came before the exit'])
  })
})

describe('the order of a run that ended by itself', () => {
  it('is right: exit, settled, sweep, released, report', () => {
    expect(breaches([spawned, exit, settled, signal, released, reported({ cause: 'exit' })])).toEqual([])
  })

  it('is wrong with consumers aborted before the exit', () => {
    expect(breaches([spawned, settled, exit, released, reported({ cause: 'exit' })]))
      .toEqual(['run 1: consumers of a child that ended by itself were aborted before its exit'])
  })

  it('is wrong with a signal before the exit', () => {
    expect(breaches([spawned, { ...settled, outcome: 'done' }, signal, exit, released, reported({ cause: 'exit' })]))
      .toEqual(['run 1: a child that ended by itself was sent a signal before its exit'])
  })

  it('is wrong with a signal after the release', () => {
    expect(breaches([spawned, exit, settled, released, signal, reported({ cause: 'exit' })]))
      .toEqual(['run 1: a signal was sent after the release'])
  })
})

describe('the numbers of a run', () => {
  it('are wrong without a report', () => {
    expect(breaches([spawned, settled, exit, released])).toEqual(['run 1: has no report'])
  })

  it('are wrong with two reports', () => {
    const report = reported({ cause: 'stop' })
    expect(breaches([spawned, settled, exit, released, report, report])).toEqual(['run 1: has 2 reports'])
  })

  it('are wrong with two exits', () => {
    expect(breaches([spawned, settled, exit, exit, released, reported({ cause: 'stop' })])).toEqual(['run 1: exit was announced 2 times'])
  })

  it('are wrong with a consumer that never settled', () => {
    expect(breaches([spawned, exit, released, reported({ cause: 'stop' })])).toEqual(['run 1: not every consumer settled exactly once'])
  })

  it('are wrong with a signal where no child ever was', () => {
    expect(breaches([signal, withoutPid(reported({ cause: 'spawn-error' }))])).toEqual(['run 1: signal SIGTERM, and no child was ever there'])
  })

  it('belong to each run alone', () => {
    const course = [spawned, settled, exit, released, reported({ cause: 'stop' })]
    expect(breaches([...course, { ...spawned, run: 2 }])).toEqual(['run 2: has no report'])
  })

  it('are wrong with a second child before the first was released', () => {
    expect(breaches([spawned, { ...spawned, run: 2 }])).toContain('run 2: spawned while run 1 was not released')
  })
})

const spawned = { at: 0, type: 'spawned', run: 1, pid: 4711 } satisfies SupervisorEvent
const settled = { at: 0, type: 'consumer.settled', run: 1, name: 'ear', outcome: 'aborted' } satisfies SupervisorEvent
const signal = { at: 0, type: 'signal', run: 1, signal: 'SIGTERM' } satisfies SupervisorEvent
const exit = { at: 0, type: 'exit', run: 1, code: 0, signal: null } satisfies SupervisorEvent
const released = { at: 0, type: 'released', run: 1 } satisfies SupervisorEvent

function reported(given: Pick<ExitReport, 'cause' | 'step'>): { at: number, run: number, type: 'report', report: ExitReport } {
  return {
    at: 0,
    run: 1,
    type: 'report',
    report: {
      run: 1, pid: 4711, code: 0, signal: null, uptimeMs: 1, stderrTail: '', truncated: false, orphans: 'none', survivors: [],
      consumers: [{ name: 'ear', outcome: 'aborted' }],
      ...given,
    },
  }
}

function withoutPid({ report }: { report: ExitReport }): SupervisorEvent {
  const copy: { -readonly [Key in keyof ExitReport]: ExitReport[Key] } = { ...report }
  delete copy.pid
  return { at: 0, run: 1, type: 'report', report: copy }
}

function breaches(events: readonly SupervisorEvent[]): string[] {
  const trace = new Trace()
  trace.events.push(...events)
  return trace.breaches()
}
