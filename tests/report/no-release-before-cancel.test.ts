import { testMessages } from './messages.js'

testMessages('no-release-before-cancel', [
  {
    id: 'race',
    code: `
      class Chart {
        open(source) {
          this.view = createView()
          this.timer = setInterval(() => { this.view.draw() }, 1000)
        }

        async close() {
          this.view = null
          await flush()
          clearInterval(this.timer)
        }
      }
    `,
    message: '`this.view` is released here, but the interval `this.timer` on line 4 still uses it until line 10 clears it, and can run in '
      + 'between. Cancel the task first, wait for it to settle, then release `this.view`.',
    suggestions: [['cancelFirst', 'Move the cancel above the release.']],
  },
  {
    id: 'latent',
    options: { latent: 'all' },
    code: `
      class Chart extends Emitter {
        open() {
          this.view = createView()
          this.on('data', point => { this.view.draw(point) })
        }

        close() {
          this.view = null
          this.removeAllListeners()
        }
      }
    `,
    message: "`this.view` is released here, but the 'data' listener on line 4 still uses it until line 9 removes it. This is safe only "
      + 'because nothing is awaited in between: cancel the task first, then release `this.view`.',
    suggestions: [['cancelFirst', 'Move the cancel above the release.']],
  },
  {
    id: 'leak',
    code: `
      class Chart {
        open() {
          this.view = createView()
          this.timer = setInterval(() => { this.view.draw() }, 1000)
        }

        close() {
          clearInterval(this.timer)
          this.view = null
        }

        forceClose() {
          this.view = null
        }
      }
    `,
    message: '`this.view` is released here, but the interval `this.timer` on line 4 still uses it: line 8 clears it, but this path does not. '
      + 'Cancel the task here too, before the release.',
    suggestions: [['cancelHere', 'Add `clearInterval(this.timer)` before the release.']],
  },
  {
    id: 'latent',
    options: { latent: 'all' },
    code: `
      class Chart {
        open() {
          this.view = createView()
          this.timer = setInterval(() => { this.view.draw() }, 1000)
        }

        close() { this.view = null; clearInterval(this.timer) }
      }
    `,
    message: '`this.view` is released here, but the interval `this.timer` on line 4 still uses it until the rest of this line clears it. This '
      + 'is safe only because nothing is awaited in between: cancel the task first, then release `this.view`.',
  },
  {
    id: 'latent',
    options: { latent: 'all' },
    code: `
      function openChart(source) {
        let view = createView()
        const unsubscribe = source.subscribe(point => { view.draw(point) })
        return {
          close() {
            view = null
            unsubscribe()
          },
        }
      }
    `,
    message: '`view` is released here, but the subscription `unsubscribe` on line 3 still uses it until line 7 removes it. This is safe only '
      + 'because nothing is awaited in between: cancel the task first, then release `view`.',
    suggestions: [['cancelFirst', 'Move the cancel above the release.']],
  },
  {
    id: 'disarms',
    code: `
      class Chart {
        open(source) {
          this.view = createView()
          this.timer = setInterval(() => { this.view.draw() }, 1000)
        }

        pause() {
          if (!this.view) return
          clearInterval(this.timer)
        }

        close() {
          this.view = null
          this.pause()
        }
      }
    `,
    message: '`this.view` is released here, so the interval `this.timer` on line 4 is never stopped: line 14 cancels it only while '
      + '`this.view` is set. Cancel the task first, then release `this.view`.',
    suggestions: [['cancelFirst', 'Move the cancel above the release.']],
  },
  {
    id: 'stream',
    code: `
      export const GET = () => new Response(new ReadableStream({
        start(controller) {
          setInterval(() => { controller.enqueue('ping') }, 1000)
        },
      }))
    `,
    message: '`controller.enqueue()` (this line) throws once the reader has cancelled the stream, and nothing stops the interval then. Give '
      + 'the stream a `cancel()` that stops it.',
  },
  {
    id: 'stream',
    code: `
      export const GET = child => new Response(new ReadableStream({
        start(controller) {
          child.stdout.on('end', () => {
            controller.close()
          })
        },
        cancel() {
          child.kill()
        },
      }))
    `,
    message: '`controller.close()` (line 4) throws once the reader has cancelled the stream, and `child.kill()` in `cancel()` (line 8) is what '
      + 'brings the \'end\' listener. Remove the listener there, or check here whether the stream was cancelled.',
  },
  {
    id: 'streamLater',
    options: { strict: true },
    code: `
      export const GET = () => new Response(new ReadableStream({
        start(controller) {
          work().finally(() => { controller.close() })
        },
      }))
    `,
    message: '`controller.close()` throws here if the reader has cancelled the stream by now, and nothing handles the rejection. Check before '
      + 'this line whether the stream was cancelled, or catch the error.',
  },
])
