import { copyProject } from './copy.js'
import { runFaults } from './faults.js'
import { lintSupervisor } from './lint.js'
import { apply } from './mutant.js'
import { ruleMutants } from './rules.js'
import { supervisorMutants } from './supervisor.js'

// `npm run test:mutants [words of a name]`: breaks a copy of the supervisor in every way that is listed, and shows who noticed: the fault
// tests for the mutants of ./supervisor.ts, a rule for those of ./rules.ts. A mutant that nobody notices fails the command; so does a
// patch that no longer applies, or a test that is red without any.
const wanted = process.argv.slice(2).join(' ')
const isWanted = ({ name }: { name: string }): boolean => name.includes(wanted)
const survivors: string[] = []
const copy = copyProject()

function tell(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function tellFaults(): Promise<void> {
  const mutants = supervisorMutants.filter(isWanted)
  if (mutants.length === 0) return
  const files = [...new Set(mutants.flatMap((mutant) => mutant.files))]
  const faults = [...new Set(mutants.flatMap((mutant) => mutant.faults))]
  const { passed, failed } = await runFaults(copy.root, files, faults)
  if (failed.length > 0) throw new Error(`Red without any mutant:\n  ${failed.join('\n  ')}`)
  tell(`${passed.length} tests are green without a mutant.\n`)

  for (const mutant of mutants) {
    const restore = apply(copy.root, mutant)
    let outcome = await runFaults(copy.root, mutant.files, mutant.faults)
    // A race may go well on a busy machine: a mutant survives only if nobody notices it three times.
    for (let more = 0; more < 2 && outcome.failed.length === 0; more++) outcome = await runFaults(copy.root, mutant.files, mutant.faults)
    restore()
    if (outcome.failed.length === 0) survivors.push(mutant.name)
    tell(`${outcome.failed.length === 0 ? 'SURVIVES' : 'dies'}  ${mutant.name}`)
    for (const title of outcome.failed) tell(`        red: ${title}`)
  }
}

async function tellRules(): Promise<void> {
  const mutants = ruleMutants.filter(isWanted)
  if (mutants.length === 0) return
  const alarms = await lintSupervisor(copy.root)
  if (alarms.length > 0) throw new Error(`The supervisor is not clean:\n  ${alarms.map(({ rule, place }) => `${rule} at ${place}`).join('\n  ')}`)
  tell('\nThe supervisor is clean under strict.\n')

  for (const mutant of mutants) {
    const restore = apply(copy.root, mutant)
    const found = (await lintSupervisor(copy.root)).filter(({ rule }) => rule === mutant.rule)
    restore()
    if (found.length === 0) survivors.push(mutant.name)
    tell(`${found.length === 0 ? 'SURVIVES' : 'dies'}  ${mutant.name}`)
    for (const { rule, place } of found) tell(`        flagged: ${rule} at ${place}`)
  }
}

try {
  await tellFaults()
  await tellRules()
}
finally {
  copy[Symbol.dispose]()
}
if (survivors.length > 0) {
  tell(`\n${survivors.length} survived: ${survivors.join(', ')}`)
  process.exitCode = 1
}
