import { argv } from 'node:process'
import { edit } from './edit.js'
import { growth } from './growth.js'
import type { Arm, Builds } from './lint.js'
import { allocation, peak } from './memory.js'
import { passes } from './passes.js'

// One process of the bench: does one of these with the input that it is given, and prints what it has measured.

export const work = {
  passes: ({ builds, rounds }: { builds: Builds, rounds: number }) => passes(builds, rounds),
  growth: ({ builds, rounds }: { builds: Builds, rounds: number }) => growth(builds, rounds),
  allocation: ({ builds, files, rounds }: { builds: Builds, files: readonly string[], rounds: number }) =>
    allocation(builds, files, rounds),
  peak: ({ builds, arm }: { builds: Builds, arm: Arm }) => peak(builds, arm),
  edit: ({ builds, rounds }: { builds: Builds, rounds: number }) => edit(builds, rounds),
}

const [name, input] = argv.slice(2)
if (name !== undefined && name in work && input !== undefined) {
  const does = work[name as keyof typeof work] as (input: unknown) => Promise<unknown>
  console.log(JSON.stringify(await does(JSON.parse(input))))
}
