import { testTold } from '../no-stale-guard-across-await/told.js'

testTold('a try that looks at its signal where its work has succeeded', [
  {
    name: 'the handler looks as well',
    code: `
        class Oven {
          async bake(order: Order) {
            try {
              for await (const plate of order.plates) carry(plate)
              if (!order.abort.signal.aborted) order.state = 'served'
            } catch {
              if (order.abort.signal.aborted) return
              order.state = 'burnt'
            }
          }
        }
      `,
  },
  {
    name: 'the look stands before the wait: it tells nothing of the wait',
    code: `
        class Press {
          abort = new AbortController()
          async print(job: Job) {
            try {
              if (this.abort.signal.aborted) return
              this.last = await typeset(job)
            } catch { this.last = 'jammed' }
          }
          stop() { this.abort.abort() }
        }
      `,
  },
  {
    name: 'the look only decides how the abort is heard',
    code: `
        class Press {
          async answer(peer: Peer, job: Job) {
            const abort = new AbortController()
            peer.on('close', () => abort.abort())
            try {
              const sheet = await typeset(job)
              const stop = () => { sheet.drop() }
              if (abort.signal.aborted) stop()
              else abort.signal.addEventListener('abort', stop, { once: true })
              peer.send(sheet)
            } catch {
              peer.state = 'jammed'
            }
          }
        }
      `,
  },
  {
    name: 'what is awaited never fails',
    code: `
        class Press {
          abort = new AbortController()
          async print(job: Job) {
            try {
              const sheet = await typeset(job).catch(() => undefined)
              if (this.abort.signal.aborted) return
              this.last = inspect(sheet)
            } catch { this.last = 'jammed' }
          }
          stop() { this.abort.abort() }
        }
      `,
  },
  {
    name: 'nobody but the own deadline aborts',
    code: `
        async function probe(board: Board) {
          const deadline = new AbortController()
          setTimeout(() => deadline.abort(), 500)
          try {
            const answer = await ask(board)
            if (!deadline.signal.aborted) board.state = answer
          } catch { board.state = 'lost' }
        }
      `,
  },
  {
    name: 'the handler throws on',
    code: `
        async function serve(order: Order) {
          try {
            await cook(order)
            if (!order.abort.signal.aborted) order.state = 'served'
          } catch (error) {
            order.state = 'burnt'
            throw error
          }
        }
      `,
  },
  {
    name: 'the handler answers the peer',
    code: `
        async function answer(abort, response) {
          try {
            const result = await work()
            if (abort.signal.aborted) return
            response.end(result)
          } catch { response.writeHead(500) }
        }
      `,
  },
  {
    name: 'the handler only logs',
    code: `
        async function serve(order: Order) {
          try {
            await cook(order)
            if (!order.abort.signal.aborted) order.state = 'served'
          } catch (error) { console.error(error) }
        }
      `,
  },
  {
    name: 'the record of the work was made with its controller elsewhere',
    code: `
        class Oven {
          async bake(order: Order) {
            try {
              for await (const plate of order.plates) carry(plate)
              if (!order.abort.signal.aborted) order.state = 'served'
            } catch (error) {
              order.state = 'burnt'
              this.tell(order, error)
            }
          }
        }
      `,
    told: ['} catch (error) {'],
  },
  {
    name: 'a controller of the class, whose signal no call is given',
    code: `
        class Press {
          abort = new AbortController()
          async print(job: Job) {
            try {
              const sheet = await typeset(job)
              if (this.abort.signal.aborted) return
              this.last = await inspect(sheet)
            } catch { this.last = 'jammed' }
          }
          stop() { this.abort.abort() }
        }
      `,
    told: ["} catch { this.last = 'jammed' }"],
  },
  {
    name: 'a cancellation token',
    code: `
        async function lint(file: File, token: CancellationToken, view: View) {
          try {
            const marks = await scan(file)
            if (token.isCancellationRequested) return
            view.show(marks)
          } catch { view.mark = 'failed' }
        }
      `,
    told: ["} catch { view.mark = 'failed' }"],
  },
], 'no-swallowed-abort', { strict: true })

testTold('a try that looks at its signal, not in the recommended preset', [{ name: 'a record', code: `
        async function serve(order: Order) {
          try {
            await cook(order)
            if (!order.abort.signal.aborted) order.state = 'served'
          } catch { order.state = 'burnt' }
        }
      ` }], 'no-swallowed-abort')
