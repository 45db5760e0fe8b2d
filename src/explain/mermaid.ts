import type { FileFacts, TeardownFacts, TeardownStep } from './shape.js'

/** Draws each teardown of a file as a Mermaid sequence diagram: what it cancels, waits for and releases, and what still uses that. */
export function factsAsMermaid(facts: FileFacts): string {
  return facts.teardowns.map(teardown => diagram(facts, teardown)).join('\n\n')
}

function diagram(facts: FileFacts, teardown: TeardownFacts): string {
  const { function: name, line, endLine, steps } = teardown
  const subjects = [...new Set(steps.filter(({ does }) => does !== 'wait').map(({ subject }) => subject))]
  const aliases = new Map(subjects.map((subject, index) => [subject, `p${index + 1}`]))
  const reports = facts.reports.filter(report => report.line >= line && report.line <= endLine)
  return [
    'sequenceDiagram',
    `  title ${escaped(`${facts.file}:${line} ${name}`)}`,
    `  participant p0 as ${escaped(name)}`,
    ...[...aliases].map(([subject, alias]) => `  participant ${alias} as ${escaped(subject)}`),
    ...steps.flatMap(step => [
      stepLine(step, aliases.get(step.subject)),
      ...reports.filter(report => report.line === step.line && step === steps.find(each => each.line === report.line))
        .map(({ rule }) => `  Note over p0: reported by ${rule}`),
      ...usesAfter(facts, step, aliases),
    ]),
  ].join('\n')
}

const arrows: Readonly<Record<TeardownStep['does'], string>> = {
  cancel: '-)', settle: '->>', release: '-x', close: '->>', call: '->>', wait: '',
}

function stepLine({ does, line, text }: TeardownStep, alias: string | undefined): string {
  if (does === 'wait' || alias === undefined) return `  Note over p0: line ${line} waits, others can run`
  const verbs = { cancel: 'cancels', settle: 'waits until settled', release: 'releases', close: 'closes', call: 'calls' }
  return `  p0${arrows[does]}${alias}: line ${line} ${verbs[does]} by ${escaped(text)}`
}

/** What may use a cell behind its release: the tasks that consume it and that this function cancels. */
function usesAfter({ tasks }: FileFacts, step: TeardownStep, aliases: ReadonlyMap<string, string>): readonly string[] {
  if (step.does !== 'release') return []
  return tasks.flatMap(({ name, consumes }) => consumes.filter(({ cell }) => cell === step.subject).flatMap(({ uses: [use] }) => {
    const task = aliases.get(name)
    const cell = aliases.get(step.subject)
    return use && task !== undefined && cell !== undefined ? [`  Note over ${task},${cell}: uses it on line ${use.line}`] : []
  }))
}

/** Mermaid reads `;` as the end of a line, and `#` as the start of a character code. */
const escaped = (text: string): string => text.replaceAll('#', '#35;').replace(/(?<!#35);/g, '#59;').replaceAll('\n', ' ')
