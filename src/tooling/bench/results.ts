import { exponentOf, type Growth } from './growth.js'
import type { Edits } from './edit.js'
import type { Arm } from './lint.js'
import type { FileTimes, Pass, Passes } from './passes.js'
import { stages } from './stages.js'
import { medianOf, spreadOf, sumOf, type Spread } from './statistics.js'

/** All that a run of the bench has measured, in ratios: what docs/performance.md is made of. */
export interface Results {
  readonly machine: { readonly date: string, readonly cpu: string, readonly cores: number, readonly node: string, readonly eslint: string }
  readonly runs: { readonly processes: number, readonly rounds: number }
  /** ESLint without rules against itself, in CPU time. */
  readonly itself: Spread
  readonly whole: readonly Whole[]
  readonly rules: readonly Share[]
  readonly stages: readonly Share[]
  readonly rejected: { readonly files: number, readonly of: number, readonly toParsing: number }
  readonly slowest: readonly (Omit<Share, 'name'> & { readonly file: string, readonly lines: number })[]
  readonly growth: readonly GrowthRow[]
  readonly memory: { readonly allocated: Partial<Record<Arm, number>>, readonly peak: Spread, readonly peakFile: string }
  readonly edit: {
    readonly file: string
    readonly lines: number
    readonly itself: Spread
    readonly rows: readonly { readonly name: string, readonly toNone: Spread }[]
  }
}

/** What all rules of an arm take; `cold` is the first pass of a process, against the first parsing. */
export interface Whole {
  readonly name: string
  readonly toParsing: Spread
  readonly toAtomic: Spread
  readonly toNone: Spread
  readonly cold: Spread
}

/** A part of the rules' time, as a share of parsing. */
export interface Share {
  readonly name: string
  readonly toParsing: number
  readonly before?: number | undefined
}

export interface GrowthRow {
  readonly shape: string
  readonly build: string
  readonly largest: number
  readonly toParsing: number
  readonly exponent: number
  readonly parsing: number
  readonly exhausted: number
}

export const nameOf: Readonly<Record<Arm, string>> = {
  none: 'no rules',
  'none again': 'no rules, again',
  atomic: '`require-atomic-updates`',
  promise: '`eslint-plugin-promise`, recommended',
  ours: '`eslint-plugin-teardown`, strict',
  old: '`eslint-plugin-teardown`, the older build',
}

const compared: readonly Arm[] = ['ours', 'old', 'atomic', 'promise']

/** The ratios of two figures of each round. */
function ratios(runs: readonly Passes[], above: (pass: Pass) => number, arm: Arm, below: (pass: Pass) => number, base: Arm): Spread {
  return spreadOf(runs.flatMap(({ rounds }) => rounds.flatMap((round) => {
    const [one, other] = [round.find((pass) => pass.arm === arm), round.find((pass) => pass.arm === base)]
    return one && other ? [above(one) / below(other)] : []
  })))
}

export function itselfOf(runs: readonly Passes[]): Spread {
  return ratios(runs, ({ cpu }) => cpu, 'none again', ({ cpu }) => cpu, 'none')
}

/** What all rules of each arm take of parsing, of require-atomic-updates, and of a run without rules. */
export function wholeOf(runs: readonly Passes[]): Results['whole'] {
  return armsIn(runs).map((arm) => ({
    name: nameOf[arm],
    toParsing: ratios(runs, ({ rules }) => rules, arm, ({ parse }) => parse, arm),
    toAtomic: ratios(runs, ({ rules }) => rules, arm, ({ rules }) => rules, 'atomic'),
    toNone: ratios(runs, ({ cpu }) => cpu, arm, ({ cpu }) => cpu, 'none'),
    cold: spreadOf(runs.map(({ cold }) =>
      (cold.find((pass) => pass.arm === arm)?.rules ?? NaN) / (cold.find((pass) => pass.arm === 'none')?.parse ?? NaN))),
  }))
}

const armsIn = (runs: readonly Passes[]): readonly Arm[] =>
  compared.filter((arm) => runs.some(({ cold }) => cold.some((pass) => pass.arm === arm)))

function shareOf(runs: readonly Passes[], arm: Arm, part: (pass: Pass) => number | undefined): number | undefined {
  const passes = runs.flatMap(({ rounds }) => rounds.flat()).filter((pass) => pass.arm === arm)
  const values = passes.flatMap((pass) => {
    const time = part(pass)
    return time === undefined ? [] : [time / pass.parse]
  })
  return values.length === 0 ? undefined : medianOf(values)
}

const shares = (runs: readonly Passes[], names: readonly string[], part: (name: string) => (pass: Pass) => number | undefined): Share[] =>
  names.flatMap((name) => {
    const [toParsing, before] = [shareOf(runs, 'ours', part(name)), shareOf(runs, 'old', part(name))]
    return toParsing === undefined ? [] : [{ name, toParsing, before }]
  })

export function rulesOf(runs: readonly Passes[]): Share[] {
  const names = runs[0]?.rounds[0]?.find(({ arm }) => arm === 'ours')?.byRule ?? {}
  return shares(runs, Object.keys(names).sort(), (name) => ({ byRule }) => byRule[name])
}

/** The stages, with the gate before them and what is left behind them: the rules' own checks and the suggestions. */
export function stagesOf(runs: readonly Passes[]): Share[] {
  const rest = ({ rules, rejected, byStage }: Pass): number => rules - rejected.rules - sumOf(Object.values(byStage))
  return [
    ...shares(runs, ['gate'], () => ({ rejected }) => rejected.rules),
    ...shares(runs, stages, (name) => ({ byStage }) => byStage[name as keyof typeof byStage]),
    ...shares(runs, ['rules and suggestions'], () => rest),
  ]
}

export function rejectedOf(runs: readonly Passes[]): Results['rejected'] {
  const pass = runs[0]?.cold.find(({ arm }) => arm === 'ours')
  return {
    files: pass?.rejected.files ?? NaN,
    of: runs[0]?.files.ours?.length ?? NaN,
    toParsing: shareOf(runs, 'ours', ({ rejected }) => rejected.rules) ?? NaN,
  }
}

/** The files that take our rules the longest, each against its own parsing. */
export function slowestOf(runs: readonly Passes[], count: number): Results['slowest'] {
  const median = (arm: Arm, file: string, key: 'parse' | 'rules'): number =>
    medianOf(runs.flatMap(({ files }) => (files[arm] ?? []).filter((each) => each.file === file).map((each) => each[key])))
  const hasOld = runs.some(({ files }) => (files.old ?? []).length > 0)
  return (runs[0]?.files.ours ?? [])
    .map(({ file, lines }: FileTimes) => ({ file, lines, rules: median('ours', file, 'rules') }))
    .sort((one, other) => other.rules - one.rules)
    .slice(0, count)
    .map(({ file, lines, rules }) => ({
      file, lines,
      toParsing: rules / median('ours', file, 'parse'),
      ...hasOld && { before: median('old', file, 'rules') / median('old', file, 'parse') },
    }))
}

export function growthOf(measured: readonly Growth[]): GrowthRow[] {
  return measured.map((one) => {
    const last = one.sizes.at(-1)
    const parsing = exponentOf(one, 'parse')
    return {
      shape: one.shape,
      build: nameOf[one.arm],
      largest: last?.size ?? NaN,
      toParsing: (last?.rules ?? NaN) / (last?.parse ?? NaN),
      exponent: exponentOf(one, 'rules') - parsing,
      parsing,
      exhausted: sumOf(one.sizes.map(({ exhausted }) => exhausted)),
    }
  })
}

export function editOf({ file, lines, rounds }: Edits): Results['edit'] {
  const toNone = (arm: Arm): Spread => spreadOf(rounds.map((round) => (round[arm] ?? NaN) / (round.none ?? NaN)))
  const arms = compared.filter((arm) => rounds.some((round) => round[arm] !== undefined))
  return { file, lines, itself: toNone('none again'), rows: arms.map((arm) => ({ name: nameOf[arm], toNone: toNone(arm) })) }
}
