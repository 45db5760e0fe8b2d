import type { FileFacts, Place } from '../../../dist/src/explain/index.js'

/** A mark on the timeline: something that happens in a function, at a place. */
export interface Moment extends Place {
  readonly role: string
  readonly label: string
}

/** A row of moments in the order in which they run. */
export interface Story {
  readonly title: string
  readonly moments: readonly Moment[]
}

/** The stories of a file: one for each report, and for each teardown that no report is about. */
export function storiesOf({ reports, teardowns, tasks }: FileFacts): readonly Story[] {
  const told = reports.filter(({ steps }) => steps.length > 0).map(({ rule, line, steps }) => ({
    title: `${rule}, line ${line}`, moments: steps,
  }))
  const isTold = (line: number, endLine: number) =>
    reports.some(({ steps }) => steps.some(step => line <= step.line && step.line <= endLine))
  const quiet = teardowns.filter(({ line, endLine }) => !isTold(line, endLine))
  return [...told, ...quiet.map(({ function: name, line, steps }) => ({
    title: `${name}, line ${line}: not reported`,
    moments: [
      ...tasks.filter(({ name: task }) => steps.some(({ subject }) => subject === task)).flatMap(({ name: task, starts, consumes }) => [
        ...starts.slice(0, 1).map(start => ({ ...start, role: 'start', label: `starts ${task}` })),
        ...consumes.flatMap(({ cell, uses }) => uses.slice(0, 1).map(use => ({ ...use, role: 'use', label: `uses ${cell}` }))),
      ]),
      ...steps.map(step => ({ ...step, role: step.does, label: `${verbs[step.does]} ${step.subject}` })),
    ],
  }))]
}

const verbs = { cancel: 'cancels', settle: 'awaits', release: 'releases', close: 'closes', wait: 'waits for', call: 'calls' } as const
