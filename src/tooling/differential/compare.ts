import { basename } from 'node:path'
import { Linter } from 'eslint'
import tseslint from 'typescript-eslint'
import { presets, type Build, type Preset } from './builds.js'

const sides = ['old', 'new'] as const
export type Side = typeof sides[number]
export type Sides<Value> = Readonly<Record<Side, Value>>

/** A report that one build gives and the other does not. */
export interface Difference {
  readonly preset: Preset
  readonly by: Side
  readonly report: string
}

/** What both builds did with one file. */
export interface Compared {
  /** The parser's message, where the file is no program. */
  readonly broken: string | undefined
  readonly differences: readonly Difference[]
  readonly reports: Sides<number>
  readonly cpu: Sides<number>
  readonly exhausted: Sides<number | undefined>
}

/** Lints a file with both builds, which share a parse under each preset. Only rules that both presets have are compared. */
export function compareOn(file: string, text: string, builds: Sides<Build>): Compared {
  const found = presets.map((preset) => ({ preset, ...lint(file, text, preset, builds) }))
  const differences = found.flatMap(({ preset, reports }) => [
    ...without(reports.old, reports.new).map((report): Difference => ({ preset, by: 'old', report })),
    ...without(reports.new, reports.old).map((report): Difference => ({ preset, by: 'new', report })),
  ])
  const count = (side: Side): number => found.reduce((sum, { reports }) => sum + reports[side].length, 0)
  return {
    broken: found[0]?.broken,
    differences,
    reports: { old: count('old'), new: count('new') },
    cpu: { old: builds.old.takeCpu(), new: builds.new.takeCpu() },
    exhausted: { old: builds.old.takeExhausted(), new: builds.new.takeExhausted() },
  }
}

/** The rules that only one build has in a preset, as `PRESET RULE`. */
export function unmatchedRules(builds: Sides<Build>): Sides<readonly string[]> {
  const only = (one: Build, other: Build): string[] => presets.flatMap((preset) =>
    Object.keys(one.rulesOf(preset)).filter((rule) => !(rule in other.rulesOf(preset))).map((rule) => `${preset} ${rule}`))
  return { old: only(builds.old, builds.new), new: only(builds.new, builds.old) }
}

// Which build's rules come first changes from one lint to the next, so that neither always pays for a cold parse tree.
let lints = 0

function lint(file: string, text: string, preset: Preset, builds: Sides<Build>): { reports: Sides<string[]>, broken: string | undefined } {
  const settings = sides.map((side) => Object.entries(builds[side].rulesOf(preset))
    .filter(([rule]) => sides.every((each) => rule in builds[each].rulesOf(preset)))
    .map(([rule, setting]) => [`${side}/${rule}`, setting] as const))
  lints += 1
  const messages = new Linter().verify(text, [{
    files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
    plugins: { old: builds.old.plugin, new: builds.new.plugin },
    rules: Object.fromEntries((lints % 2 === 0 ? settings : settings.toReversed()).flat()),
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    languageOptions: { parser: tseslint.parser, parserOptions: { ecmaFeatures: { jsx: true } } },
  }], { filename: basename(file), allowInlineConfig: false })
  // A message of no rule is the parser's, or says that the file was not linted.
  const broken = messages.find(({ ruleId }) => ruleId === null)?.message
  const of = (side: Side): string[] => messages.filter(({ ruleId }) => ruleId?.startsWith(`${side}/`)).map(textOf)
  return { reports: { old: of('old'), new: of('new') }, broken }
}

/** All that a report says, as text; two reports are equal when their texts are. */
function textOf(message: Linter.LintMessage): string {
  const { ruleId, line, column, endLine, endColumn, messageId, severity, fix, suggestions = [] } = message
  const end = endLine === undefined ? '' : `-${String(endLine)}:${String(endColumn)}`
  const rule = ruleId?.replace(/^(?:old|new)\//, '') ?? ''
  const id = messageId === undefined ? '' : `/${messageId}`
  return [
    `${String(line)}:${String(column)}${end} ${severity === 2 ? 'error' : 'warning'} ${rule}${id}: ${message.message}`,
    ...fix ? [`    fixes ${editOf(fix)}`] : [],
    ...suggestions.map(({ desc, fix: edit }) => `    suggests ${JSON.stringify(desc)}: ${editOf(edit)}`),
  ].join('\n')
}

const editOf = ({ range, text }: { readonly range: readonly [number, number], readonly text: string }): string =>
  `${String(range[0])} to ${String(range[1])} becomes ${JSON.stringify(text)}`

/** What is in `all` more often than in `known`. */
function without(all: readonly string[], known: readonly string[]): string[] {
  const left = [...known]
  return all.filter((each) => {
    const at = left.indexOf(each)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
