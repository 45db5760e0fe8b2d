import { testMessages } from './messages.js'

testMessages('no-dead-escalation', [
  {
    id: 'neverSent',
    code: `
      async function stop(child) {
        child.kill('SIGTERM')
        await pause(5000)
        if (!child.killed) {
          child.kill('SIGKILL')
        }
      }
    `,
    message: '`child.killed` only says that a signal was sent, and `child.kill()` (line 2) sends one, so `child.kill(\'SIGKILL\')` on line 5 '
      + 'never runs. Check `child.exitCode === null && child.signalCode === null` instead.',
    suggestions: [['askForExit', 'Check `child.exitCode === null && child.signalCode === null`.']],
  },
  {
    id: 'lostExit',
    code: `
      async function stop() {
        const child = spawn('server')
        await ready()
        child.kill()
        await once(child, 'exit')
      }
    `,
    message: '`child` may have exited already since line 2: then this event never comes again, and this waits forever. Check `exitCode` and '
      + '`signalCode` first, or add the listener where the child is started.',
    suggestions: [['askForExit', 'Check `child.exitCode === null && child.signalCode === null`.']],
  },
])
