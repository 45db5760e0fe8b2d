import { testTold } from './told.js'

testTold('the wait fails by an abort of the writer', [
  {
    name: 'a predicate',
    code: `
      export class Poller {
        private run: AbortController | undefined = new AbortController()
        stop() { this.run?.abort(); this.run = undefined }
        async loop(feed: Feed) {
          while (this.run && !this.run.signal.aborted) {
            try { console.log(await feed.next(this.run.signal)) } catch (error) {
              if (isAbortError(error)) return
              await pause(100, this.run.signal)
            }
          }
        }
      }
    `,
  },
  {
    name: 'a name, and the use only for others',
    code: `
      export class Poller {
        run = new AbortController()
        stop() { this.run?.abort(); this.run = undefined }
        async loop(feed) {
          if (!this.run) return
          try { await feed.next(this.run.signal) } catch (error) {
            if (error.name !== 'AbortError') this.run.report(error)
          }
        }
      }
    `,
  },
  {
    name: 'the handler goes on after an abort',
    code: `
      export class Poller {
        private run: AbortController | undefined = new AbortController()
        stop() { this.run?.abort(); this.run = undefined }
        async loop(feed: Feed) {
          while (this.run && !this.run.signal.aborted) {
            try { console.log(await feed.next(this.run.signal)) } catch (error) {
              if (error instanceof Error && error.name === 'AbortError') console.log('stopped')
              await pause(100, this.run.signal)
            }
          }
        }
      }
    `,
    told: ['await pause(100, this.run.signal)'],
  },
  {
    name: 'nobody aborts',
    code: `
      export class Poller {
        run = new AbortController()
        stop() { this.run = undefined }
        async loop(feed) {
          while (this.run && !this.run.signal.aborted) {
            try { console.log(await feed.next(this.run.signal)) } catch (error) {
              if (error instanceof Error && error.name === 'AbortError') break
              await pause(100, this.run.signal)
            }
          }
        }
      }
    `,
    told: ['await pause(100, this.run.signal)'],
  },
])
