import type { Linter } from 'eslint'
import { readCorpus, type Source } from './corpus.js'
import { configsOf, lint, type Arm, type Builds } from './lint.js'
import { clockStages, type StageClock, type StageTimes } from './stages.js'
import { medianOf, sumOf } from './statistics.js'

/** What one arm took for the whole corpus once: milliseconds of CPU, and of ESLint's own clock. */
export interface Pass {
  readonly arm: Arm
  readonly cpu: number
  readonly parse: number
  readonly rules: number
  readonly byRule: Readonly<Record<string, number>>
  readonly byStage: StageTimes
  /** The files that the gate turns away: nothing of them was laid out. */
  readonly rejected: { readonly files: number, readonly rules: number }
  readonly reports: number
}

/** What a file took under one arm: the medians over all rounds, in milliseconds. */
export interface FileTimes {
  readonly file: string
  readonly lines: number
  readonly parse: number
  readonly rules: number
}

/** What one process saw: the first pass of each arm, when nothing was compiled yet, then the warm rounds. */
export interface Passes {
  readonly cold: readonly Pass[]
  readonly rounds: readonly (readonly Pass[])[]
  readonly files: Partial<Record<Arm, readonly FileTimes[]>>
}

type PerFile = Map<string, { parse: number[], rules: number[] }>

/** Lints the corpus with each arm in turn, `rounds` times, each round in another order. */
export async function passes(builds: Builds, rounds: number): Promise<Passes> {
  const corpus = readCorpus()
  const configs = await configsOf(builds)
  const clocks = new Map<Arm, StageClock>([['ours', await clockStages(builds.ours)]])
  if (builds.old !== undefined) clocks.set('old', await clockStages(builds.old))
  const perFile = new Map<Arm, PerFile>([['ours', new Map()], ['old', new Map()]])
  const arms = [...configs.keys()]
  const run = (arm: Arm, kept?: PerFile): Pass => pass(arm, configs.get(arm) ?? {}, corpus, clocks.get(arm), kept)
  const cold = arms.map((arm) => run(arm))
  const warm = Array.from({ length: rounds }, (_, round) =>
    arms.map((_arm, at) => arms[(at + round) % arms.length] ?? 'none').map((arm) => run(arm, perFile.get(arm))))
  const lines = new Map(corpus.map(({ file, text }) => [file, text.split('\n').length]))
  const filesOf = (arm: Arm): FileTimes[] => [...perFile.get(arm) ?? []].map(([file, times]) =>
    ({ file, lines: lines.get(file) ?? 0, parse: medianOf(times.parse), rules: medianOf(times.rules) }))
  return { cold, rounds: warm, files: { ours: filesOf('ours'), old: filesOf('old') } }
}

function pass(arm: Arm, config: Linter.Config, corpus: readonly Source[], clock?: StageClock, kept?: PerFile): Pass {
  const [byRule, byStage]: [Record<string, number>, StageTimes] = [{}, {}]
  const rejected = { files: 0, rules: 0 }
  const before = process.cpuUsage()
  const linted = corpus.map((source) => {
    const one = lint(source, config)
    const rules = sumOf(Object.values(one.rules))
    for (const [rule, time] of Object.entries(one.rules)) byRule[rule] = (byRule[rule] ?? 0) + time
    const times = clock?.take() ?? {}
    if (times.inventory === undefined) {
      rejected.files += 1
      rejected.rules += rules
    } else {
      for (const [stage, time] of Object.entries(times) as [keyof StageTimes, number][]) byStage[stage] = (byStage[stage] ?? 0) + time
    }
    keep(kept, source.file, one.parse, rules)
    return { parse: one.parse, rules, reports: one.reports }
  })
  const { user, system } = process.cpuUsage(before)
  const sum = (key: keyof typeof linted[number]): number => sumOf(linted.map((one) => one[key]))
  return { arm, cpu: (user + system) / 1000, parse: sum('parse'), rules: sum('rules'), byRule, byStage, rejected, reports: sum('reports') }
}

function keep(kept: PerFile | undefined, file: string, parse: number, rules: number): void {
  if (!kept) return
  const known = kept.get(file) ?? { parse: [], rules: [] }
  kept.set(file, known)
  known.parse.push(parse)
  known.rules.push(rules)
}
