import { testTold } from '../no-stale-guard-across-await/told.js'

testTold('what only looks as if somebody asked for the abort', [
  {
    name: 'the same function is told the same on an abort',
    code: `
        async function launch(session: Session, signal: AbortSignal) {
          try {
            await serve({ signal })
            if (signal.aborted) session.close()
          } catch { session.close() }
        }
      `,
  },
  {
    name: 'a flag of the abort is asked before the next turn',
    code: `
        async function launch(session: Session, signal: AbortSignal) {
          while (session.more()) {
            try { await serve({ signal }) } catch { console.error('failed') }
            if (session.aborted?.()) return
          }
        }
      `,
  },
  {
    name: 'the same function is told something else on an abort',
    code: `
        async function launch(session: Session, signal: AbortSignal) {
          try {
            await serve({ signal })
            if (signal.aborted) session.report('cancelled')
          } catch { session.report('failed') }
        }
      `,
    told: ['} catch { session.report(\'failed\') }'],
  },
  {
    name: 'a call on what may be absent asks nothing, whatever its name',
    code: `
        async function launch(session: Session, signal: AbortSignal) {
          while (session.more()) {
            try { await serve({ signal }) } catch { console.error('failed') }
            session.abortNotice?.resolve()
          }
        }
      `,
    told: ['try { await serve({ signal }) } catch { console.error(\'failed\') }'],
  },
  {
    name: 'telemetry is a log',
    code: `
        async function index(files: File[], signal: AbortSignal, telemetryService: Telemetry) {
          for (const file of files) {
            try { await scan(file, { signal }) } catch (error) { telemetryService.sendError('scan', error) }
          }
        }
      `,
    told: ['try { await scan(file, { signal }) } catch (error) { telemetryService.sendError(\'scan\', error) }'],
  },
], 'no-swallowed-abort')
