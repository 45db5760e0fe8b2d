import type { Cases } from './tester.js'

/** Second kills under a test of `killed`. */
export const kills: Cases = {
  valid: [
    {
      name: 'asks whether the child has exited',
      code: `
        function run(child, ms) {
          child.kill('SIGTERM')
          setTimeout(() => {
            if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
          }, ms)
        }
      `,
    },
    {
      name: 'the first kill: nothing has set killed',
      code: `
        function stop(child) {
          setTimeout(() => { if (!child.killed) child.kill('SIGKILL') }, 5000)
        }
      `,
    },
    {
      name: 'the child was asked to end by other means',
      code: `
        async function stop(child, port) {
          await fetch('http://localhost:' + port + '/quit')
          if (!child.killed) child.kill()
        }
      `,
    },
    {
      name: 'two ways to one kill, without a wait between: the test keeps the second from being sent twice',
      code: `
        function stop(child, soft) {
          if (soft) child.kill('SIGTERM')
          if (!child.killed) child.kill('SIGKILL')
        }
      `,
    },
    {
      name: 'another child by then',
      code: `
        class Server {
          async restart() {
            this.child.kill()
            this.child = spawn('server')
            await ready()
            if (!this.child.killed) this.child.kill('SIGKILL')
          }
        }
      `,
    },
    {
      name: 'another process',
      code: `
        async function stop(child, helper) {
          child.kill()
          await pause(1000)
          if (!helper.killed) helper.kill('SIGKILL')
        }
      `,
    },
    {
      name: 'the kill is sent either way',
      code: `
        async function stop(child) {
          child.kill()
          await pause(1000)
          if (!child.killed) console.log('not sent')
          child.kill('SIGKILL')
        }
      `,
    },
    {
      name: 'the flag of an own class',
      code: `
        class Job {
          get killed() { return this.done }
          kill() { this.done = true }
        }
        async function stop(job) {
          job.kill()
          await pause(1000)
          if (!job.killed) job.kill()
        }
      `,
    },
    {
      name: 'killed of a Bun process says that it has exited',
      code: `
        const child = Bun.spawn(['server'])
        async function stop() {
          child.kill()
          await pause(1000)
          if (!child.killed) child.kill('SIGKILL')
        }
      `,
    },
    {
      name: 'a kill that repeats itself is the first one, too',
      code: `
        async function stop(child) {
          for (const signal of signals) {
            if (child.killed) break
            child.kill(signal)
            await pause(1000)
          }
        }
      `,
    },
    {
      name: 'a listener that may run at any time',
      code: `
        function start(child, socket) {
          socket.on('close', () => { if (!child.killed) child.kill() })
          socket.on('error', () => { child.kill() })
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'in a timer',
      code: `
        function run(child, ms) {
          child.kill('SIGTERM')
          setTimeout(() => {
            if (!child.killed) child.kill('SIGKILL')
          }, ms)
        }
      `,
      errors: [{
        messageId: 'neverSent',
        data: {
          child: 'child', first: '`child.kill()` (line 3)', kill: '`child.kill(\'SIGKILL\')` on this line',
          state: '`child.exitCode === null && child.signalCode === null`',
        },
        line: 5, column: 24, endLine: 5, endColumn: 30,
        suggestions: [{
          messageId: 'askForExit',
          data: { check: 'child.exitCode === null && child.signalCode === null' },
          output: `
        function run(child, ms) {
          child.kill('SIGTERM')
          setTimeout(() => {
            if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
          }, ms)
        }
      `,
        }],
      }],
    },
    {
      name: 'an early return behind a wait',
      code: `
        async function end(child) {
          child.kill('SIGINT')
          await pause(2000)
          if (child.killed) return
          child.kill('SIGKILL')
        }
      `,
      errors: [{
        messageId: 'neverSent', line: 5, column: 21, endLine: 5, endColumn: 27,
        suggestions: [{
          messageId: 'askForExit',
          output: `
        async function end(child) {
          child.kill('SIGINT')
          await pause(2000)
          if (child.exitCode !== null || child.signalCode !== null) return
          child.kill('SIGKILL')
        }
      `,
        }],
      }],
    },
    {
      name: 'as the left side of ||',
      code: `
        function quit(server) {
          server.kill('SIGTERM')
          setTimeout(() => { server.killed || server.kill('SIGKILL') }, 3000).unref()
        }
      `,
      errors: [{
        messageId: 'neverSent', line: 4,
        suggestions: [{
          messageId: 'askForExit',
          output: `
        function quit(server) {
          server.kill('SIGTERM')
          setTimeout(() => { server.exitCode !== null || server.signalCode !== null || server.kill('SIGKILL') }, 3000).unref()
        }
      `,
        }],
      }],
    },
    {
      name: 'beside another condition, compared with a literal',
      code: `
        class Pipe {
          stop() {
            this.child.kill()
            this.timer = setTimeout(() => {
              if (this.isForced || this.child.killed === false) this.child.kill('SIGKILL')
              if (this.isEager && this.child?.killed !== true) this.child.kill('SIGKILL')
            }, 3000)
          }
        }
      `,
      errors: [{
        messageId: 'neverSent', line: 7,
        suggestions: [{
          messageId: 'askForExit',
          output: `
        class Pipe {
          stop() {
            this.child.kill()
            this.timer = setTimeout(() => {
              if (this.isForced || this.child.killed === false) this.child.kill('SIGKILL')
              if (this.isEager && this.child?.exitCode === null && this.child?.signalCode === null) this.child.kill('SIGKILL')
            }, 3000)
          }
        }
      `,
        }],
      }],
    },
    {
      name: 'the timer is set right before the first kill',
      code: `
        function stop(child) {
          const timer = setTimeout(() => { if (!child.killed) process.kill(-child.pid, 'SIGKILL') }, 3000)
          child.once('exit', () => clearTimeout(timer))
          child.kill()
        }
      `,
      errors: [{
        messageId: 'neverSent', line: 3,
        suggestions: [{
          messageId: 'askForExit',
          output: `
        function stop(child) {
          const timer = setTimeout(() => { if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL') }, 3000)
          child.once('exit', () => clearTimeout(timer))
          child.kill()
        }
      `,
        }],
      }],
    },
    {
      name: 'in a promise behind the kill, and in a function that only the timer runs',
      code: `
        async function stop(child) {
          const force = () => {
            if (!child.killed) child.kill('SIGKILL')
          }
          child.kill('SIGTERM')
          await new Promise(resolve => {
            child.once('exit', resolve)
            setTimeout(force, 1000)
          })
        }
      `,
      errors: [{
        messageId: 'neverSent', line: 4,
        suggestions: [{
          messageId: 'askForExit',
          output: `
        async function stop(child) {
          const force = () => {
            if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
          }
          child.kill('SIGTERM')
          await new Promise(resolve => {
            child.once('exit', resolve)
            setTimeout(force, 1000)
          })
        }
      `,
        }],
      }],
    },
  ],
}
