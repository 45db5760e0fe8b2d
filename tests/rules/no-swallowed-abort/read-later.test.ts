import { testTold } from '../no-stale-guard-across-await/told.js'

const talk = (read: string, again: string) => `
  class Talk {
    stop() { this.abort?.abort() }
    async turn(lines) {
      this.abort = new AbortController()
      const answer = await ask(lines, { signal: this.abort.signal })
      const got = []
      ${read}
      ${again}
      return got
    }
  }
`
const parts = 'try { for await (const part of answer.parts) got.push(part) } catch (error) { console.warn(error) }'
const reads = `const reader = answer.body.getReader()
      while (true) {
        let part
        try { part = await reader.read() } catch (error) { console.warn(error); break }
        if (part.done) break
        got.push(part.value)
      }`

testTold('an answer that is read after the call that was given the signal', [
  { name: 'the loop ends, and the next round starts', code: talk(parts, 'if (got.length > 0) return this.turn(got)'), told: [parts] },
  {
    name: 'by a reader of its body',
    code: talk(reads, 'if (got.length > 0) return this.turn(got)'),
    told: ['try { part = await reader.read() } catch (error) { console.warn(error); break }'],
  },
  { name: 'a check before the next round', code: talk(reads, 'if (got.length > 0 && !this.abort.signal.aborted) return this.turn(got)') },
  { name: 'no next round', code: talk(reads, '') },
  {
    name: 'a signal of the caller, under which the next round rejects at once',
    code: `
      async function turn(lines, signal) {
        const answer = await ask(lines, { signal })
        const got = []
        ${parts}
        if (got.length > 0) return turn(got, signal)
        return got
      }
    `,
  },
  {
    name: 'other data',
    code: `
      class Talk {
        stop() { this.abort?.abort() }
        async turn(lines, reader) {
          this.abort = new AbortController()
          const answer = await ask(lines, { signal: this.abort.signal })
          let part
          try { part = await reader.read() } catch (error) { console.warn(error) }
          if (part) return this.turn(answer)
          return answer
        }
      }
    `,
  },
], 'no-swallowed-abort')
