import { testMessages } from './messages.js'

testMessages('no-unheard-abort', [
  {
    id: 'unheard',
    code: `
      async function run(task, { signal }) {
        const box = await makeBox()
        signal.addEventListener('abort', () => box.kill())
        return await box.run(task)
      }
    `,
    message: '`signal` may have been aborted already since the `await` on line 2: then this listener never runs, and `box.run()` on line 4 '
      + 'is not stopped. Check `signal.aborted` after the wait.',
    suggestions: [['askAtOnce', 'Run the listener at once if `signal.aborted`.']],
  },
  {
    id: 'unheard',
    code: `
      function next(bell, signal) {
        return new Promise(resolve => {
          bell.once('ring', resolve)
          signal.addEventListener('abort', event => resolve(event))
        })
      }
    `,
    message: '`signal` may have been aborted already: then this listener never runs, and the promise waits on. Check `signal.aborted` first.',
  },
])
