import { testRule } from './tester.js'

const handler = '} catch {\n'

/** The report of a handler on line `line`, with the suggestions that put a statement at its start. */
const acts = (code: string, what: string, line: number) => ({
  messageId: 'actsOnFailure' as const,
  data: { call: '`ask()` (line 4)', what, advice: 'Rethrow on abort: start the handler with `signal.throwIfAborted()`' },
  line,
  column: 13,
  endLine: line,
  endColumn: 18,
  suggestions: [
    { messageId: 'throwFirst' as const, first: 'signal.throwIfAborted()' },
    { messageId: 'returnFirst' as const, first: 'if (signal.aborted) return' },
  ].map(({ messageId, first }) => ({
    messageId, data: { signal: '`signal`' }, output: code.replace(handler, `${handler}            ${first}\n`),
  })),
})

const namedFailure = `
        async function run(row: Row, signal: AbortSignal) {
          try {
            await ask({ signal })
          } catch {
            await markRow(row, { state: 'failed' })
          }
        }
      `

const sameAtAnotherTest = `
        async function open(fence: Fence, signal: AbortSignal) {
          try {
            await ask({ signal })
            if (!fence.isNeeded) {
              confirm(fence)
              return
            }
            await play()
          } catch {
            confirm(fence)
          }
        }
      `

const codeOfJob = `
        async function run(job: Job, signal: AbortSignal) {
          try {
            await ask({ signal })
          } catch {
            job.exitCode = 1
          }
        }
      `

testRule('a handler that takes the abort for what it is', {
  valid: [
    {
      name: 'and gives it its name in a call',
      code: `
        async function run(row: Row, signal: AbortSignal) {
          try {
            await ask({ signal })
          } catch {
            await markRow(row, { state: 'canceled' })
          }
        }
      `,
    },
    {
      name: 'and gives it its name in what it stores',
      code: `
        async function run(job: Job, signal: AbortSignal) {
          try {
            await ask({ signal })
          } catch {
            job.state = State.Aborted
          }
        }
      `,
    },
    {
      name: 'and does what is done where the signal was asked',
      code: `
        async function open(fence: Fence, signal: AbortSignal) {
          try {
            await ask({ signal })
            if (!fence.isNeeded || signal.aborted) {
              confirm(fence)
              return
            }
            await play()
          } catch {
            confirm(fence)
          }
        }
      `,
    },
    {
      name: 'of a program that ends by it',
      code: `
        void ask({ signal }).catch(() => { process.exitCode = 1 })
      `,
    },
  ],
  invalid: [
    {
      name: 'no: it calls it a failure',
      code: namedFailure,
      errors: [acts(namedFailure, 'line 6 calls `markRow()`', 5)],
    },
    {
      name: 'no: the same is done where something else was asked',
      code: sameAtAnotherTest,
      errors: [acts(sameAtAnotherTest, 'line 11 calls `confirm()`', 10)],
    },
    {
      name: 'no: the exit code is that of a job',
      code: codeOfJob,
      errors: [acts(codeOfJob, 'line 6 sets `job.exitCode`', 5)],
    },
  ],
})
