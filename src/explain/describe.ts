import type { Rule } from 'eslint'
import { parseSettings } from '../catalog/settings.js'
import { getFacts, type Facts } from '../facts/index.js'
import { cellsOf } from './cells.js'
import { functionsOf } from './functions.js'
import type { FileFacts, Report } from './shape.js'
import { silenceOf } from './silence.js'
import { tasksOf } from './tasks.js'
import { teardownsOf } from './teardowns.js'
import { tracesOf, type Trace } from './traces.js'

/** What the analysis saw in a file, before anybody knows what the rules report there. */
export interface Description {
  readonly facts: Omit<FileFacts, 'reports' | 'file'>
  readonly traces: readonly Trace[]
}

/** Steps that the lists may cost, beyond those of the rules: graphs of functions that no rule had laid out. */
const mostSteps = 2_000_000

/** Describes what the analysis sees in a file. It answers nothing itself: it lists what the model and the questions say. */
export function describe(facts: Facts): Description {
  const traces = tracesOf(facts)
  const { program, lifetimes } = facts
  const empty = { functions: [], cells: [], tasks: [], teardowns: [] }
  const lists = program && program.budget.within(mostSteps, () => {
    const functions = functionsOf(facts, program)
    const cells = cellsOf(facts, program)
    const tasks = lifetimes ? tasksOf(facts, lifetimes) : []
    return { functions, cells, tasks, teardowns: lifetimes ? teardownsOf(facts, lifetimes, { functions, cells, tasks }) : [] }
  })
  return { facts: { version: 1, ...lists ?? empty, silence: silenceOf(facts, program !== undefined && !lists) }, traces }
}

/**
 * Makes a rule that reports nothing and hands on what the analysis sees in each file. It has to stand behind the rules of this plugin: the
 * steps that it costs are then none that they lack.
 */
export const describingRule = (tell: (file: string, description: Description) => void): Rule.RuleModule => ({
  meta: { type: 'problem', schema: [], messages: {} },
  create: context => ({
    'Program:exit'() { tell(context.filename, describe(getFacts(context, parseSettings(context.settings)))) },
  }),
})

/** A message of ESLint, as far as it is needed here. */
export interface Message {
  readonly ruleId: string | null
  readonly message: string
  readonly line: number
  readonly column: number
  readonly endLine?: number | undefined
  readonly endColumn?: number | undefined
}

/** Joins what the analysis sees in a file with what the rules report there. */
export function withReports(
  file: string, { facts, traces }: Description, messages: readonly Message[], suppressed: readonly Message[] = [],
): FileFacts {
  const reports = [...messages.map(each => reportOf(each, traces, false)), ...suppressed.map(each => reportOf(each, traces, true))]
  return { ...facts, file, reports: reports.flatMap(each => each ?? []).toSorted((one, other) => one.line - other.line) }
}

/** The places behind a message of a rule of ours: the trace that stands where the message does. */
function reportOf(told: Message, traces: readonly Trace[], suppressed: boolean): Report | undefined {
  const rule = told.ruleId?.startsWith('teardown/') ? told.ruleId.slice('teardown/'.length) : undefined
  if (rule === undefined) return undefined
  const trace = traces.find(each => each.rule === rule && each.line === told.line && each.column === told.column)
  const last = trace?.steps.find(({ line }) => line === told.line)
  return {
    rule, message: told.message, suppressed, line: told.line, column: told.column,
    endLine: told.endLine ?? told.line, endColumn: told.endColumn ?? told.column,
    function: last?.function ?? '', text: last?.text ?? '', steps: trace?.steps ?? [],
  }
}
