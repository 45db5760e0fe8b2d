import { resolve } from 'node:path'
import { loadBuild, type Build } from './builds.js'
import { compareOn, unmatchedRules, type Compared, type Sides } from './compare.js'
import { sourcesUnder, textOf } from './sources.js'

interface Tally {
  readonly files: number
  readonly linted: number
  readonly broken: readonly string[]
  readonly tooLarge: readonly string[]
  readonly differences: number
  readonly reports: Sides<number>
  readonly cpu: Sides<number>
  /** The files in which a question ran out of its budget. */
  readonly exhausted: Sides<readonly string[] | undefined>
}

const usage = 'Usage: npm run differential -- OLD_BUILD NEW_BUILD PATH...'

/**
 * Compares two builds over files and prints each difference; the result is the exit code: 0 when there is none, 1 when there is one.
 *
 * @throws {Error} when an argument is no build or no path
 */
export async function differential(args: readonly string[], print: (line: string) => void): Promise<0 | 1> {
  const [oldPath, newPath, ...paths] = args
  if (oldPath === undefined || newPath === undefined || paths.length === 0) throw new Error(usage)
  // The same file imported twice is one module, and would be compared with itself.
  if (resolve(oldPath) === resolve(newPath)) throw new Error('Both builds are the same.')
  const builds = { old: await loadBuild(oldPath), new: await loadBuild(newPath) }
  const tally = compareAll(sourcesUnder(paths), builds, print)
  const unmatched = unmatchedRules(builds)
  if (unmatched.old.length > 0) print(`only in the old build, not compared: ${unmatched.old.join(', ')}`)
  if (unmatched.new.length > 0) print(`only in the new build, not compared: ${unmatched.new.join(', ')}`)
  for (const line of summaryOf(tally)) print(line)
  return tally.differences > 0 ? 1 : 0
}

function compareAll(files: readonly string[], builds: Sides<Build>, print: (line: string) => void): Tally {
  const compared: Compared[] = []
  const [broken, tooLarge]: [string[], string[]] = [[], []]
  const exhausted: { old: string[], new: string[] } = { old: [], new: [] }
  for (const file of files) {
    const text = textOf(file)
    if (text === undefined) {
      tooLarge.push(file)
      continue
    }
    const result = compareOn(file, text, builds)
    if (result.broken !== undefined) {
      broken.push(`${file}: ${result.broken}`)
      continue
    }
    compared.push(result)
    for (const { by, preset, report } of result.differences) print(`${by === 'old' ? '-' : '+'} ${preset} ${file}:${report}`)
    for (const side of ['old', 'new'] as const) if ((result.exhausted[side] ?? 0) > 0) exhausted[side].push(file)
  }
  const sum = (of: (each: Compared) => number): number => compared.reduce((total, each) => total + of(each), 0)
  const knows = (side: 'old' | 'new'): boolean => compared.every((each) => each.exhausted[side] !== undefined)
  return {
    files: files.length, linted: compared.length, broken, tooLarge,
    differences: sum(({ differences }) => differences.length),
    reports: { old: sum(({ reports }) => reports.old), new: sum(({ reports }) => reports.new) },
    cpu: { old: sum(({ cpu }) => cpu.old), new: sum(({ cpu }) => cpu.new) },
    exhausted: { old: knows('old') ? exhausted.old : undefined, new: knows('new') ? exhausted.new : undefined },
  }
}

function summaryOf({ files, linted, broken, tooLarge, differences, reports, cpu, exhausted }: Tally): string[] {
  const list = (name: string, items: readonly string[] | undefined): string[] =>
    items === undefined ? [`${name}: unknown`] : [`${name}: ${String(items.length)}`, ...items.map((item) => `    ${item}`)]
  return [
    `${String(linted)} of ${String(files)} files linted under both presets`,
    ...list('not parsed', broken),
    ...list('too large', tooLarge),
    ...list('files in which a budget is exhausted, old build', exhausted.old),
    ...list('files in which a budget is exhausted, new build', exhausted.new),
    `reports: ${String(reports.old)} old, ${String(reports.new)} new`,
    `CPU time of the rules, new / old: ${(cpu.new / cpu.old).toFixed(3)}`,
    `differences: ${String(differences)}`,
  ]
}
