import { getHeapStatistics } from 'node:v8'
import { readCorpus } from './corpus.js'
import { configsOf, lint, type Arm, type Builds } from './lint.js'
import { sumOf } from './statistics.js'

/** A young generation that holds whatever a lint allocates: what is in use behind a lint, less what was before it, is what it allocated. */
export const withoutCollection = ['--expose-gc', '--single-threaded-gc', '--min-semi-space-size=1024', '--max-semi-space-size=1024']

/** The megabytes that one lint of each of these files allocates, by arm: the least of some lints, when all is compiled. */
export async function allocation(builds: Builds, files: readonly string[], rounds: number): Promise<Partial<Record<Arm, number>>> {
  const corpus = readCorpus().filter(({ file }) => files.includes(file))
  const configs = await configsOf(builds)
  const collect = global.gc
  if (!collect) throw new Error('node was not started with --expose-gc')
  const found: Partial<Record<Arm, number>> = {}
  for (const arm of ['none', 'atomic', 'ours', 'old'] as const) {
    const config = configs.get(arm)
    if (!config) continue
    const bytes = corpus.map((source) => {
      for (let warm = 0; warm < 3; warm++) lint(source, config)
      return Math.min(...Array.from({ length: rounds }, () => {
        collect()
        const before = getHeapStatistics().used_heap_size
        lint(source, config)
        return getHeapStatistics().used_heap_size - before
      }))
    })
    if (bytes.some((each) => each <= 0)) throw new Error('memory was collected while it was measured')
    found[arm] = sumOf(bytes) / 2 ** 20
  }
  return found
}

/** The largest part of the machine's memory, in megabytes, that this process has had while it linted the longest file of the corpus. */
export async function peak(builds: Builds, arm: Arm): Promise<{ file: string, megabytes: number }> {
  const longest = readCorpus().reduce((one, other) => other.text.length > one.text.length ? other : one)
  const config = (await configsOf(builds)).get(arm) ?? {}
  for (let round = 0; round < 5; round++) lint(longest, config)
  return { file: longest.file, megabytes: process.resourceUsage().maxRSS / 1024 }
}
