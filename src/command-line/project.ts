import type { ESLint } from 'eslint'
import { Batches, findESLint, type Outcome, type Task } from './batches.js'
import { extensionOf, filesUnder, folderOf, withoutIgnored } from './files.js'
import { commandWith, Installed, MissingTool } from './installed.js'
import { setupOf, type Setup } from './languages.js'
import type { Preset } from './options.js'
import { Threads, threadsFor } from './threads.js'

/** Files for one call of ESLint: between two calls, the terminal is told how far it is, and another thread can take the next. */
const mostPerBatch = 100

/** Batches for each thread, so that the last one to finish does not keep the others waiting for long. */
const batchesPerThread = 6

/** What one run over the files gives. */
export interface Run extends Outcome {
  readonly eslint: ESLint
}

/** How to lint the files of a project. */
export interface Manner {
  readonly preset: Preset
  /** Also describe what the analysis sees. */
  readonly isDescribed: boolean
  /** How many threads to lint with; `auto`, which is the default, by the number of files and cores. */
  readonly concurrency?: number | 'auto'
}

/** The ESLint of a project, and the files to lint with it. */
export class Project {
  readonly files: readonly string[]
  readonly #FlatESLint: typeof ESLint
  readonly #folder: string
  readonly #installed: Installed

  private constructor(FlatESLint: typeof ESLint, installed: Installed, folder: string, files: readonly string[]) {
    this.files = files
    this.#folder = folder
    this.#FlatESLint = FlatESLint
    this.#installed = installed
  }

  /**
   * Finds the ESLint of the project in a folder, and the files under the paths that it can lint.
   *
   * @param tell is told what is left out
   * @throws {MissingTool} when there is no ESLint
   * @throws {UsageError} when a path does not exist
   */
  static async open(paths: readonly string[], folder: string, tell: (line: string) => void): Promise<Project> {
    const installed = new Installed(folder)
    const FlatESLint = await findESLint(installed)
    if (!FlatESLint) {
      const what = FlatESLint === null ? 'The ESLint here is older than 8.57.' : 'ESLint is not installed here.'
      throw new MissingTool(`${what} This command brings one along:\n  ${commandWith(['eslint', '@typescript-eslint/parser'], paths)}`)
    }
    const setup = setupOf('recommended', installed)
    const extensions = [...setup.parsed, ...setup.lacking.keys()]
    // The configuration of the project only says what it ignores; without a pattern for a file, ESLint calls that ignored, too.
    const project = new FlatESLint({ cwd: folder, overrideConfig: [{ files: extensions.map((extension) => `**/*.${extension}`) }] })
    const files = await withoutIgnored(filesUnder(paths, folder, new Set(extensions)), folder, project, tell)
    const { able, lacking } = sorted(files, setup)
    if (lacking.size > 0) {
      const count = files.length - able.length
      const command = commandWith(['eslint', ...lacking], paths)
      tell(`Left out ${counted(count)} that ${[...lacking].join(' and ')} would parse. To lint all:\n  ${command}`)
    }
    return new Project(FlatESLint, installed, folder, able)
  }

  /**
   * Lints all files. Worker threads only save time: what they did not lint, for whatever reason, is linted here, in the order of the
   * files, so that results and errors are the same without them.
   *
   * @throws whatever a parser throws that is not a syntax error
   */
  async lint({ preset, isDescribed, concurrency = 'auto' }: Manner): Promise<Run> {
    const task: Task = { folder: this.#folder, cwd: folderOf(this.files), preset, isDescribed }
    const linter = new Batches(this.#FlatESLint, this.#installed, task)
    const count = concurrency === 'auto' ? threadsFor(this.files.length) : Math.min(concurrency, this.files.length)
    const batches = inBatches(this.files, count)
    const known = count > 1 ? await this.#lintInThreads(linter, task, batches, count) : new Map<number, Outcome>()
    const outcomes: Outcome[] = []
    for (const [index, files] of batches.entries()) {
      const outcome = known.get(index)
      if (!outcome) this.#show(index, batches)
      outcomes.push(outcome ?? await linter.lint(files))
    }
    this.#show(batches.length, batches)
    return {
      eslint: linter.eslint,
      results: outcomes.flatMap(({ results }) => results),
      descriptions: new Map(outcomes.flatMap(({ descriptions }) => [...descriptions])),
    }
  }

  /** Lints in this thread and in others, until all batches are linted or one cannot be. */
  async #lintInThreads(
    linter: Batches, task: Task, batches: readonly (readonly string[])[], count: number,
  ): Promise<ReadonlyMap<number, Outcome>> {
    const threads = new Threads(task, batches, count - 1)
    const own = new Map<number, Outcome>()
    try {
      for (let index = threads.next(); index !== undefined; index = threads.next()) {
        this.#show(index, batches)
        own.set(index, await linter.lint(batches[index] ?? []))
      }
    }
    catch {
      // The first batch that fails, in the order of the files, fails once more where all are gone through.
      threads.stop()
    }
    const others = await threads.outcomes()
    for (const [index, outcome] of others) own.set(index, await withoutFailures(outcome, linter))
    return own
  }

  /** Tells a terminal how far a long run is; an index after the last batch takes the line away. */
  #show(index: number, batches: readonly (readonly string[])[]): void {
    if (!process.stderr.isTTY || this.files.length <= mostPerBatch) return
    const done = index * (batches[0]?.length ?? 0)
    process.stderr.write(index < batches.length ? `\r${done} of ${counted(this.files.length)}` : '\r\u001B[K')
  }
}

/** What a worker thread found; where a file did not parse there, what is found here. */
async function withoutFailures({ results, descriptions }: Outcome, linter: Batches): Promise<Outcome> {
  const failed = results.filter(({ fatalErrorCount }) => fatalErrorCount > 0).map(({ filePath }) => filePath)
  if (failed.length === 0) return { results, descriptions }
  const again = await linter.lint(failed)
  const found = new Map(again.results.map((result) => [result.filePath, result]))
  return {
    results: results.map((result) => found.get(result.filePath) ?? result),
    descriptions: new Map([...descriptions, ...again.descriptions]),
  }
}

function inBatches(files: readonly string[], threads: number): readonly (readonly string[])[] {
  const size = threads === 1 ? mostPerBatch : Math.min(mostPerBatch, Math.ceil(files.length / (threads * batchesPerThread)))
  return Array.from({ length: Math.ceil(files.length / size) }, (_, index) => files.slice(index * size, (index + 1) * size))
}

function sorted(files: readonly string[], { parsed, lacking }: Setup): { able: string[], lacking: ReadonlySet<string> } {
  const parsers = files.flatMap((file) => lacking.get(extensionOf(file)) ?? [])
  return { able: files.filter((file) => parsed.has(extensionOf(file))), lacking: new Set(parsers) }
}

export const counted = (number: number): string => `${number} file${number === 1 ? '' : 's'}`
