import { grouped } from '../source/index.js'
import type { CellFacts, FileFacts, Lines, Place, Report, Silence, TaskFacts, TeardownFacts } from './shape.js'

/** Writes the facts of a file as an indented list. Cells that nothing clears, replaces or ends are left out. */
export function factsAsText(facts: FileFacts): string {
  const cells = facts.cells.filter(({ writes }) => writes.some(({ does }) => does !== 'set'))
  const shown = new Set(cells.map(({ name }) => name))
  const waiting = facts.functions.filter(({ waits }) => waits.length > 0)
  return [
    facts.file,
    ...section('Cells', [...grouped(cells, ({ owner }) => [`${owner.kind} ${owner.name}, line ${owner.line}`])]
      .flatMap(([owner, owned]) => [owner, ...owned.flatMap(cell => indent(cellLines(cell)))])),
    ...section('Tasks', facts.tasks.flatMap(task => taskLines(task, shown))),
    ...section('Waits', waiting.flatMap(({ name, waits }) => [name, ...indent(waits.map(wait => `line ${wait.line}  ${wait.text}`))])),
    ...section('Teardowns', facts.teardowns.flatMap(teardownLines)),
    ...section('Reports', facts.reports.flatMap(reportLines)),
    ...section('Silence', silenceLines(facts.silence)),
  ].join('\n')
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`  ${title}`, ...indent(indent(lines))]

const indent = (lines: readonly string[]): readonly string[] => lines.map(line => `  ${line}`)

const verbs = { set: 'set', clear: 'cleared', replace: 'replaced', end: 'ended' } as const

function cellLines({ name, guards, writes }: CellFacts): readonly string[] {
  return [name, ...indent([
    ...writes.map(write => row(verbs[write.does], write)),
    ...guards.map(guard => row('checked', guard)),
  ])]
}

const row = (verb: string, { line, function: home, text }: Place): string => `${verb.padEnd(9)} line ${line}, ${home}: ${text}`

const taskLines = (
  { name, starts, handles, consumes, cancels, settles }: TaskFacts, shown: ReadonlySet<string>,
): readonly string[] => [
  handles.length > 0 && !handles.some(handle => name.includes(handle)) ? `${name}, held by ${handles.join(', ')}` : name,
  ...indent([
    ...starts.map(start => row('started', start)),
    ...consumes.filter(({ cell }) => shown.has(cell)).flatMap(({ cell, uses }) => uses.map(use => row('uses', { ...use, text: cell }))),
    ...cancels.map(cancel => row('canceled', cancel)),
    ...settles.map(wait => row('awaited', wait)),
  ]),
]

const steps = {
  cancel: 'cancels', settle: 'awaits', release: 'releases', close: 'closes', wait: 'waits for', call: 'calls',
} as const

const teardownLines = ({ function: name, steps: taken, ...lines }: TeardownFacts): readonly string[] => [
  `${name}, ${linesText(lines)}`,
  ...indent(taken.map(({ line, does, subject }) => `line ${line}  ${steps[does]} ${subject}`)),
]

const linesText = ({ line, endLine }: Lines): string => line === endLine ? `line ${line}` : `lines ${line} to ${endLine}`

const reportLines = ({ line, rule, message, suppressed, steps: path }: Report): readonly string[] => [
  `line ${line}  teardown/${rule}${suppressed ? ' (suppressed)' : ''}: ${message}`,
  ...indent(path.map(step => `line ${step.line}, ${step.function}: ${step.label}`)),
]

export function silenceLines({ notAsked, madeBy, gaveUp }: Silence): readonly string[] {
  return [
    ...madeBy ? [`a ${madeBy} has made this file: most rules leave it out`] : [],
    ...gaveUp.map(({ what, function: name, why, ...lines }) => `gave up on ${what} in ${name}, ${linesText(lines)}: ${why}`),
    ...notAsked.length > 0 ? [`the text has no words that these rules need: ${notAsked.join(', ')}`] : [],
  ]
}
