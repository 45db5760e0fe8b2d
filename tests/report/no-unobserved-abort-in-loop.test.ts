import { testMessages } from './messages.js'

testMessages('no-unobserved-abort-in-loop', [
  {
    id: 'unobserved',
    code: `
      async function watch(signal: AbortSignal) {
        while (true) {
          await refresh()
          await sleep(1000)
        }
      }
    `,
    message: 'After an abort of `signal` this loop goes on: no check and no call that is given the signal stands on the way round that '
      + 'waits for `refresh()` (line 3). Check the signal in each round, or hand it to what the loop waits for.',
    suggestions: [['throwAtTop', 'Start each round with `signal.throwIfAborted()`.']],
  },
  {
    id: 'skipped',
    code: `
      async function poll(signal: AbortSignal) {
        while (true) {
          const answer = await load()
          if (answer.isBusy) continue
          if (signal.aborted) return
          await sleep(1000)
        }
      }
    `,
    message: 'This `continue` goes round past the only look at `signal`, so an abort does not end the loop (line 2). Check the signal at '
      + 'the top of the loop.',
    suggestions: [['checkFirst', 'Put `if (signal.aborted) return` before this `continue` as well.']],
  },
  {
    id: 'unobserved',
    code: `
      import { setTimeout } from 'node:timers/promises'
      async function watch(signal: AbortSignal) {
        while (true) {
          await refresh()
          await setTimeout(1000)
        }
      }
    `,
    message: 'After an abort of `signal` this loop goes on: no check and no call that is given the signal stands on the way round that '
      + 'waits for `refresh()` (line 4). Check the signal in each round, or hand it to what the loop waits for.',
    suggestions: [
      ['passSignal', 'Hand `signal` to `setTimeout()`.'],
      ['throwAtTop', 'Start each round with `signal.throwIfAborted()`.'],
    ],
  },
])
