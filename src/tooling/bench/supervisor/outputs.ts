import { spawn } from 'node:child_process'
import { execa } from 'execa'
import { x } from 'tinyexec'
import { Supervisor, type Run } from '../../../supervisor/index.js'
import { writer } from './children.js'
import { timed, type Arm } from './rounds.js'

/** From the start of a child to the last of its output, as bytes or as lines; the baseline is the bytes that Node gives. */
export const outputs: readonly [Arm, ...Arm[]] = [
  { name: 'raw bytes', run: () => timed(readRaw) },
  { name: 'raw bytes again', run: () => timed(readRaw) },
  { name: 'supervisor bytes', run: () => readSupervised(async ({ stdout }) => { await allBytes(stdout.bytes()) }) },
  { name: 'supervisor lines', run: () => readSupervised(async ({ stdout }) => { await allLines(stdout.lines()) }) },
  {
    name: 'execa lines',
    run: () => timed(async () => {
      const child = execa(writer.command, writer.args, { buffer: false })
      await allLines(child)
      await child
    }),
  },
  { name: 'tinyexec lines', run: () => timed(async () => { await allLines(x(writer.command, [...writer.args])) }) },
]

async function readRaw(): Promise<void> {
  const child = spawn(writer.command, writer.args, { stdio: ['ignore', 'pipe', 'ignore'] })
  await allBytes(child.stdout as AsyncIterable<Buffer>)
}

/**
 * As with the others the time ends with the output, what comes behind it is part of a cycle; and the child has no group of its own. Where
 * Linux schedules by session (sched_autogroup), a busy machine makes a child of another session wait, whoever reads its output.
 */
async function readSupervised(read: (run: Run) => Promise<void>): Promise<number> {
  const begin = performance.now()
  let end = NaN
  const reads = async (run: Run): Promise<void> => {
    await read(run)
    end = performance.now()
  }
  const supervisor = new Supervisor({ command: writer.command, args: writer.args, group: false, consumers: { reads } })
  const run = await supervisor.start()
  const { consumers } = await run.exited
  if (consumers.some(({ outcome }) => outcome !== 'done')) throw new Error(`not all was read: ${JSON.stringify(consumers)}`)
  return end - begin
}

async function allBytes(chunks: AsyncIterable<Uint8Array>): Promise<void> {
  let bytes = 0
  for await (const chunk of chunks) bytes += chunk.length
  expectAll(bytes, writer.bytes, 'bytes')
}

async function allLines(lines: AsyncIterable<string>): Promise<void> {
  let count = 0
  for await (const line of lines) count += line.length === 63 ? 1 : NaN
  expectAll(count, writer.lines, 'lines')
}

/** An arm that reads less than the others measures something else. */
function expectAll(read: number, written: number, unit: string): void {
  if (read !== written) throw new Error(`${read} of ${written} ${unit} were read`)
}
