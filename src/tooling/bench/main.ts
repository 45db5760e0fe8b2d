import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { argv, env, execPath, versions } from 'node:process'
import { fileURLToPath } from 'node:url'
import { installCorpus } from './corpus.js'
import type { Arm, Builds } from './lint.js'
import { withoutCollection } from './memory.js'
import { pageOf } from './page.js'
import type { Passes } from './passes.js'
import { editOf, growthOf, itselfOf, rejectedOf, rulesOf, slowestOf, stagesOf, wholeOf, type Results } from './results.js'
import { isSteady, spreadOf } from './statistics.js'
import type { work } from './worker.js'

// npm run bench                        measures what our rules cost, against others in the same passes, and writes docs/performance.md
// npm run bench -- --against BUILD     also measures an older build in the same rounds (a folder, or its dist/src/index.js); writes no page
//
// TEARDOWN_BENCH_PROCESSES and TEARDOWN_BENCH_ROUNDS change how often it looks (3 and 4)

const root = fileURLToPath(new URL('../../..', import.meta.url))
const processes = Number(env['TEARDOWN_BENCH_PROCESSES'] ?? 3)
const rounds = Number(env['TEARDOWN_BENCH_ROUNDS'] ?? 4)
const builds: Builds = { ours: join(root, 'dist/src/index.js'), old: olderBuild(argv.slice(2)) }

installCorpus()
const results = measure()
console.log(pageOf(results))
if (!isSteady(results.itself)) console.log('inconclusive: the machine has other work to do')
if (builds.old === undefined) {
  writeFileSync(join(root, 'docs/performance.md'), pageOf(results))
  writeFileSync(new URL('measured.json', import.meta.url), `${JSON.stringify(results, undefined, 2)}\n`)
}

function olderBuild([option, path]: readonly string[]): string | undefined {
  if (option === undefined) return undefined
  if (option !== '--against' || path === undefined) throw new Error('Usage: npm run bench [-- --against BUILD]')
  const given = resolve(env['INIT_CWD'] ?? '.', path)
  return given.endsWith('.js') ? given : join(given, given.endsWith('dist') ? 'src/index.js' : 'dist/src/index.js')
}

function measure(): Results {
  const runs = Array.from({ length: processes }, () => inProcess('passes', { builds, rounds }))
  expectPeers(runs)
  const slowest = slowestOf(runs, 10)
  const edits = inProcess('edit', { builds, rounds: 5 * rounds })
  const files = slowest.map(({ file }) => file)
  const allocated = inProcess('allocation', { builds, files, rounds: 3 }, withoutCollection)
  const peaks = Array.from({ length: processes }, () => ({
    none: inProcess('peak', { builds, arm: 'none' }), ours: inProcess('peak', { builds, arm: 'ours' }),
  }))
  const grown = inProcess('growth', { builds, rounds: 3 }, ['--single-threaded-gc'])
  const eslint = (createRequire(import.meta.url)('eslint/package.json') as { version: string }).version
  return {
    machine: {
      date: new Date().toISOString().slice(0, 10),
      cpu: cpus()[0]?.model ?? 'an unknown kind',
      cores: cpus().length,
      node: versions.node,
      eslint,
    },
    runs: { processes, rounds },
    itself: itselfOf(runs), whole: wholeOf(runs), rules: rulesOf(runs), stages: stagesOf(runs), rejected: rejectedOf(runs), slowest,
    growth: growthOf(grown),
    memory: {
      allocated,
      peak: spreadOf(peaks.map(({ none, ours }) => ours.megabytes / none.megabytes)),
      peakFile: peaks[0]?.none.file ?? '',
    },
    edit: editOf(edits),
  }
}

type Work = typeof work

function inProcess<Name extends keyof Work>(
  name: Name, input: Parameters<Work[Name]>[0], flags: readonly string[] = [],
): Awaited<ReturnType<Work[Name]>> {
  const worker = fileURLToPath(new URL('worker.ts', import.meta.url))
  const begin = performance.now()
  const { status, stdout, stderr } = spawnSync(execPath, [...flags, '--import', 'tsx', worker, name, JSON.stringify(input)], {
    encoding: 'utf8', maxBuffer: 2 ** 28, cwd: root,
  })
  if (status !== 0) throw new Error(`a process of the bench failed (${name}):\n${stderr}`)
  console.error(`${name}: ${((performance.now() - begin) / 1000).toFixed(0)} s`)
  return JSON.parse(stdout) as Awaited<ReturnType<Work[Name]>>
}

/** The reports that the arms of others must give on this corpus: with other counts, something else was timed. */
function expectPeers(runs: readonly Passes[]): void {
  const expected: Partial<Record<Arm, number>> = { none: 0, 'none again': 0, atomic: 34, promise: 77 }
  for (const { arm, reports } of runs.flatMap(({ cold, rounds: warm }) => [...cold, ...warm.flat()])) {
    if ((expected[arm] ?? reports) !== reports) {
      throw new Error(`${arm} gave ${String(reports)} reports, not ${String(expected[arm])}: something else was timed`)
    }
  }
}
