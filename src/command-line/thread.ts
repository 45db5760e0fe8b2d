import { parentPort, workerData } from 'node:worker_threads'
import { Batches, findESLint } from './batches.js'
import { Installed } from './installed.js'
import { nextBatch, type ThreadData } from './threads.js'

// One worker thread: takes batches until there are no more. Whatever goes wrong here ends the thread; the main thread then lints the
// batch itself and meets the same trouble, or none.
const { task, batches, counter } = workerData as ThreadData
const installed = new Installed(task.folder)
const FlatESLint = await findESLint(installed)
if (FlatESLint) {
  const linter = new Batches(FlatESLint, installed, task)
  for (let index = nextBatch(counter, batches); index !== undefined; index = nextBatch(counter, batches)) {
    parentPort?.postMessage({ index, outcome: await linter.lint(batches[index] ?? []) })
  }
}
