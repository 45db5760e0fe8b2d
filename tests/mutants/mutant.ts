import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One change to a file of the supervisor. */
export interface Patch {
  /** Relative to the root of the project. */
  readonly file: string
  /** The text to replace; it stands in the file exactly once, so that a patch cannot miss its place when the file changes. */
  readonly from: string
  readonly to: string
}

/** A wrong supervisor, one patch away from the right one. */
export interface Mutant {
  readonly name: string
  readonly patches: readonly Patch[]
}

/** A wrong supervisor that tests must notice. */
export interface SupervisorMutant extends Mutant {
  /** The files of tests/supervisor that hold these tests, as vitest filters them. */
  readonly files: readonly string[]
  /** What the titles of these tests begin with: `F5`. */
  readonly faults: readonly string[]
}

/** A wrong supervisor that a rule must flag. */
export interface RuleMutant extends Mutant {
  readonly rule: string
}

/**
 * Patches the copy that stands in `root`, and returns a function that takes the patches back.
 *
 * @throws {Error} when a patch does not apply
 */
export function apply(root: string, { name, patches }: Mutant): () => void {
  const originals = new Map<string, string>()
  for (const { file, from, to } of patches) {
    const path = join(root, file)
    const text = readFileSync(path, 'utf8')
    const times = text.split(from).length - 1
    if (times !== 1) throw new Error(`'${name}' no longer applies: ${file} holds its text ${times} times:\n${from}`)
    if (!originals.has(path)) originals.set(path, text)
    writeFileSync(path, text.replace(from, () => to))
  }
  return () => {
    for (const [path, text] of originals) writeFileSync(path, text)
  }
}
