import { testMessages } from './messages.js'

testMessages('no-leaked-abort-listener', [
  {
    id: 'leaked',
    code: `
      function sleep(ms, signal) {
        return new Promise(resolve => {
          setTimeout(() => resolve('slept'), ms)
          signal.addEventListener('abort', () => resolve('aborted'))
        })
      }
    `,
    message: 'This listener is never removed from `signal` when `resolve` on line 3 settles the promise, so each call leaves one more if '
      + '`signal` lives on (`once` does not help). Remove it there, or pass `{ signal }` of a controller that you abort there.',
    suggestions: [['removeWhenDone', 'Remove the listener when the timer has fired.']],
  },
  {
    id: 'leaked',
    code: `
      async function each(items, signal) {
        for (const item of items) {
          signal.addEventListener('abort', () => item.stop())
          await item.run()
        }
      }
    `,
    message: 'This listener is never removed from `signal` when the wait on line 4 has ended, so each turn of the loop leaves one more if '
      + '`signal` lives on (`once` does not help). Remove it there, or pass `{ signal }` of a controller that you abort there.',
  },
  {
    id: 'undoes',
    code: `
      async function save(source, path, signal) {
        signal.addEventListener('abort', () => unlink(path))
        await write(source, path)
      }
    `,
    message: 'This listener is never removed from `signal`: an abort after the wait on line 3 has ended still runs `unlink()` on this line, '
      + 'which undoes finished work. Remove it there, or pass `{ signal }` of a controller that you abort there.',
  },
])
