import type { Cases } from './tester.js'

/** Waits for the exit of a child that may have been. */
export const exits: Cases = {
  valid: [
    {
      name: 'the state is asked first',
      code: `
        class Pipe {
          async stop() {
            if (this.proc.exitCode !== null || this.proc.signalCode !== null) return
            this.proc.kill()
            await once(this.proc, 'exit')
          }
        }
      `,
    },
    {
      name: 'the listener is put on in the stretch of the spawn',
      code: `
        async function run(command) {
          const child = spawn(command)
          child.stdin.end()
          child.kill()
          await once(child, 'exit')
        }
      `,
    },
    {
      name: 'a timer bounds the wait',
      code: `
        class Pipe {
          async stop() {
            this.proc.kill()
            await new Promise(resolve => {
              this.proc.once('exit', resolve)
              setTimeout(resolve, 1000)
            })
          }
        }
      `,
    },
    {
      name: 'a race bounds the wait',
      code: `
        async function stop(child) {
          child.kill()
          await Promise.race([once(child, 'exit'), pause(2000)])
        }
      `,
    },
    {
      name: 'a listener for the exit takes the field',
      code: `
        class Pipe {
          start() {
            this.proc = spawn('pipe')
            this.proc.on('exit', () => { this.proc = undefined })
          }
          async stop() {
            if (!this.proc) return
            this.proc.kill()
            await once(this.proc, 'exit')
          }
        }
      `,
    },
    {
      name: 'kill() says whether there was something to kill',
      code: `
        async function stop(child) {
          if (child.kill()) await once(child, 'exit')
        }
      `,
    },
    {
      name: 'nobody ends the child here: the caller waits for what it does',
      code: `
        async function waitFor(child) {
          child.stdin.end()
          await once(child, 'exit')
        }
        function abandon(child) { child.kill() }
      `,
    },
    {
      name: 'no child: a server that is closed',
      code: `
        async function stop(server) {
          server.close()
          await once(server, 'close')
        }
      `,
    },
  ],
  invalid: [
    {
      name: 'a child in a field, a promise of its exit',
      code: `
        class Pipe {
          proc = spawn('pipe')
          async terminate() {
            this.proc.kill()
            return new Promise(resolve => {
              this.proc.on('exit', () => resolve())
            })
          }
        }
      `,
      errors: [{
        messageId: 'lostExit', data: { child: 'this.proc', since: '' }, line: 7, column: 25, endLine: 7, endColumn: 27, suggestions: [],
      }],
    },
    {
      name: 'a wait between the spawn and the wait for the exit',
      code: `
        async function bench(command) {
          const child = spawn(command)
          while (!(await isUp())) await pause(5)
          child.kill('SIGTERM')
          await once(child, 'exit')
        }
      `,
      errors: [{
        messageId: 'lostExit', data: { child: 'child', since: ' since line 3' }, line: 6, column: 17, endLine: 6, endColumn: 21,
        suggestions: [{
          messageId: 'askForExit',
          data: { check: 'child.exitCode === null && child.signalCode === null' },
          output: `
        async function bench(command) {
          const child = spawn(command)
          while (!(await isUp())) await pause(5)
          child.kill('SIGTERM')
          if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
        }
      `,
        }],
      }],
    },
    {
      name: 'a parameter that the function kills',
      code: `
        async function stop(child) {
          child.kill()
          await new Promise(resolve => child.once('close', resolve))
        }
      `,
      errors: [{
        messageId: 'lostExit', line: 4,
        suggestions: [{
          messageId: 'askForExit',
          output: `
        async function stop(child) {
          child.kill()
          if (child.exitCode === null && child.signalCode === null) await new Promise(resolve => child.once('close', resolve))
        }
      `,
        }],
      }],
    },
  ],
}
