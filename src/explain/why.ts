import type { CellFacts, FileFacts, FunctionFacts, Lines, Place, Report } from './shape.js'
import { silenceLines } from './text.js'

/**
 * Says in a few sentences why a line is reported, or what is known where it is not. It reads the facts alone, and where they hold no reason
 * it says so.
 */
export function explain(facts: FileFacts, line: number): string {
  const reports = reportsAbout(facts, line)
  const [first, ...others] = reports.toSorted((one, other) => Number(other.line === line) - Number(one.line === line))
  const lines = first ? [first, ...others].flatMap(report => reportSentences(report, line)) : silentSentences(facts, line)
  return [`${facts.file}:${line}`, ...lines.map(sentence => `  ${sentence}`)].join('\n')
}

/** Whether a report is about this line: it stands there, or one of its steps does. */
export const isExplained = (facts: FileFacts, line: number): boolean => reportsAbout(facts, line).length > 0

const reportsAbout = ({ reports }: FileFacts, line: number): readonly Report[] =>
  reports.filter(report => contains(report, line) || report.steps.some(step => step.line === line))

const contains = (lines: Lines, line: number): boolean => lines.line <= line && line <= lines.endLine

function reportSentences(report: Report, line: number): readonly string[] {
  const where = report.line === line ? 'This line' : `Line ${report.line}`
  const role = report.line === line ? '' : ', and this line is part of the reason'
  return [
    `${where} is reported by teardown/${report.rule}${report.suppressed ? ', but the report is suppressed' : ''}${role}.`,
    report.message,
    ...report.steps.map((step, index) => `${index + 1}. Line ${step.line}, ${code(step.function)}: ${step.label} (${code(step.text)}).`),
  ]
}

const noCell = 'This line names no cell: no field or captured variable that functions of this file share and that is written.'

function silentSentences(facts: FileFacts, line: number): readonly string[] {
  const home = innermost(facts.functions, line)
  const cells = facts.cells.filter(({ reads, writes }) => [...reads, ...writes].some(place => place.line === line))
  const gaveUp = facts.silence.gaveUp.filter(each => contains(each, line))
  return [
    'Nothing is reported here.',
    ...cells.flatMap(cell => cellSentences(facts, cell, home, line)),
    ...cells.length === 0 ? [noCell] : [],
    ...silenceLines({ ...facts.silence, gaveUp }).map(text => sentence(`${text}.`)),
  ]
}

function cellSentences(facts: FileFacts, cell: CellFacts, home: FunctionFacts | undefined, line: number): readonly string[] {
  const name = code(cell.name)
  const clears = cell.writes.filter(({ does }) => does === 'clear' || does === 'replace')
  const own = cell.writes.find(write => write.line === line && write.does !== 'set')
  const users = facts.tasks.filter(({ consumes }) => consumes.some(each => each.cell === cell.name))
  if (own) return [releaseSentence(facts, name, own, users.map(task => task.name)), ...users.flatMap(user => orderSentence(user, own))]
  if (clears.length === 0) {
    return [`The analysis sees nothing in this file that clears or replaces what ${name} holds.`, ...setSentences(cell, line)]
  }
  return [`${name} is ${clearsText(clears)}.`, ...guardSentences(cell, clears, home, line)]
}

function setSentences({ name, writes }: CellFacts, line: number): readonly string[] {
  const sets = writes.filter(({ does, line: other }) => does === 'set' && other !== line)
  return sets.length === 0 ? [] : [`${code(name)} is set on ${linesText(sets)}.`]
}

function releaseSentence(facts: FileFacts, name: string, own: CellFacts['writes'][number], users: readonly string[]): string {
  const verb = { clear: 'clears', replace: 'replaces', end: 'ends', set: 'sets' }[own.does]
  if (facts.tasks.length === 0) return `This line ${verb} ${name}. The file starts no task that could still use it.`
  return users.length === 0 ? `This line ${verb} ${name}. The analysis sees no task of this file that uses it.`
    : `This line ${verb} ${name}, which ${users.map(code).join(' and ')} may use.`
}

/** Where a task is canceled, before and behind a release in the same function. */
function orderSentence({ name, cancels, settles }: FileFacts['tasks'][number], own: Place): readonly string[] {
  const here = cancels.filter(cancel => cancel.function === own.function)
  const before = here.find(cancel => cancel.line <= own.line)
  const settled = settles.find(wait => wait.function === own.function && wait.line <= own.line)
  if (before) {
    const wait = settled ? `, and line ${settled.line} waits until it has settled` : ''
    return [sentence(`${code(name)} is canceled first, on line ${before.line}${wait}.`)]
  }
  if (cancels.length === 0) return [`The analysis sees nothing that cancels ${code(name)}.`]
  return [sentence(`${code(name)} is canceled on ${linesText(cancels)}.`)]
}

/** What stands between a check of the cell and this line, in the text of one function. */
function guardSentences(
  cell: CellFacts, clears: readonly Place[], home: FunctionFacts | undefined, line: number,
): readonly string[] {
  if (!home) return []
  const inHome = (place: Place): boolean => place.function === home.name && contains(home, place.line)
  const name = code(cell.name)
  if (home.waits.length === 0) return [`${code(home.name)} never waits, so nothing can change ${name} between a check and this line.`]
  const isRound = home.loops.some(loop => contains(loop, line))
  const wait = home.waits.findLast(each => each.line < line)
  const guard = cell.guards.findLast(each => inHome(each) && each.line <= line)
  if (!wait && !isRound) return [`${code(home.name)} has not waited before this line.`]
  if (guard && wait && guard.line > wait.line) {
    return [`${name} is checked again on line ${guard.line}, after the wait on line ${wait.line}.`]
  }
  const elsewhere = clears.filter(clear => !inHome(clear))
  if (elsewhere.length === 0) return [`Only ${code(home.name)} itself clears or replaces ${name}.`]
  const known = [guard && `a check of ${name} on line ${guard.line}`, wait && `a wait on line ${wait.line}`].filter(Boolean).join(' and ')
  return [`${known === '' ? 'The function waits in a loop' : `Before this line there is ${known}`}. The analysis found no way on which one `
    + 'of these writes runs during the wait and harms this line; which condition fails is not recorded.']
}

const clearsText = (clears: CellFacts['writes']): string => clears.map(({ does, function: home, line }) =>
  `${does === 'clear' ? 'cleared' : 'replaced'} by ${code(home)} on line ${line}`).join(', ')

const linesText = (places: readonly Place[]): string =>
  places.map(({ line, function: home }) => `line ${line} by ${code(home)}`).join(' and ')

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** Puts code between quotes; what is told in words stays as it is. */
const code = (text: string): string => /^the /.test(text) ? text : `\`${text}\``

const innermost = (functions: readonly FunctionFacts[], line: number): FunctionFacts | undefined =>
  functions.filter(each => contains(each, line)).toSorted((one, other) => (one.endLine - one.line) - (other.endLine - other.line))[0]
