import { types } from 'node:util'
import { textOf } from '../api/errors.js'
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

/** Anything may be thrown, and the JSON of a report must not fail for that: what JSON cannot write is written as text. */
function errorJson(error: unknown, depth = 0): unknown {
  try {
    return isError(error) ? fieldsOf(error, depth) : valueJson(error)
  } catch {
    return textOf(error)
  }
}

function fieldsOf(error: Error, depth: number): object {
  const { name, message, code, cause, errors } = error as NodeJS.ErrnoException & Partial<AggregateError>
  return {
    name,
    message,
    ...typeof code === 'string' || typeof code === 'number' ? { code } : {},
    ...cause === undefined || depth === maxCauses ? {} : { cause: errorJson(cause, depth + 1) },
    ...!Array.isArray(errors) || depth === maxCauses ? {} : { errors: errors.map((each) => errorJson(each, depth + 1)) },
  }
}

function valueJson(value: unknown): unknown {
  const json = JSON.stringify(value) as string | undefined
  return json === undefined ? textOf(value) : JSON.parse(json) as unknown
}

/** An error of another realm (of `node:vm`, where test runners load code) is not an instance of our Error. */
function isError(value: unknown): value is Error {
  return types.isNativeError(value) || value instanceof Error
}
