import type { ExitReport } from '../api/report.js'

/** Freezes a report: many hold it. Its JSON keeps the text of every error, which that of an Error does not. */
export function sealed(report: ExitReport): ExitReport {
  for (const consumer of report.consumers) Object.freeze(consumer)
  for (const survivor of report.survivors) Object.freeze(survivor)
  Object.freeze(report.consumers)
  Object.freeze(report.survivors)
  Object.defineProperty(report, 'toJSON', { value: () => jsonOf(report) })
  return Object.freeze(report)
}

function jsonOf(report: ExitReport): object {
  const consumers = report.consumers.map((consumer) => 'error' in consumer ? { ...consumer, error: errorJson(consumer.error) } : consumer)
  return { ...report, consumers, ...'error' in report ? { error: errorJson(report.error) } : {} }
}

/** So many causes below each other are shown. They may be a circle. */
const maxCauses = 5

function errorJson(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, code } = error as NodeJS.ErrnoException
  const cause = error.cause === undefined || depth === maxCauses ? {} : { cause: errorJson(error.cause, depth + 1) }
  return { name, message, ...code === undefined ? {} : { code }, ...cause }
}
