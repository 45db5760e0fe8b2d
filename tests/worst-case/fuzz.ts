import fc from 'fast-check'
import type { Linter } from 'eslint'
import type { Program } from './corpus.js'
import { anyEdit, edited, truncated, type Edit } from './edits.js'
import type { Language, Lint } from './lint.js'
import { piecesOf, type Pieces } from './pieces.js'
import { smallest } from './smallest.js'

/** What a run tried, and how much of it came as far as the rules. */
export interface Tally {
  tried: number
  /** Programs that parsed, so that every rule has seen them. */
  linted: Record<Language, number>
  /** Programs of which the analysis looked at more than the text. */
  analysed: number
  reports: number
}

export interface Run {
  /** Groups of programs to start from, each drawn as often as the others. */
  readonly programs: readonly (readonly Program[])[]
  readonly lint: Lint
  /** The steps that the analysis has taken in the program that was linted last. */
  readonly steps?: () => number
  readonly runs: number
  readonly seed?: number
}

/**
 * Lints programs made of real ones by edits and by truncation.
 *
 * @throws {Error} when a rule throws, or reports what no host could show; the message holds the smallest such program
 */
export function fuzz({ programs, lint, steps = () => 0, runs, seed }: Run): Tally {
  const tally: Tally = { tried: 0, linted: { js: 0, ts: 0 }, analysed: 0, reports: 0 }
  const details = fc.check(fc.property(anyProgram(programs), ({ text, language }) => {
    const messages = lint(text, language)
    tally.tried += 1
    if (messages.some(({ fatal }) => fatal)) return
    tally.linted[language] += 1
    if (steps() > 0) tally.analysed += 1
    tally.reports += messages.length
    checkReports(messages, text, language, lint)
  }), { numRuns: runs, ...(seed !== undefined && { seed }) })
  if (!details.failed) return tally
  throw new Error(describeFailure(details, lint), { cause: details.errorInstance })
}

interface Made {
  readonly text: string
  readonly language: Language
  readonly from: string
}

interface Cut {
  readonly at: number
  readonly closed: boolean
}

function anyProgram(groups: readonly (readonly Program[])[]): fc.Arbitrary<Made> {
  const known = new Map<Program, Pieces | undefined>()
  return fc.noBias(fc.record({
    program: fc.oneof(...groups.map(group => fc.constantFrom(...group))),
    asTypeScript: fc.boolean(),
    edits: fc.array(anyEdit, { maxLength: 3 }),
    cut: fc.oneof(
      { weight: 5, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.record({ at: fc.nat(), closed: fc.boolean() }) },
    ),
  })).map(({ program, asTypeScript, edits, cut }) => {
    if (!known.has(program)) known.set(program, piecesOf(program.text))
    const language = asTypeScript || program.name.endsWith('.ts') ? 'ts' : 'js'
    return { text: changed(program.text, known.get(program), edits, cut), language, from: program.name }
  })
}

function changed(text: string, pieces: Pieces | undefined, edits: readonly Edit[], cut: Cut | null): string {
  if (pieces === undefined) return text
  return cut === null ? edited(text, pieces, edits) : truncated(text, pieces, cut.at, cut.closed)
}

/** Every host must be able to show a report, and every suggestion must leave a program. */
function checkReports(messages: readonly Linter.LintMessage[], text: string, language: Language, lint: Lint): void {
  const lines = text.split(/\r\n|[\r\n\u2028\u2029]/)
  for (const report of messages) {
    const { line, column, endLine = 0, endColumn = 0, message } = report
    const inside = line >= 1 && column >= 1 && endLine <= lines.length && endColumn <= (lines[endLine - 1]?.length ?? 0) + 1
    const forward = line < endLine || (line === endLine && column < endColumn)
    if (!report.ruleId?.startsWith('teardown/')) throw new Error(`a message is no report\n${JSON.stringify(report)}`)
    if (!inside || !forward) throw new Error(`a report stands nowhere\n${JSON.stringify(report)}`)
    const isHollow = /\{\{|\[object/.test(message) || (message.includes('undefined') && !text.includes('undefined'))
    if (isHollow) throw new Error(`a message has a hole\n${message}`)
    for (const { fix, desc } of report.suggestions ?? []) {
      const after = text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1])
      const fatal = lint(after, language).find((found) => found.fatal)
      if (fatal !== undefined) throw new Error(`the suggestion "${desc}" leaves no program\n${fatal.message}\n${after}`)
    }
  }
}

function describeFailure({ counterexample, seed, counterexamplePath, errorInstance }: fc.RunDetails<[Made]>, lint: Lint): string {
  const made = counterexample?.[0]
  const error = errorInstance instanceof Error ? errorInstance : new Error(String(errorInstance))
  if (made === undefined) return error.message
  const { text, language, from } = made
  const program = smallest(text, (candidate) => failureOf(candidate, language, lint) === firstLine(error))
  return [
    `${firstLine(error)} (TEARDOWN_FUZZ_SEED=${String(seed)}, path ${counterexamplePath ?? 'none'}, from ${from})`,
    `smallest ${language} program:`,
    program,
    error.stack ?? '',
  ].join('\n')
}

/** How a candidate fails; only while a failure that is reported anyway is made smaller. */
function failureOf(text: string, language: Language, lint: Lint): string | undefined {
  try {
    const messages = lint(text, language)
    if (!messages.some(({ fatal }) => fatal)) checkReports(messages, text, language, lint)
    return undefined
  } catch (error) {
    return firstLine(error)
  }
}

const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
