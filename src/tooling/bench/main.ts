import { spawnSync } from 'node:child_process'
import { env, execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import { installCorpus } from './corpus.js'
import type { Arm, Sample } from './pass.js'

// npm run bench    how long our rules take, against others in the same passes. Only ratios mean anything.
//                  TEARDOWN_BENCH_PROCESSES and TEARDOWN_BENCH_ROUNDS change how often it looks (3 and 11)

const processes = Number(env['TEARDOWN_BENCH_PROCESSES'] ?? 3)
const rounds = Number(env['TEARDOWN_BENCH_ROUNDS'] ?? 11)

installCorpus()
const runs = Array.from({ length: processes }, () => samplesOfOneProcess())

/** The reports that the arms of others must give on this corpus: with other counts, something else was timed. */
const expectedReports: Partial<Record<Arm, number>> = { none: 0, 'none again': 0, atomic: 34, promise: 77 }

for (const [arm, expected] of Object.entries(expectedReports)) {
  const wrong = runs.flat().find((sample) => sample.arm === arm && sample.reports !== expected)
  if (wrong) throw new Error(`${arm} gave ${String(wrong.reports)} reports, not ${String(expected)}: something else was timed`)
}

const time = (arm: Arm, key: 'cpu' | 'parse' | 'rules') => (samples: readonly Sample[]): number[] =>
  samples.filter((sample) => sample.arm === arm).map((sample) => sample[key])

const itself = ratio(time('none again', 'cpu'), time('none', 'cpu'))
print('ESLint against itself, CPU', itself)
if (at(itself, 0.1) < 0.85 || at(itself, 0.9) > 1.15) console.log('inconclusive: the machine has other work to do')
print('ours / require-atomic-updates, time of the rules', ratio(time('ours', 'rules'), time('atomic', 'rules')), 0.5, 0.6)
print('ours / parsing', ratio(time('ours', 'rules'), time('ours', 'parse')), 0.03, 0.05)
print('promise recommended / parsing', ratio(time('promise', 'rules'), time('promise', 'parse')))
print('ours / no rules, CPU', ratio(time('ours', 'cpu'), time('none', 'cpu')))
print('require-atomic-updates / no rules, CPU', ratio(time('atomic', 'cpu'), time('none', 'cpu')))

function samplesOfOneProcess(): Sample[] {
  const pass = fileURLToPath(new URL('pass.ts', import.meta.url))
  const args = ['--import', 'tsx', pass, String(rounds)]
  const { status, stdout, stderr } = spawnSync(execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 26 })
  if (status !== 0) throw new Error(`a process of the bench failed:\n${stderr}`)
  return JSON.parse(stdout) as Sample[]
}

type Times = (samples: readonly Sample[]) => number[]

/** The ratios of two times, round by round. */
function ratio(above: Times, below: Times): number[] {
  return runs.flatMap((samples) => {
    const denominators = below(samples)
    return above(samples).map((value, round) => value / (denominators[round] ?? Number.NaN))
  }).sort((a, b) => a - b)
}

/** The value below which this share of the ratios lies. */
function at(ratios: readonly number[], share: number): number {
  return ratios[Math.floor(share * (ratios.length - 1))] ?? Number.NaN
}

function print(what: string, ratios: readonly number[], goal?: number, limit?: number): void {
  const [low, median, high] = [at(ratios, 0.1), at(ratios, 0.5), at(ratios, 0.9)]
  console.log(`${what.padEnd(52)} ${median.toFixed(3)}  [${low.toFixed(3)} to ${high.toFixed(3)}]  ${verdictOn(median, goal, limit)}`)
}

function verdictOn(median: number, goal?: number, limit?: number): string {
  if (goal === undefined || limit === undefined) return ''
  if (median <= goal) return `goal ${String(goal)}: reached`
  return median <= limit ? `goal ${String(goal)}: missed` : `goal ${String(goal)}: missed, and worse than ${String(limit)}`
}
